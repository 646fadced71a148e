import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { clocks, events, matters, transfers } from '../../db/schema/index.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const number = 'AH-1117-01'
const form = 'ZB-1117-01'
const canary = 'CANARY'

async function told(set: Partial<typeof matters.$inferInsert> = {}) {
  story = await openStory()
  await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
  await story.says('zhang', '1')
  await story.says('lin', `/接单 ${number}`)
  if (Object.keys(set).length > 0) await story.store.db.update(matters).set(set)
}

const rows = () => story.store.db.select().from(transfers)
const matter = async () => (await story.store.db.select().from(matters))[0]
const count = async (kind: string) =>
  (await story.store.db.select().from(events).where(eq(events.kind, kind))).length

describe('a hand-over', () => {
  it('shows what goes where before it is done, and is done at the second word', async () => {
    await told()
    await story.says('zhou', `/转办 ${number} 城管 属于市容管理`)
    expect(story.lastHeard('zhou')).toMatch(
      /请核对[\s\S]*临湖城管中队 ☎0000-\d{4}[\s\S]*不给:反映人是谁[\s\S]*会告诉反映人/,
    )
    expect(await rows()).toEqual([])
    await story.presses('zhou', '确定')
    expect((await matter())?.state).toBe('transferred')
    expect(await rows()).toMatchObject([{ number: form, department: 'urban_mgmt', receivedAt: null }])
    expect(story.lastHeard('zhou')).toMatch(/ZB-1117-01[\s\S]*11月20日/)
    await story.says('zhou', `/转办 ${number} 城管 属于市容管理 确定`)
    expect(await rows()).toHaveLength(1)
  })

  it('is a numbered form to the liaison, without reporter, parties or door', async () => {
    await told()
    await story.says('zhou', `/转办 ${number} @城管 属于市容管理 确定`)
    for (const id of ['chengguan', 'cheng']) {
      expect(story.lastHeard(id)).toMatch(/转办单 ZB-1117-01\|邻里噪声[\s\S]*5号楼[\s\S]*签收期限/)
      expect(story.hears(id).join()).not.toMatch(/1001|张|902|zhang/)
    }
    // Recipient, purpose and kinds are told to the person (rule I-3); the officer's own words are not.
    expect(story.lastHeard('zhang')).toMatch(/归临湖城管中队办[\s\S]*类别、到楼栋的地点[\s\S]*您是谁没有提供/)
    expect(story.lastHeard('zhang')).not.toMatch(/市容/)
    expect(story.lastHeard('lin')).toMatch(/已由周警官转办给临湖城管中队/)
    for (const id of ['fulian', 'ranqi', 'chen']) expect(story.hears(id).join()).not.toContain(form)
  })

  it('is complete when the receiver confirms, once, and not before', async () => {
    await told()
    await story.says('zhou', `/转办 ${number} 城管 属于市容管理 确定`)
    await story.says('zhou', `/办结 ${number} 是 是 否 是`)
    expect(story.lastHeard('zhou')).toMatch(/还没签收/)
    for (const id of ['fulian', 'lin', 'zhou', 'chen']) {
      await story.says(id, `/签收 ${form}`)
      expect(story.lastHeard(id)).toMatch(/没有找到要您签收的|工作人员才能用/)
    }
    story.chat.say({ as: 'chengguan', chatId: 'dm-chengguan', text: `/签收 ${form}` })
    story.chat.say({ as: 'cheng', chatId: 'dm-cheng', text: `/签收 ${form} 退回 不归我们` })
    await story.settled()
    expect((await count('received')) + (await count('transfer_declined'))).toBe(1)
    expect([story.lastHeard('chengguan'), story.lastHeard('cheng')].join()).toMatch(/不用再点/)
  })

  it('once received is told to reporter and lead, and can then be concluded', async () => {
    await told()
    await story.says('zhou', `/转办 ${number} 城管 属于市容管理 确定`)
    await story.presses('chengguan', '签收')
    expect((await matter())?.state).toBe('transferred')
    expect(story.lastHeard('zhang')).toMatch(/已由临湖城管中队签收/)
    for (const id of ['zhou', 'lin']) expect(story.lastHeard(id)).toMatch(/临湖城管中队已签收 ZB-1117-01/)
    await story.says('zhang', `/查进度 ${number}`)
    expect(story.lastHeard('zhang')).toMatch(/已转临湖城管中队\(职责归口\),已签收/)
    await story.says('chengguan', `/签收 ${form}`)
    expect(story.lastHeard('chengguan')).toMatch(/不用再点/)
    await story.says('zhou', `/办结 ${number} 四项都妥`)
    expect((await matter())?.state).toBe('followup')
  })

  it('that is declined is back with its lead, where it was, and the receiver sees it no more', async () => {
    await told()
    await story.says('zhou', `/转办 ${number} 城管 属于市容管理 确定`)
    await story.says('chengguan', `/签收 ${form} 退回`)
    expect(story.lastHeard('chengguan')).toMatch(/请写明理由/)
    await story.presses('chengguan', /退回/)
    expect(await matter()).toMatchObject({ state: 'handling', called: [] })
    for (const id of ['zhou', 'lin'])
      expect(story.lastHeard(id)).toMatch(/临湖城管中队退回[\s\S]*不属于我们的职责/)
    expect(story.lastHeard('zhang')).toMatch(/仍由我们接着办/)
    await story.says('chengguan', `/看 ${number}`)
    expect(story.lastHeard('chengguan')).toMatch(/没有找到您能看的事项/)
    await story.says('zhou', `/转办 ${number} 燃气 换一家 确定`)
    expect((await rows()).map((row) => row.number)).toEqual([form, 'ZB-1117-02'])
  })

  it('of a tip reaches the case team with nothing of its giver, and the giver’s news stays neutral', async () => {
    await told({
      category: 'tip.gambling',
      kind: 'tip',
      privacy: 'confidential',
      summary: '安和花园三期5号楼:涉赌线索',
    })
    await story.says('zhou', `/转办 ${number} 案件办理队 涉嫌赌博 ${canary}13812345678 确定`)
    expect(story.lastHeard('anban')).toMatch(/转办单[\s\S]*5号楼/)
    expect(story.lastHeard('anban')).not.toMatch(/13812345678|1001|张/)
    expect(story.lastHeard('zhang')).not.toMatch(/案件|赌/)
    expect(story.lastHeard('zhang')).toMatch(/您是谁没有提供/)
    await story.presses('anban', '签收')
    expect(story.lastHeard('zhang')).not.toMatch(/案件|赌/)
    await story.says('zhang', `/查进度 ${number}`)
    expect(story.lastHeard('zhang')).toMatch(/已转临湖派出所案件办理队[\s\S]*已签收/)
    expect(story.hears('anhe3').join()).not.toMatch(/转办|ZB-|XS-|AH-/)
  })

  it('to a department that is not connected is confirmed by who had its word on the telephone', async () => {
    await told()
    await story.says('zhou', `/转办 ${number} 生态环境 噪声监测 确定`)
    expect(story.hears('zhou').join()).toMatch(/生态环境所没有接入,请打 0000-\d{4}/)
    await story.forward(day)
    await story.says('zhou', `/签收 ${form}`)
    expect(story.lastHeard('zhang')).toMatch(/已由生态环境所签收/)
  })

  it('is refused for one’s own people, for inspectors, for a standing emergency, and without a reason', async () => {
    await told()
    const refused: [string, RegExp][] = [
      ['网格员 没空', /是自己人,不用转办/],
      ['督察 投诉', /督察单独受理/],
      ['城管', /还缺「理由」/],
    ]
    for (const [words, answer] of refused) {
      await story.says('zhou', `/转办 ${number} ${words}`)
      expect(story.lastHeard('zhou')).toMatch(answer)
    }
    await story.says('lin', `/转办 ${number} 城管 不归我 确定`)
    expect(story.lastHeard('lin')).toMatch(/工作人员才能用/)
    await story.store.db.update(matters).set({ urgency: 'emergency' })
    await story.says('zhou', `/转办 ${number} 城管 属于市容 确定`)
    expect(story.lastHeard('zhou')).toMatch(/还是紧急状态,不能转走/)
    expect(await rows()).toEqual([])
  })
})

