import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { linksOf } from '../../db/links.ts'
import { listingFigures, listingsOf } from '../../db/listings.ts'
import { clocks, followUps, matters } from '../../db/schema/index.ts'
import { delistingRate } from '../../matters/listing-rate.ts'
import { plant, stored } from '../support/planted.ts'
import { day, openStory, type Story } from '../support/story.ts'
import { happened, kindsOf, tell } from '../support/told.ts'

let story: Story
afterEach(() => story?.end())

const fine = '是 是 无 是'
const visitsOf = (id: number) =>
  story.store.db.select().from(followUps).where(eq(followUps.matterId, id)).orderBy(followUps.day)

describe('cylinders in an old flat', () => {
  async function cylinders() {
    story = await openStory()
    const before = story.hears('anhe3').length
    const [matter] = await tell(
      story,
      'dapeng',
      '安和花园三期6号楼1单元那户老房子,客厅和厨房码了20只液化气罐,看着就瘆人',
    )
    return { matter, group: () => story.hears('anhe3').slice(before) }
  }

  it('A169 is red, told to no group, and looked into the same day', async () => {
    const { matter, group } = await cylinders()
    expect(matter).toMatchObject({
      category: 'hazard.lpg_storage',
      colour: 'red',
      colourRules: ['R9'],
      urgency: 'urgent',
    })
    expect(group()).toEqual([])
    expect(story.lastHeard('duty')).toMatch(new RegExp(matter.number))
    const [ack] = (await story.store.db.select().from(clocks).where(eq(clocks.matterId, matter.id))).filter(
      (clock) => clock.kind === 'ack',
    )
    expect(ack?.dueAt).toEqual(new Date('2026-11-17T12:30:00+08:00'))
    await story.says('zhou', `/核实 ${matter.number} 属实 现场清点`)
    const verified = (await happened(story, matter.id)).find((event) => event.kind === 'verified')
    expect(verified?.at.toISOString().slice(0, 10)).toBe('2026-11-17')
    expect(story.lastHeard('dapeng')).toMatch(/情况属实,正在处理/)
  })

  it('A170 keeps how many there are', async () => {
    const { matter } = await cylinders()
    expect(matter.facts).toMatchObject({ quantity: expect.stringMatching(/^20只/) })
    expect(matter.summary).toContain('数量20只')
  })

  it('A171 goes to fire brigade, emergency management and the gas authority too, who are called by whistle', async () => {
    const { matter } = await cylinders()
    expect(matter.co).toEqual(expect.arrayContaining(['fire', 'emergency_mgmt', 'urban_mgmt']))
    await story.says('zhou', `/接单 ${matter.number}`)
    await story.says('zhou', `/吹哨 ${matter.number} @消防 @城管`)
    for (const id of ['xiaofang', 'chengguan']) expect(story.lastHeard(id)).toMatch(/报到/)
    await story.says('xiaofang', `/报到 ${matter.number} 到场`)
    expect(story.lastHeard('zhou')).toMatch(/消防[\s\S]*已报到/)
    await story.says('zhou', `/化解 ${matter.number} 已整改 当面查扣,全部运走`)
    expect(await stored(story, matter.id)).toMatchObject({ state: 'resolved', outcome: 'removed' })
  })

  it('A194 a door that stays shut is a result with a next step, and nobody is told to force it', async () => {
    const { matter } = await cylinders()
    await story.says('zhou', `/接单 ${matter.number}`)
    await story.says('zhou', `/核实 ${matter.number} 拒绝入户 说不方便`)
    const verified = (await happened(story, matter.id)).find((event) => event.kind === 'verified')
    expect(verified?.values).toMatchObject({ outcome: 'no_entry' })
    expect(story.lastHeard('zhou')).toMatch(/约时间再去[\s\S]*不强行进门/)
    expect(story.hears('zhou').join()).not.toMatch(/破门|撬锁|强制开门/)
    expect((await stored(story, matter.id)).state).toBe('handling')
  })
})

