import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { linksOf } from '../../db/links.ts'
import { followUps, matters, parties, sessions } from '../../db/schema/index.ts'
import { sessionTemplates } from '../../matters/routes.ts'
import { bindAs } from '../support/bound.ts'
import { stored } from '../support/planted.ts'
import { day, openStory, type Story } from '../support/story.ts'
import { happened, kindsOf, tell } from '../support/told.ts'

let story: Story
afterEach(() => story?.end())

const partiesOf = (id: number) => story.store.db.select().from(parties).where(eq(parties.matterId, id))
const visitsOf = (id: number) =>
  story.store.db.select().from(followUps).where(eq(followUps.matterId, id)).orderBy(followUps.day)
const held = (id: number) =>
  story.store.db.select().from(sessions).where(eq(sessions.matterId, id)).orderBy(sessions.id)
const fine = '是 是 无 是'

describe('the tray of the pigeons', () => {
  const told = '@小助手 5号楼2单元902窗台上喂鸽子的食盘让风刮下来,把楼下停的车顶砸了个坑,两家为赔钱吵起来了'

  /** Told, studied with the danger behind it: the quarrel about the car, and what still stands on the sill. */
  async function both() {
    story = await openStory()
    const [quarrel] = await tell(story, 'zhang', told, 'anhe3')
    await story.says('zhou', `/研判 ${quarrel.number}`)
    const asked = story.lastHeard('zhou')
    await story.presses('zhou', '有隐患')
    const [tied] = await linksOf(story.store.db, quarrel.id)
    if (!tied) throw new Error('no hazard was opened beside it')
    await story.says('zhou', `/研判 ${tied.matter.number} 类别=高空坠物`)
    return { quarrel, asked, hazard: await stored(story, tied.matter.id) }
  }

  it('A156 is a damage and a hazard, linked; settling the first does not close the second', async () => {
    const { quarrel, hazard } = await both()
    expect(quarrel).toMatchObject({ kind: 'dispute', category: 'dispute.damage_compensation' })
    expect(hazard).toMatchObject({ kind: 'hazard', category: 'hazard.falling_object', state: 'studied' })
    await story.says('zhou', `/接单 ${quarrel.number}`)
    await story.says('zhou', `/调解 ${quarrel.number} 人民 成 食盘主人出钱修车`)
    await story.says('zhou', `/化解 ${quarrel.number} 谈妥了`)
    await story.says('zhou', `/办结 ${quarrel.number} ${fine}`)
    await story.forward(8 * day)
    await story.says('zhou', `/回访 ${quarrel.number} 已解决 5 隐患=无`)
    expect((await stored(story, quarrel.id)).state).toBe('archived')
    expect((await stored(story, hazard.id)).state).toBe('studied')
    await story.says('zhou', `/看 ${hazard.number}`)
    expect(story.lastHeard('zhou')).toMatch(new RegExp(`相关:${quarrel.number}`))
  })

  it('A156 told with the danger in it is no alarm: nobody was struck', async () => {
    story = await openStory()
    const words =
      '@小助手 5号楼2单元楼上窗台喂鸽子的食盘让风刮下来,把我车顶砸了个坑,他家不认账;窗台上还摆着好几个没固定的盘子,再刮风要砸到人的'
    const opened = await tell(story, 'zhang', words, 'anhe3')
    for (const matter of opened) {
      expect(matter.urgency).not.toBe('emergency')
      expect(['dispute.damage_compensation', 'hazard.falling_object']).toContain(matter.category)
    }
    expect(story.hears('duty').join()).not.toMatch(/🔴紧急/)
  })

  it('A157 研判 asks whether a danger is left, and yes opens it beside the dispute', async () => {
    const { quarrel, asked, hazard } = await both()
    expect(asked).toMatch(/是否存在后续隐患/)
    expect(await kindsOf(story, quarrel.id)).toEqual(expect.arrayContaining(['studied', 'hazard']))
    expect((await linksOf(story.store.db, hazard.id)).map((one) => one.matter.id)).toEqual([quarrel.id])
    expect(await partiesOf(hazard.id)).toMatchObject([])
  })

  it('A158 the hazard ends with its cause removed by the owner, and a note that proves it', async () => {
    const { hazard } = await both()
    await story.says('zhou', `/接单 ${hazard.number}`)
    await story.says('zhou', `/化解 ${hazard.number} 自行消除 上门看过,窗台上的盘子都收进屋了`)
    expect(await stored(story, hazard.id)).toMatchObject({ state: 'resolved', outcome: 'removed' })
    const resolved = (await happened(story, hazard.id)).find((event) => event.kind === 'resolved')
    expect(resolved?.values).toMatchObject({ outcome: 'removed', byOwner: true })
    expect(JSON.stringify(resolved?.values)).toContain('盘子都收进屋了')
    await story.says('zhou', `/办结 ${hazard.number} ${fine}`)
    expect((await stored(story, hazard.id)).state).toBe('followup')
  })

  it('A193 both content is not the end: whether a danger is left has to be answered', async () => {
    story = await openStory()
    const [quarrel] = await tell(story, 'zhang', told, 'anhe3')
    await story.says('zhou', `/接单 ${quarrel.number}`)
    await story.says('zhou', `/化解 ${quarrel.number} 双方都满意`)
    await story.says('zhou', `/办结 ${quarrel.number} 双方满意 5`)
    expect((await stored(story, quarrel.id)).state).toBe('resolved')
    await story.says('zhou', `/办结 ${quarrel.number} 解决=是 告知=是 回访=是`)
    expect(story.lastHeard('zhou')).toMatch(/还差一问[\s\S]*隐患/)
    expect((await stored(story, quarrel.id)).state).toBe('resolved')
    await story.says('zhou', `/办结 ${quarrel.number} 解决=是 告知=是 回访=是 隐患=有`)
    expect(story.lastHeard('zhou')).toMatch(/还有隐患,先说怎么办/)
    expect((await stored(story, quarrel.id)).state).toBe('resolved')
  })
})