describe('the three working days for a receipt', () => {
  const receipt = async () =>
    (await story.store.db.select().from(clocks).where(eq(clocks.kind, 'receipt'))).at(-1)
  const heard = (who: string, what: RegExp) => story.hears(who).filter((text) => what.test(text))
  const sent = () => story.says('zhou', `/转办 ${number} 城管 属于市容管理 确定`)

  it('run from the hand-over, end on the form as they end in the book, and stop when it is signed', async () => {
    await told()
    await sent()
    const [row] = await rows()
    expect(await receipt()).toMatchObject({
      ofId: row?.id,
      dueAt: new Date('2026-11-20T17:30:00+08:00'),
      stoppedAt: null,
    })
    expect(story.lastHeard('chengguan')).toMatch(/签收期限:11月20日\(周五\)17:30/)
    await story.presses('chengguan', '签收')
    expect((await receipt())?.stoppedAt).toEqual(story.now())
    await story.forward(7 * day)
    for (const id of ['chengguan', 'zhou']) expect(heard(id, /接收转办|没有签收/)).toEqual([])
  })

  it('stop when it is declined, and when the matter is given to somebody else', async () => {
    await told()
    await sent()
    await story.presses('chengguan', /退回/)
    expect((await receipt())?.stoppedAt).toEqual(story.now())
    await sent()
    expect((await receipt())?.stoppedAt).toBeNull()
    await story.says('zhou', `/交办 ${number} @网格员小林`)
    expect((await receipt())?.stoppedAt).toEqual(story.now())
    await story.forward(7 * day)
    expect(await count('receipt_overdue')).toBe(0)
  })

  it('bring it to mind with the button to sign, and over time to sender, officers and chief, once', async () => {
    await told()
    await sent()
    for (let passed = 0; passed < 77; passed += 6) await story.forward(6 * hour)
    expect(heard('chengguan', /接收转办」时间已过一半/)).toHaveLength(1)
    expect(heard('chengguan', /接收转办」时间已过八成/)).toHaveLength(1)
    for (const id of ['zhou', 'lin', 'suozhang', 'chen']) expect(heard(id, /接收转办/)).toEqual([])
    await story.forward(6 * hour)
    await story.forward(12 * hour)
    for (const id of ['zhou', 'lin', 'suozhang'])
      expect([id, heard(id, /临湖城管中队到时限\(11月20日\(周五\)17:30\)还没有签收 ZB-1117-01/)]).toEqual([
        id,
        [expect.any(String)],
      ])
    expect(heard('chengguan', /没有签收/)).toEqual([])
    expect(heard('chen', /没有签收/)).toEqual([])
    await story.forward(3 * day)
    expect(heard('zhou', /还没有签收/)).toHaveLength(1)
    expect(await count('receipt_overdue')).toBe(1)
    await story.presses('chengguan', '签收')
    expect(await count('received')).toBe(1)
  })

  it('of a department that is not connected come to whoever has to telephone', async () => {
    await told()
    await story.says('zhou', `/转办 ${number} 生态环境 噪声监测 确定`)
    for (let passed = 0; passed < 72; passed += 6) await story.forward(6 * hour)
    expect(heard('zhou', /接收转办」时间已过/).length).toBeGreaterThan(0)
    expect(heard('zhou', /签收 ZB-1117-01/).length).toBeGreaterThan(0)
  })
})