describe('the ten kinds of small premises', () => {
  it.each([
    ['school', '小学校'],
    ['kindergarten_care', '托管'],
    ['clinic', '诊所'],
    ['shop', '小商店'],
    ['restaurant', '小饭店'],
    ['hotel', '小旅馆'],
    ['entertainment', '小歌舞'],
    ['beauty_bath', '足疗'],
    ['net_cafe', '小网吧'],
    ['workshop', '小作坊'],
  ])('A172 knows %s', async (kind, name) => {
    story = await openStory()
    const [matter] = await tell(story, 'liu', `柳岸里4号楼底商那家${name}没有灭火器,逃生门也锁着,看着不踏实`)
    await story.says('chen', `/研判 ${matter.number} 类别=hazard.small_place.${kind}`)
    expect(await stored(story, matter.id)).toMatchObject({
      category: `hazard.small_place.${kind}`,
      state: 'studied',
    })
  })

  it('A172 reads an eatery out of plain words', async () => {
    story = await openStory()
    const [matter] = await tell(story, 'liu', '柳岸里4号楼底商那家小饭店灶台挨着气罐,灭火器也没有,看着悬')
    expect(matter.category).toBe('hazard.small_place.restaurant')
  })

  async function listed() {
    story = await openStory()
    const [matter] = await tell(story, 'liu', '柳岸里4号楼底商那家小旅馆没有逃生标志,窗户都封死了')
    await story.says('chen', `/交办 ${matter.number} 网格员大高`)
    await story.says('gao', `/接单 ${matter.number}`)
    await story.says('gao', `/挂牌 ${matter.number} 柳岸里底商经营方 15天`)
    return matter
  }

  it('A173 a listing says since when, who and until when; the street sees it, and no person is named', async () => {
    const matter = await listed()
    const [listing] = await listingsOf(story.store.db, matter.id)
    expect(listing).toMatchObject({ responsible: '柳岸里底商经营方', listedAt: story.now() })
    expect(listing?.dueAt.getTime()).toBeGreaterThan(story.now().getTime() + 14 * day)
    await story.says('zong', `/看 ${matter.number}`)
    expect(story.lastHeard('zong')).toMatch(/挂牌中:柳岸里底商经营方整改/)
    expect(story.lastHeard('zong')).not.toMatch(/刘叔|liu/)
    expect(story.hears('liuan').join()).not.toMatch(/挂牌/)
    await story.says('gao', `/挂牌 ${matter.number} 王建国 15天`)
    expect(await listingsOf(story.store.db, matter.id)).toHaveLength(1)
  })

  it('A174 comes off the list by the eyes of a second person, and counts', async () => {
    const matter = await listed()
    await story.says('gao', `/化解 ${matter.number} 标志装好,窗户打开了`)
    await story.says('gao', `/销号 ${matter.number} 看过了,装好了`)
    expect(story.lastHeard('gao')).toMatch(/另一位同事/)
    await story.says('chen', `/销号 ${matter.number}`)
    expect(story.lastHeard('chen')).toMatch(/还缺「复查结果」/)
    await story.says('chen', `/销号 ${matter.number} 复查,标志和窗户都到位`)
    expect(story.lastHeard('chen')).toMatch(/已销号/)
    const span = { from: new Date('2026-11-01T00:00:00+08:00'), to: new Date('2026-12-01T00:00:00+08:00') }
    const figures = await listingFigures(story.store.db, ['liuan-1'], span)
    expect(delistingRate(figures)).toBe(100)
    expect(delistingRate({ listed: 1469, delisted: 1034 })).toBe(70.4)
  })
})