describe('the water from above', () => {
  async function leak() {
    story = await openStory()
    const [matter] = await tell(
      story,
      'wang',
      '楼上卫生间漏水漏到我家,天花板都起皮了,为这个两家吵了一架',
      'anhe3',
    )
    return matter
  }

  it('A159 is a leak between above and below', async () => {
    const matter = await leak()
    expect(matter).toMatchObject({ category: 'dispute.neighbor.water_leak', state: 'new' })
    expect(await partiesOf(matter.id)).toMatchObject([
      { role: 'complainant' },
      { role: 'respondent', label: '楼上住户' },
    ])
  })

  it('A160 takes several visits, each with its day, who was there and what came of it', async () => {
    const matter = await leak()
    await story.says('zhou', `/交办 ${matter.number} @周警官 搭档=@网格员小林`)
    await story.says('zhou', `/接单 ${matter.number}`)
    await story.says('zhou', `/调解 ${matter.number} 人民 未成 上门看了水痕,各说各的`)
    await story.forward(2 * day)
    await story.says('lin', `/办理 ${matter.number} 陪物业试水,漏点在淋浴房`)
    await story.forward(day)
    await story.says('zhou', `/调解 ${matter.number} 人民 成 楼上重做防水,楼下刷墙各出一半`)
    const all = await held(matter.id)
    expect(all.map((one) => [one.kind, one.agreed, one.result])).toEqual([
      ['mediation', false, '上门看了水痕,各说各的'],
      ['mediation', true, '楼上重做防水,楼下刷墙各出一半'],
    ])
    expect(all.map((one) => one.at?.toISOString().slice(0, 10))).toEqual(['2026-11-17', '2026-11-20'])
    const who = story.app.desk.registry.staffOf({ platform: 'sandbox', externalId: 'zhou' })?.personId
    expect(all.map((one) => one.createdBy)).toEqual([who, who])
    await story.says('zhou', `/看 ${matter.number}`)
    expect(story.lastHeard('zhou')).toMatch(/调解 11月17日[\s\S]*未成[\s\S]*调解 11月20日[\s\S]*谈成/)
  })

  it('A161 what the meeting decided is the plan, with who sees to it and until when', async () => {
    const matter = await leak()
    await story.says('zhou', `/交办 ${matter.number} 网格员小林`)
    await story.says('lin', `/接单 ${matter.number}`)
    await story.says('zhou', `/定色 ${matter.number} 黄 责任要请律师看`)
    await story.says('zhou', `/会诊 ${matter.number}`)
    await story.forward(day)
    await story.says('zhou', `/会诊 ${matter.number} 方案 物业开墙查管,楼上停用淋浴 周五`)
    const [plan] = (await happened(story, matter.id)).filter((event) => event.kind === 'planned')
    const lin = story.app.desk.registry.staffOf({ platform: 'sandbox', externalId: 'lin' })?.personId
    expect(plan?.values).toMatchObject({ ownerId: lin, by: '2026-11-20T10:00:00.000Z' })
    expect(story.lastHeard('lin')).toMatch(/会诊方案:物业开墙查管,楼上停用淋浴\|网格员小林负责,11月20日/)
  })
})

