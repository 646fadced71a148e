import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { clocks, events, matters, seats, sessions, supervisions } from '../../db/schema/index.ts'
import { day, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const number = 'AH-1117-01'
const minute = 60_000

/** A yellow dispute at 5号楼 that 网格员小林 handles; or what is set instead. */
async function led(set: Partial<typeof matters.$inferInsert> = {}, at?: string) {
  story = await openStory({ at })
  await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
  await story.says('zhang', '1')
  await story.says('lin', `/接单 ${number}`)
  await story.store.db.update(matters).set({ colour: 'yellow', ...set })
}

const matter = async () => (await story.store.db.select().from(matters))[0]
const held = () => story.store.db.select().from(sessions).orderBy(sessions.id)
const chairs = () => story.store.db.select().from(seats).orderBy(seats.id)
const kinds = async (kind: string) => await story.store.db.select().from(events).where(eq(events.kind, kind))

describe('会诊 of a yellow matter', () => {
  it('is one session of three offices on the next working morning, invited without telling whose matter', async () => {
    await led()
    await story.says('zhou', `/会诊 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(
      /11月18日\(周三\)09:30:临湖派出所社区警务队、临湖司法所、签约律师事务所/,
    )
    expect(await held()).toMatchObject([{ kind: 'consult', state: 'approved' }])
    expect((await chairs()).map((seat) => [seat.department, seat.state])).toEqual([
      ['community_police', 'accepted'],
      ['judicial_office', 'invited'],
      ['law_firm', 'invited'],
    ])
    for (const id of ['fang', 'su', 'song']) {
      expect(story.lastHeard(id)).toMatch(/会诊邀请[\s\S]*邻里噪声[\s\S]*安和社区[\s\S]*不公开进行,不收费/)
      expect(story.lastHeard(id)).not.toMatch(/AH-1117|号楼|1001|张|反复|小林/)
      await story.says(id, `/看 ${number}`)
      expect(story.lastHeard(id)).toMatch(/没有找到您能看的事项/)
    }
    expect(story.lastHeard('zong')).toMatch(/请综治中心主持/)
    for (const id of ['shuji', 'fulian', 'chen']) expect(story.hears(id).join()).not.toMatch(/会诊/)
  })

  it('is called once by two clicks, and within three working days', async () => {
    await led()
    await story.says('zhou', `/会诊 ${number} 下周五`)
    expect(story.lastHeard('zhou')).toMatch(/3个工作日内/)
    await story.says('zhou', `/会诊 ${number} 昨天`)
    expect(story.lastHeard('zhou')).toMatch(/已经过去/)
    expect(await held()).toEqual([])
    await story.says('zhou', `/会诊 ${number} 周四下午3点`)
    await story.says('zhou', `/会诊 ${number} 周四下午3点`)
    expect(await held()).toMatchObject([{ at: new Date('2026-11-19T15:00:00+08:00') }])
    expect(story.lastHeard('zhou')).toMatch(/已约会诊:11月19日/)
  })

  it('is seen by who accepts, once, and by nobody who does not', async () => {
    await led()
    await story.says('zhou', `/会诊 ${number}`)
    story.chat.say({ as: 'fang', chatId: 'dm-fang', text: '/赴会 1 接受' })
    story.chat.say({ as: 'su', chatId: 'dm-su', text: '/赴会 1 不接受' })
    await story.settled()
    expect((await kinds('seat_accepted')).length + (await kinds('seat_declined')).length).toBe(1)
    expect([story.lastHeard('fang'), story.lastHeard('su')].join()).toMatch(/已经答复过/)
    await story.presses('song', '不接受')
    expect(story.lastHeard('zhou')).toMatch(/签约律师事务所不参加会诊/)
    await story.presses('song', '接受')
    expect(story.lastHeard('song')).toMatch(/已经答复过:不接受/)
    await story.says('song', `/看 ${number}`)
    expect(story.lastHeard('song')).toMatch(/没有找到/)
    for (const id of ['fulian', 'shuji', 'he']) {
      await story.says(id, '/赴会 1 接受')
      expect(story.lastHeard(id)).toMatch(/没有找到邀请您的会/)
    }
    expect((await matter())?.called ?? []).not.toContain('law_firm')
  })

  it('gives who accepts the matter to the building, and its decision becomes the plan', async () => {
    await led()
    await story.says('zhou', `/会诊 ${number}`)
    await story.presses('fang', '接受')
    expect(story.lastHeard('fang')).toMatch(/AH-1117-01[\s\S]*5号楼[\s\S]*已接受。会诊:11月18日/)
    expect(story.lastHeard('fang')).not.toMatch(/1001|张/)
    expect((await matter())?.called).toEqual(['judicial_office'])
    await story.forward(day)
    await story.says('zhou', `/会诊 ${number} 方案 装静音垫,晚十点后不跳 周五`)
    expect(await held()).toMatchObject([{ state: 'held' }])
    const [plan] = await kinds('planned')
    expect(plan?.values).toMatchObject({ by: '2026-11-20T10:00:00.000Z' })
    expect(story.lastHeard('lin')).toMatch(/会诊方案:装静音垫,晚十点后不跳\|网格员小林负责,11月20日/)
    await story.says('zhou', `/看 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/会诊 11月18日[\s\S]*已开 .*临湖司法所参加/)
  })

  it('is for yellow ones; of confidential ones not even the kind is told', async () => {
    await led({ colour: 'blue' })
    await story.says('zhou', `/会诊 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/用于黄色/)
    await story.store.db.update(matters).set({ colour: 'red' })
    await story.says('zhou', `/会诊 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/请用 \/三所一庭/)
    await story.store.db
      .update(matters)
      .set({ colour: 'yellow', category: 'dispute.marriage_family', privacy: 'confidential' })
    await story.says('zhou', `/会诊 ${number}`)
    expect(story.lastHeard('fang')).toMatch(/一件需要保密的事/)
    expect(story.lastHeard('fang')).not.toMatch(/婚姻|家庭|号楼|AH-/)
    expect(story.hears('zong').join()).not.toContain(number)
  })
})

describe('the three working days for a session', () => {
  const joint = () => story.store.db.select().from(clocks).where(eq(clocks.kind, 'joint')).orderBy(clocks.id)
  const owed = (who: string) => story.hears(who).filter((text) => text.includes('「会商」'))

  it('run from the call until it was held, and are brought to mind to the lead and to who called it', async () => {
    await led()
    await story.says('zhou', `/会诊 ${number}`)
    const [session] = await held()
    expect(await joint()).toMatchObject([
      { ofId: session?.id, dueAt: new Date('2026-11-20T17:30:00+08:00'), stoppedAt: null },
    ])
    for (let passed = 0; passed < 60; passed += 6) await story.forward(6 * 60 * minute)
    for (const who of ['zhou', 'lin']) expect([who, owed(who).length > 0]).toEqual([who, true])
    for (const who of ['fang', 'song', 'zhang']) expect([who, owed(who)]).toEqual([who, []])
    await story.says('zhou', `/会诊 ${number} 方案 双方各让一步`)
    expect(await joint()).toMatchObject([{ stoppedAt: story.now() }])
    await story.forward(3 * day)
    expect(JSON.stringify((await kinds('reminded')).map((one) => one.values))).not.toMatch(/joint:3/)
  })

  it('stop when it is called off, and when a mediation was what came of it', async () => {
    await led()
    await story.says('zhou', `/会诊 ${number}`)
    await story.says('zhou', `/会诊 ${number} 取消`)
    expect(await joint()).toMatchObject([{ stoppedAt: story.now() }])
    await story.says('zhou', `/会诊 ${number}`)
    await story.forward(day)
    await story.says('lin', `/调解 ${number} 人民 成 装静音垫`)
    expect((await joint())[1]).toMatchObject({ stoppedAt: story.now() })
    expect(await held()).toContainEqual(expect.objectContaining({ kind: 'consult', state: 'held' }))
  })

  it('of a 三所一庭 run from the proposal, and end where one side wants no mediation', async () => {
    await led({ colour: 'red' })
    await story.says('zhou', `/三所一庭 ${number} 确定`)
    expect(await joint()).toMatchObject([{ stoppedAt: null }])
    await story.presses('suozhang', '同意')
    expect(await joint()).toHaveLength(1)
    await story.says('lin', `/调解 ${number} 不同意调解`)
    expect(await joint()).toMatchObject([{ stoppedAt: story.now() }])
    expect(story.lastHeard('zhang')).toMatch(/没有结果[\s\S]*起诉/)
    expect(await kinds('routes_told')).toHaveLength(1)
  })
})

describe('三所一庭 of a red matter', () => {
  it('is proposed by the officer, agreed to by the chief, and invited only then, with the shared court', async () => {
    await led({ colour: 'red' })
    await story.says('zhou', `/三所一庭 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/请核对[\s\S]*安和社区共享法庭[\s\S]*愿意调解/)
    await story.presses('zhou', '确定')
    expect(await held()).toMatchObject([{ kind: 'panel', state: 'proposed' }])
    for (const id of ['fang', 'song', 'shuji']) expect(story.hears(id)).toEqual([])
    await story.says('fang', '/赴会 1 接受')
    expect(story.lastHeard('fang')).toMatch(/没有找到邀请您的会/)
    await story.says('zhou', `/三所一庭 ${number} 同意 确定`)
    expect(story.lastHeard('zhou')).toMatch(/由所长同意/)
    expect(story.lastHeard('suozhang')).toMatch(/三所一庭待批[\s\S]*周警官提议/)
    await story.presses('suozhang', '同意')
    await story.says('suozhang', `/三所一庭 ${number} 同意 确定`)
    expect(story.lastHeard('suozhang')).toMatch(/没有待批/)
    expect(await kinds('panel_approved')).toHaveLength(1)
    for (const id of ['fang', 'song', 'shuji']) {
      expect(story.hears(id).filter((text) => text.includes('三所一庭邀请'))).toHaveLength(1)
      expect(story.lastHeard(id)).not.toMatch(/号楼|1001|张|AH-/)
    }
    expect(story.lastHeard('zhou')).toMatch(/所长已同意三所一庭/)
    await story.presses('shuji', '接受')
    expect((await matter())?.called).toEqual(['court'])
  })

  it('that the chief did not see in time is proposed anew; called off, everybody invited is told', async () => {
    await led({ colour: 'red' })
    await story.says('zhou', `/三所一庭 ${number} 确定`)
    await story.forward(2 * day)
    await story.says('suozhang', `/三所一庭 ${number} 同意 确定`)
    expect(story.lastHeard('suozhang')).toMatch(/时间已过/)
    await story.says('zhou', `/三所一庭 ${number} 确定`)
    expect((await held()).map((one) => one.state)).toEqual(['cancelled', 'proposed'])
    await story.presses('suozhang', '同意')
    await story.says('suozhang', `/三所一庭 ${number} 取消`)
    for (const id of ['fang', 'song', 'shuji']) expect(story.lastHeard(id)).toMatch(/三所一庭不开了/)
    expect((await held()).map((one) => one.state)).toEqual(['cancelled', 'cancelled'])
    expect(story.hears('fang').join()).not.toMatch(/号楼|AH-/)
  })

  it('is for red ones, and not where a side does not want mediation', async () => {
    await led()
    await story.says('zhou', `/三所一庭 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/只用于红色事项/)
    await story.store.db.update(matters).set({ colour: 'red', mediationRefused: true })
    await story.says('suozhang', `/三所一庭 ${number} 确定`)
    expect(story.lastHeard('suozhang')).toMatch(/明确不同意调解/)
    expect(await held()).toEqual([])
  })
})

describe('调解', () => {
  it('that is agreed offers judicial confirmation, reminds ten days before its end, once, and is over after thirty', async () => {
    await led()
    await story.says('zhou', `/调解 ${number} 人民 成 协议11-15 装静音垫`)
    expect(story.lastHeard('zhou')).toMatch(/人民调解谈成[\s\S]*2026-12-15前/)
    expect(await held()).toMatchObject([
      {
        kind: 'mediation',
        mediationType: 'people',
        agreed: true,
        agreementOn: '2026-11-15',
        result: '装静音垫',
      },
    ])
    await story.forward(17 * day)
    expect(await kinds('confirmation_due')).toEqual([])
    await story.forward(day)
    expect(story.hears('zhou').join()).toMatch(/司法确认还剩10天[\s\S]*2026-12-15/)
    await story.forward(day)
    expect(await kinds('confirmation_due')).toHaveLength(1)
    await story.forward(10 * day)
    await story.says('zhou', `/司法确认 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/已过30日[\s\S]*起诉[\s\S]*公证/)
    expect((await held())[0]?.confirmationAskedAt).toBeNull()
  })

  it('confirmed in time is recorded once and not reminded of', async () => {
    await led()
    await story.says('zhou', `/调解 ${number} 成 人民`)
    await story.presses('zhou', '申请司法确认')
    expect(story.lastHeard('zhou')).toMatch(/申请司法确认[\s\S]*最迟2026-12-17/)
    await story.says('zhou', `/司法确认 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/已在2026-11-17记过/)
    await story.forward(21 * day)
    expect(await kinds('confirmation_due')).toEqual([])
    expect(await kinds('confirmation_asked')).toHaveLength(1)
  })

  it('that fails raises blue to yellow and yellow to red, never down, and names the lawful routes', async () => {
    await led({ colour: 'blue', colourRules: ['B0'] })
    await story.says('lin', `/调解 ${number} 人民 未成`)
    expect(await matter()).toMatchObject({ colour: 'yellow', loop: 'small' })
    expect((await matter())?.colourRules).toContain('Y8')
    expect(story.lastHeard('lin')).toMatch(/已升为黄色[\s\S]*仲裁[\s\S]*行政[\s\S]*起诉/)
    expect(story.lastHeard('zhang')).toMatch(/没有结果[\s\S]*12348/)
    expect(story.lastHeard('zhang')).not.toMatch(/黄|1001/)
    await story.says('lin', `/调解 ${number} 未成 行政`)
    expect(await matter()).toMatchObject({ colour: 'red', loop: 'middle' })
    expect((await matter())?.colourRules).toContain('R6')
    expect(await story.store.db.select().from(supervisions)).toHaveLength(1)
    await story.says('lin', `/调解 ${number} 人民 未成`)
    expect(await matter()).toMatchObject({ colour: 'red' })
    // The lawful ways are told once a matter, here and not again at its ceiling.
    expect(story.hears('zhang').filter((text) => /起诉/.test(text))).toHaveLength(1)
    expect(await kinds('routes_told')).toMatchObject([{ values: { why: 'mediation failed' } }])
    await story.forward(31 * day)
    expect(story.hears('zhang').filter((text) => /起诉/.test(text))).toHaveLength(1)
  })

  it('that fails again raises what a person had lowered, by one, says by which rule, and is the rules’ word from then on', async () => {
    await led({ colour: 'blue', colourRules: ['R7'] })
    await story.says('lin', `/调解 ${number} 人民 未成`)
    expect(await matter()).toMatchObject({ colour: 'yellow', colourRules: ['R7', 'Y8'] })
    await story.says('zhou', `/定色 ${number} 蓝 双方已和好`)
    expect(await matter()).toMatchObject({ colour: 'blue', colourReason: '双方已和好' })
    await story.forward(2 * day)
    expect(await matter()).toMatchObject({ colour: 'blue' })
    await story.says('lin', `/调解 ${number} 行政 未成`)
    expect(story.lastHeard('lin')).toContain('调解未成(规则Y8),已升为黄色。')
    expect(await matter()).toMatchObject({ colour: 'yellow', colourSetBy: null, colourReason: null })
    await story.says('zhou', `/为什么 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/Y8[\s\S]*级别由规则自动提出/)
    expect((await kinds('recoloured')).map((one) => [one.actorId === null, one.values])).toMatchObject([
      [true, { to: 'yellow', rules: ['Y8'] }],
      [false, { to: 'blue' }],
      [true, { to: 'yellow', rules: ['Y8'] }],
    ])
  })

  it('is locked by a clear refusal, with its button and the panel that was agreed on, until both want it', async () => {
    await led({ colour: 'red' })
    await story.says('zhou', `/看 ${number}`)
    await story.says('lin', `/看 ${number}`)
    const buttons = (id: string) =>
      story.chat
        .messages(`dm-${id}`)
        .at(-1)
        ?.card?.actions?.map((one) => one.label) ?? []
    expect(buttons('lin')).toContain('调解谈成')
    await story.says('suozhang', `/三所一庭 ${number} 确定`)
    await story.says('lin', `/调解 ${number} 不同意调解`)
    expect(await matter()).toMatchObject({ mediationRefused: true, colour: 'red' })
    expect(await held()).toMatchObject([{ kind: 'panel', state: 'cancelled' }])
    expect(story.lastHeard('shuji')).toMatch(/取消/)
    await story.says('shuji', '/赴会 1 接受')
    expect(story.lastHeard('shuji')).toMatch(/已经开过或取消/)
    await story.says('lin', `/看 ${number}`)
    expect(buttons('lin')).not.toContain('调解谈成')
    await story.says('lin', `/调解 ${number} 人民 成`)
    expect(story.lastHeard('lin')).toMatch(/不能调解[\s\S]*起诉/)
    await story.says('lin', `/调解 ${number} 同意调解`)
    await story.says('lin', `/调解 ${number} 人民 成`)
    expect((await held()).filter((one) => one.agreed)).toHaveLength(1)
  })

  it('of the public security kind is the officer’s, once, and a second time within seven working days', async () => {
    await led({ colour: 'red' })
    await story.says('lin', `/调解 ${number} 治安 未成`)
    expect(story.lastHeard('lin')).toMatch(/由民警主持/)
    await story.store.db.update(matters).set({ colourRules: ['Y3'] })
    await story.says('zhou', `/调解 ${number} 治安 未成`)
    await story.forward(13 * day)
    await story.says('zhou', `/调解 ${number} 治安 成`)
    expect(story.lastHeard('zhou')).toMatch(/7个工作日内.*已经过了/)
    expect(await held()).toHaveLength(1)
  })

  it('of repeated violence is warned of as not for 治安调解 (§179), and a person decides', async () => {
    await led({ colour: 'red', colourRules: ['Y1', 'Y2'] })
    await story.says('zhou', `/调解 ${number} 治安 成`)
    expect(story.lastHeard('zhou')).toMatch(/第179条不适用治安调解/)
    expect(await held()).toEqual([])
    await story.presses('zhou', '确定')
    expect(await held()).toHaveLength(1)
  })

  it('is recorded by a lawyer who accepted, and by no other', async () => {
    await led()
    await story.says('song', `/调解 ${number} 人民 成`)
    expect(story.lastHeard('song')).toMatch(/没有找到/)
    await story.says('zhou', `/会诊 ${number}`)
    await story.presses('song', '接受')
    await story.forward(day + minute)
    await story.says('song', `/调解 ${number} 人民 成 13812345678同意赔偿`)
    expect((await held()).map((one) => [one.kind, one.state])).toEqual([
      ['consult', 'held'],
      ['mediation', 'held'],
    ])
    expect(JSON.stringify(await held())).not.toContain('13812345678')
    await story.says('shuji', `/调解 ${number} 法院 成`)
    expect(story.lastHeard('shuji')).toMatch(/工作人员才能用|没有找到/)
  })

  it('is for disputes alone', async () => {
    await led({ kind: 'hazard', category: 'hazard.fire_lane' })
    await story.says('zhou', `/调解 ${number} 人民 成`)
    expect(story.lastHeard('zhou')).toMatch(/只有矛盾纠纷可以调解/)
  })
})