describe('gas at the door and despair behind it', () => {
  const both = '2号楼2单元楼道里好大的燃气味,好像是4楼那家飘出来的,屋里老人隔着门说你们都别管我,我活够了'

  async function told() {
    story = await openStory()
    const before = story.hears('anhe3').length
    const opened = await tell(story, 'baoma', both, 'anhe3')
    const one = (category: string) => {
      const found = opened.find((matter) => matter.category === category)
      if (!found) throw new Error(`no ${category}`)
      return found
    }
    return {
      gas: one('hazard.gas'),
      despair: one('care.self_harm'),
      group: () => story.hears('anhe3').slice(before).join(),
    }
  }

  it('A175 gas is an emergency from its first words, garbled or not', async () => {
    story = await openStory()
    const [gas] = await tell(story, 'baoma', 'R:2号楼2单元楼道里闻到燃氣味,冲鼻子', 'anhe3')
    expect(gas).toMatchObject({ category: 'hazard.gas', urgency: 'emergency', colour: 'red' })
    expect(story.lastHeard('duty')).toMatch(/🔴紧急/)
  })

  it('A176 who does not want to live is a second emergency, linked, secret, and answered with care', async () => {
    const { gas, despair, group } = await told()
    expect(gas.urgency).toBe('emergency')
    expect(despair).toMatchObject({ urgency: 'emergency', colour: 'red', privacy: 'confidential' })
    expect((await linksOf(story.store.db, despair.id)).map((one) => one.matter.id)).toEqual([gas.id])
    expect(group()).not.toMatch(/老人|活够|轻生|自杀|想不开/)
    expect(story.hears('baoma').join()).toMatch(/12356/)
    expect(story.hears('baoma').join()).not.toMatch(/自杀|轻生/)
    for (const matter of [gas, despair]) expect(story.hears('duty').join()).toContain(matter.number)
    await story.says('lin', `/看 ${despair.number}`)
    expect(story.lastHeard('lin')).toMatch(/没有找到您能看的事项/)
    await story.says('lin', `/看 ${gas.number}`)
    expect(story.lastHeard('lin')).not.toMatch(new RegExp(despair.number))
  })

  it('A177 the group is told what to do: no switches, shut the valve, open windows, go out', async () => {
    const { group } = await told()
    for (const step of [/不要开关电器/, /关总阀/, /开窗/, /往楼外走/]) expect(group()).toMatch(step)
  })

  it('A195 where it may come from is said in no group, and is certain once somebody saw it', async () => {
    const { gas, group } = await told()
    expect(gas.place?.certainty).toBe('alleged')
    expect(group()).not.toMatch(/4楼|2号楼|彭/)
    await story.says('baoma', '@小助手 看清楚了,就是2号楼2单元401的燃气味', { in: 'anhe3' })
    expect(group()).not.toMatch(/401/)
    expect((await stored(story, gas.id)).place).toMatchObject({ room: '401', certainty: 'stated' })
    expect(await story.store.db.select().from(matters)).toHaveLength(2)
    expect(story.hears('duty').join()).toMatch(/补充/)
  })

  it('A178 who sat down with them comes back on days 1, 3, 7, 30 and 90, and may call in help', async () => {
    const { despair } = await told()
    await story.says('duty', `/接单 ${despair.number}`)
    await story.says('duty', `/吹哨 ${despair.number} @街道 @妇联`)
    await story.says('duty', `/解除 ${despair.number} 民警陪着坐下来聊,家人到了,已转介心理援助`)
    await story.says('zhou', `/化解 ${despair.number} 情绪平稳`)
    await story.says('zhou', `/办结 ${despair.number} ${fine}`)
    expect((await visitsOf(despair.id)).map((visit) => visit.day)).toEqual([1, 3, 7, 30, 90])
    expect(despair.co).toEqual(expect.arrayContaining(['health', 'mental_support']))
  })

  it('A179 the hardship behind it becomes a matter of its own, linked', async () => {
    const { despair } = await told()
    await story.says('duty', `/接单 ${despair.number}`)
    await story.says('zhou', `/拆分 ${despair.number} 困难帮扶 看病欠了债`)
    const [, hardship] = (await linksOf(story.store.db, despair.id)).map((one) => one.matter)
    expect(hardship).toMatchObject({
      category: 'care.hardship',
      privacy: 'confidential',
      leadDepartment: 'civil_affairs',
    })
  })
})

describe('e-bikes', () => {
  it('A182 in the hall are a hazard that the whole house feels, and its temper is not written down', async () => {
    story = await openStory()
    const [matter] = await tell(
      story,
      'wang',
      '@小助手 5号楼2单元门厅里电动车停得乱七八糟,侧着身才过得去,大家都一肚子火',
      'anhe3',
    )
    expect(matter.category).toMatch(/^(?:hazard\.ebike_indoor|feedback\.parking)$/)
    expect(matter.summary).not.toMatch(/火/)
    expect(await kindsOf(story, matter.id)).toContain('opened')
  })

  it('A189 batteries that are stolen one after another lie beside each other', async () => {
    story = await openStory()
    const [first] = await tell(story, 'zhang', '昨天夜里我停在安和花园三期5号楼下的电动车电瓶被偷了')
    const [second] = await tell(story, 'wang', '前天晚上安和花园三期5号楼下我的电动车电瓶也被偷了')
    for (const one of [first, second])
      expect(one).toMatchObject({ category: 'tip.theft.ebike', leadDepartment: 'case_team' })
    expect((await linksOf(story.store.db, second.id)).map((one) => one.matter.id)).toEqual([first.id])
    await story.says('zhou', '/查 5号楼 电瓶')
    expect(story.lastHeard('zhou')).toMatch(/2 件/)
  })
})