describe('the tenant and the deposit', () => {
  async function rented() {
    story = await openStory()
    const [matter] = await tell(
      story,
      'liu',
      '我在柳岸里4号楼租房,房东突然撵我走,押金两千块也不肯退,他讲我养狗违约,我说合同里没写不让养',
    )
    return matter
  }

  it('A162 is yellow for its question of law, and goes to the three offices', async () => {
    const matter = await rented()
    expect(matter).toMatchObject({ category: 'dispute.rental', colour: 'yellow', colourRules: ['Y3'] })
    expect(matter.co).toEqual(expect.arrayContaining(['judicial_office', 'law_firm']))
    await story.says('chen', `/接单 ${matter.number}`)
    await story.says('chen', `/会诊 ${matter.number}`)
    expect(sessionTemplates.consult.template).toBe('three_offices')
    for (const id of ['fang', 'song']) expect(story.lastHeard(id)).toMatch(/会诊邀请[\s\S]*房屋租赁/)
  })

  it('A163 keeps each side’s reason as what that side says, and takes neither into what is told of it', async () => {
    const matter = await rented()
    expect(matter.summary).not.toMatch(/狗|违约|撵/)
    expect(await partiesOf(matter.id)).toMatchObject([
      { role: 'complainant', label: '反映人' },
      { role: 'respondent', label: '房东' },
    ])
    await story.says('chen', `/接单 ${matter.number}`)
    await story.says('chen', `/办理 ${matter.number} 租客称合同没有禁养;房东称口头说过不能养狗`)
    await story.says('chen', `/看 ${matter.number}`)
    expect(story.lastHeard('chen')).toMatch(/租客称合同没有禁养;房东称口头说过不能养狗/)
    await story.says('liu', `/查进度 ${matter.number}`)
    expect(story.lastHeard('liu')).not.toMatch(/养狗|违约|房东称/)
  })

  it('A164 ends settled between the two', async () => {
    const matter = await rented()
    await story.says('chen', `/接单 ${matter.number}`)
    await story.says('chen', `/调解 ${matter.number} 人民 成 押金退一千五,月底搬走`)
    await story.says('chen', `/化解 ${matter.number} 和解`)
    await story.says('chen', `/办结 ${matter.number} ${fine}`)
    expect(await stored(story, matter.id)).toMatchObject({ state: 'followup', outcome: 'settled' })
    expect(story.lastHeard('liu')).toMatch(/已办结/)
  })
})