it('whatever departments are sent of a matter, by whistle, session and hand-over, leads to nobody', async () => {
  await told({ colour: 'yellow' })
  await story.says('zhou', `/吹哨 ${number} 城管 消防 燃气 物业 妇联 民政`)
  await story.says('zhou', `/会诊 ${number} 调委会`)
  for (const id of ['fang', 'song', 'he']) await story.presses(id, '接受')
  await story.says('zhou', `/转办 ${number} 12345 不归警务 确定`)
  await story.presses('rexian', '签收')
  await story.forward(2 * day)
  const outside = ['chengguan', 'cheng', 'xiaofang', 'ranqi', 'wuye', 'fulian', 'minzheng']
  for (const id of [...outside, 'fang', 'su', 'song', 'he', 'rexian', 'zong']) {
    await story.says(id, `/看 ${number}`)
    const shown = story.chat.messages(`dm-${id}`).filter((one) => one.from === 'bot')
    // Ids and instants hold any three digits by chance.
    const seen = JSON.stringify(shown.map(({ text, card }) => [text, card]))
    expect([id, seen.length > 100]).toEqual([id, true])
    expect([id, /zhang|张|902|1001|跳绳|没法睡/.exec(seen)?.[0]]).toEqual([id, undefined])
  }
  // The group hears nothing of any of it.
  expect(story.hears('anhe3').join()).not.toMatch(/吹哨|会诊|转办|AH-|ZB-/)
})