describe('a telephone out of a pram', () => {
  const told = '今天上午十点在安和花园三期6号楼楼下,我刚买的手机搁在婴儿车兜里,转身工夫就让人顺走了'

  it('A167 goes to the case team, and nobody who may have done it is stored', async () => {
    story = await openStory()
    const [tip] = await tell(story, 'dapeng', `${told},像是一楼姓苗的那个小伙子`)
    expect(tip).toMatchObject({ kind: 'tip', category: 'tip.theft.other', leadDepartment: 'case_team' })
    const everything = JSON.stringify(await story.store.db.select().from(matters))
    expect(everything).not.toMatch(/苗|小伙子/)
    expect(story.hears('anhe3').join()).not.toMatch(/手机/)
    await story.says('zhou', `/接单 ${tip.number}`)
    await story.says('zhou', `/核实 ${tip.number} 属实`)
    await story.says('zhou', `/化解 ${tip.number} 和解 赔了钱,也道了歉`)
    expect(await stored(story, tip.id)).toMatchObject({ state: 'resolved', outcome: 'settled' })
  })

  it('A168 time and place are read', async () => {
    story = await openStory()
    const [tip] = await tell(story, 'dapeng', told)
    expect(tip.occurred).toMatchObject({ from: '2026-11-17T10:00:00+08:00', granularity: 'hour' })
    expect(tip.place).toMatchObject({ community: '安和花园三期', building: '6' })
    // A pram is a place, not a child that was hurt.
    expect(tip.facts.needs ?? []).toEqual([])
  })
})

describe('cameras', () => {
  it('A190 are a suggestion, and who sets them up is reminded of the sign the law asks for', async () => {
    story = await openStory()
    const [matter] = await tell(
      story,
      'wang',
      '@小助手 5号楼东边那条路黑灯瞎火老丢东西,能不能给装个摄像头,晚上多转转',
      'anhe3',
    )
    expect(matter).toMatchObject({ category: 'feedback.surveillance_request', colour: null })
    expect(story.lastHeard('zhou')).toMatch(/摄像头[\s\S]*提示标识[\s\S]*第26条/)
  })
})

describe('a joint visit', () => {
  it('A197 is done when both names stand there, and not before', async () => {
    story = await openStory()
    const one = await plant(story, { state: 'handling', lead: 'zhou' })
    await story.says('zhou', `/办理 ${one.number} 联合走访,见了本人`)
    expect(story.lastHeard('zhou')).toMatch(/两个人都写上/)
    await story.says('zhou', `/办理 ${one.number} 同去=@周警官 联合走访,见了本人`)
    expect(await kindsOf(story, one.id)).toEqual(['opened'])
    await story.says('zhou', `/办理 ${one.number} 同去=@网格员小林 联合走访,见了本人`)
    const [visit] = (await happened(story, one.id)).filter((event) => event.kind === 'joint_visit')
    expect(visit?.values).toMatchObject({
      note: '周警官、网格员小林:联合走访,见了本人',
      with: [expect.any(Number), expect.any(Number)],
    })
    await story.says('zhou', `/看 ${one.number}`)
    expect(story.lastHeard('zhou')).toMatch(/联合走访.*周警官、网格员小林/)
  })

  it('A197 of lead and 搭档 needs no more words', async () => {
    story = await openStory()
    const one = await plant(story, { state: 'studied', colour: 'yellow' })
    await story.says('zhou', `/交办 ${one.number} 周警官 搭档=小林`)
    await story.says('zhou', `/接单 ${one.number}`)
    await story.says('lin', `/办理 ${one.number} 联合走访,在家`)
    expect(await kindsOf(story, one.id)).toContain('joint_visit')
  })
})