describe('mother-in-law and daughter-in-law', () => {
  const told = '安和花园三期5号楼2单元有一家婆婆和媳妇为带孩子的事拌嘴,越吵越凶,邻居都听见了'

  it('A165 is told by a volunteer without a name, and kept from whoever need not know', async () => {
    story = await openStory()
    await bindAs(story, 'ma', 'volunteer', 'anhe')
    const before = story.hears('hongguan').length
    const [matter] = await tell(story, 'ma', told)
    expect(matter).toMatchObject({
      category: 'dispute.marriage_family',
      privacy: 'confidential',
      foundBy: 'volunteer',
    })
    expect((await partiesOf(matter.id)).map((one) => [one.role, one.label])).toEqual(
      expect.arrayContaining([
        ['complainant', '婆婆'],
        ['respondent', '儿媳'],
      ]),
    )
    expect(story.hears('hongguan')).toHaveLength(before)
    await story.says('lin', `/看 ${matter.number}`)
    expect(story.lastHeard('lin')).toMatch(/没有找到您能看的事项/)
  })

  it('A166 the volunteer who called the officer helps to settle it', async () => {
    story = await openStory()
    await bindAs(story, 'ma', 'volunteer', 'anhe')
    const [matter] = await tell(story, 'ma', told)
    await story.says('zhou', `/交办 ${matter.number} @周警官 搭档=volunteer-ma`)
    expect(story.hears('ma').join()).toMatch(/请您做搭档,周警官 牵头/)
    await story.says('zhou', `/接单 ${matter.number}`)
    await story.says('ma', `/办理 ${matter.number} 陪两位坐下来聊了半个钟头`)
    expect(await kindsOf(story, matter.id)).toContain('logged')
    await story.says('ma', `/化解 ${matter.number} 和好了`)
    expect((await stored(story, matter.id)).state).toBe('handling')
    await story.says('zhou', `/化解 ${matter.number} 和好了`)
    expect((await stored(story, matter.id)).state).toBe('resolved')
  })
})

describe('the restaurant in the open', () => {
  async function settledNoise() {
    story = await openStory()
    const [matter] = await tell(story, 'zhang', '楼下露天大排档天天放音乐放到后半夜,吵得没法睡', 'anhe3')
    await story.says('zhou', `/接单 ${matter.number}`)
    await story.says('zhou', `/化解 ${matter.number} 达成 老板答应十点关音响`)
    await story.says('zhou', `/办结 ${matter.number} ${fine}`)
    return await stored(story, matter.id)
  }

  it('A180 is noise of a business, and the reporter is asked again after a week', async () => {
    const matter = await settledNoise()
    expect(matter.category).toBe('dispute.environment.social_noise')
    expect(matter.co).toEqual(expect.arrayContaining(['urban_mgmt']))
    await story.forward(6 * day)
    expect(story.lastHeard('zhou')).not.toMatch(/今天回访/)
    await story.forward(day)
    expect(story.lastHeard('zhou')).toMatch(new RegExp(`今天回访\\|${matter.number}`))
    await story.says('zhou', `/回访 ${matter.number} 没解决 1`)
    expect((await stored(story, matter.id)).state).toBe('handling')
  })

  it('A181 the first visit of whatever is closed is on the seventh day', async () => {
    const matter = await settledNoise()
    const [first] = await visitsOf(matter.id)
    expect(first).toMatchObject({ day: 7, dueAt: new Date('2026-11-24T09:00:00+08:00') })
  })
})

describe('what people worry about', () => {
  it.each([
    ['care', '安和花园三期5号楼有户老人家里困难,儿子残疾没收入,想申请点补助'],
    ['service', '安和花园三期5号楼我妈腿脚不便,身份证到期了想请人上门办'],
    ['feedback', '安和花园三期5号楼前面的路灯太暗,建议多装几盏'],
  ])('A191 comes as %s', async (kind, text) => {
    story = await openStory()
    const [matter] = await tell(story, 'zhang', text)
    expect(matter.kind).toBe(kind)
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
  })
})
