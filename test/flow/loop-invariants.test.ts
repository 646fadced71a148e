import { and, eq, inArray, isNull } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { reportersOf } from '../../db/reporters.ts'
import { clocks, matters, outbox, sessions, transfers } from '../../db/schema/index.ts'
import type { Matter } from '../../matters/matter.ts'
import { atLocal } from '../../matters/working-time.ts'
import { day, hour, openStory, type Story, seal } from '../support/story.ts'

// 事事有回应,件件有着落: every confirmed report gets a receipt, an answer by somebody and a last answer; every open
// matter has exactly one lead, or stands on the list of those who have to give it one.

let story: Story
afterEach(() => story?.end())

const db = () => story.store.db
const all = async () => (await db().select().from(matters).orderBy(matters.id)) as unknown as Matter[]
const newest = async () => (await all()).at(-1)?.number ?? ''

/** Reports in every way there is, by what was said and by whom. */
const reports: { as: string; say: string[]; in?: string }[] = [
  { as: 'zhang', say: ['@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', '1'], in: 'anhe3' },
  { as: 'wang', say: ['@小助手 5号楼2单元10楼天天半夜跳绳 咚咚响睡不着', '1'], in: 'anhe3' },
  { as: 'baoma', say: ['/上报 2号楼1单元门口有人占着消防通道停车', '1'], in: 'anhe3' },
  { as: 'dapeng', say: ['6号楼1单元楼道里好大一股煤气味'], in: 'anhe3' },
  { as: 'xiaoyu', say: ['安和花园三期3号楼门口的路灯坏了好几天 晚上黑灯瞎火的', '1'] },
  { as: 'li', say: ['安和花园三期7号楼2单元302和402漏水吵起来了 上门调了一次没谈拢'], in: 'gongzuo' },
  { as: 'xiu', say: ['安和花园三期7号楼2单元302和402漏水吵起来了 上门调了一次没谈拢'], in: 'gongzuo' },
]

async function reported() {
  for (const { as, say, in: group } of reports) {
    const began = Date.now()
    for (const [index, text] of say.entries()) await story.says(as, text, index === 0 ? { in: group } : {})
    // In private; for a colleague who opens it in the work group, there.
    expect([as, [...story.hears(as), ...story.hears('gongzuo')].join()]).toEqual([
      as,
      expect.stringMatching(/已登记|已并入|已通知值班室|AH-1117-\d\d/),
    ])
    expect(Date.now() - began).toBeLessThan(5000)
  }
}

describe('every confirmed report', () => {
  it('gets its receipt within five seconds, an answer by somebody, and a last answer', async () => {
    story = await openStory()
    await reported()
    const open = await all()
    expect(open.length).toBeGreaterThanOrEqual(4)
    const stands: { number: string; who: string[] }[] = []
    for (const { id, number } of open) {
      const who = (await reportersOf(db(), seal, id)).map((one) => one.externalId)
      expect(who.length).toBeGreaterThan(0)
      stands.push({ number, who })
    }
    expect(new Set(stands.flatMap(({ who }) => who))).toEqual(new Set(reports.map(({ as }) => as)))

    const since = new Map(stands.flatMap(({ who }) => who).map((one) => [one, story.hears(one).length]))
    for (const matter of open) {
      if (matter.urgency === 'emergency') {
        await story.says('duty', `/接单 ${matter.number}`)
        await story.says('duty', `/解除 ${matter.number} 现场核实,阀门没关严`)
      } else
        await story.says(
          'zhou',
          `/交办 ${matter.number} @网格员${matter.areaId === 'anhe-2' ? '小林' : '李姐'}`,
        )
    }
    const named = /网格员小林|网格员李姐|值班室/
    for (const { who } of stands)
      for (const one of who)
        expect([one, story.hears(one).slice(since.get(one)).join()]).toEqual([
          one,
          expect.stringMatching(named),
        ])

    for (const matter of await all()) {
      const lead = matter.urgency === 'emergency' ? 'duty' : matter.areaId === 'anhe-2' ? 'lin' : 'li'
      if (matter.state === 'assigned') await story.says(lead, `/接单 ${matter.number}`)
      await story.says(lead, `/办理 ${matter.number} 到过现场`)
      await story.says(lead, `/化解 ${matter.number} 已经处理好`)
      await story.says('zhou', `/办结 ${matter.number} 解决=是 告知=是 隐患=无 回访=是`)
    }
    await story.forward(hour)
    for (const { number, who } of stands)
      for (const one of who)
        expect([one, story.hears(one).find((text) => text.includes(number) && /已办结/.test(text))]).toEqual([
          one,
          expect.any(String),
        ])
    expect(
      (await all()).map((one) => one.state).every((state) => ['followup', 'archived'].includes(state)),
    ).toBe(true)
    expect(await db().select().from(clocks).where(isNull(clocks.stoppedAt))).toEqual([])
  })
})

describe('every other end', () => {
  /** A noise told by two, whom the tests call by name. */
  async function toldByTwo() {
    story = await openStory()
    for (const { as, say, in: group } of reports.slice(0, 2))
      for (const [index, text] of say.entries()) await story.says(as, text, index === 0 ? { in: group } : {})
    return newest()
  }
  const heardBy = (as: string, what: RegExp) => story.hears(as).filter((text) => what.test(text))
  const bothHear = async (what: RegExp) => {
    for (const one of await all())
      for (const { externalId } of await reportersOf(db(), seal, one.id))
        expect([externalId, heardBy(externalId, what).length]).toEqual([externalId, 1])
  }

  it('by hand-over tells where it went, who took it, and the end', async () => {
    const number = await toldByTwo()
    await story.says('lin', `/接单 ${number}`)
    await story.says('zhou', `/转办 ${number} 城管 属于市容管理 确定`)
    await bothHear(/归临湖城管中队办/)
    await story.presses('chengguan', '签收')
    await bothHear(/已由临湖城管中队签收/)
    await story.says('zhou', `/办结 ${number} 四项都妥`)
    await bothHear(/已办结/)
    await story.says('zhang', `/查进度 ${number}`)
    expect(story.lastHeard('zhang')).toMatch(/转办[\s\S]*对方签收[\s\S]*办结/)
  })

  it('without agreement tells the lawful ways once, and the end', async () => {
    const number = await toldByTwo()
    await story.says('lin', `/接单 ${number}`)
    await story.says('lin', `/化解 ${number} 未成 双方谈不拢`)
    await bothHear(/没有结果[\s\S]*向法院起诉/)
    await story.says('zhou', `/办结 ${number} 四项都妥`)
    await bothHear(/已办结/)
    await bothHear(/起诉/)
    for (const as of ['zhang', 'wang']) expect(story.hears(as).join()).not.toMatch(/谈不拢/)
    await story.says('zhang', `/查进度 ${number}`)
    expect(story.lastHeard('zhang')).toMatch(/已告知依法可走的途径/)
  })

  it('as not found thanks, and says that it ends', async () => {
    story = await openStory()
    for (const [index, text] of (reports[2]?.say ?? []).entries())
      await story.says('baoma', text, index === 0 ? { in: 'anhe3' } : {})
    const number = await newest()
    await db().update(matters).set({ kind: 'hazard', category: 'hazard.fire_lane' })
    await story.says('zhou', `/接单 ${number}`)
    await story.says('zhou', `/核实 ${number} 不属实 车已经开走`)
    expect((await all())[0]?.state).toBe('unfounded')
    expect(heardBy('baoma', /没有看到这种情况,先办结/)).toHaveLength(1)
    expect(story.hears('baoma').join()).not.toMatch(/车已经开走/)
    await story.says('baoma', `/查进度 ${number}`)
    expect(story.lastHeard('baoma')).toMatch(/核实/)
  })

  it('in another matter tells whose was merged, and at the end of that one everybody', async () => {
    story = await openStory()
    for (const [index, text] of ['@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', '1'].entries())
      await story.says('zhang', text, index === 0 ? { in: 'anhe3' } : {})
    const kept = await newest()
    for (const [index, text] of ['/上报 2号楼1单元门口有人占着消防通道停车', '1'].entries())
      await story.says('baoma', text, index === 0 ? { in: 'anhe3' } : {})
    const other = await newest()
    await db().update(matters).set({ colour: 'yellow', areaId: 'anhe-2' })
    await story.says('zhou', `/合并 ${kept} ${other} 确定`)
    expect(heardBy('baoma', new RegExp(`${other}[\\s\\S]*已并在一起办`))).toHaveLength(1)
    await story.says('lin', `/接单 ${kept}`)
    await story.says('lin', `/化解 ${kept} 谈妥`)
    await story.says('zhou', `/办结 ${kept} 四项都妥`)
    expect(heardBy('zhang', new RegExp(`${kept}[\\s\\S]*已办结`))).toHaveLength(1)
    expect(heardBy('baoma', new RegExp(`${other}[\\s\\S]*已办结`))).toHaveLength(1)
  })

  it('of confidential ones that are merged is told without a word of others', async () => {
    story = await openStory()
    for (const as of ['zhang', 'baoma']) {
      await story.says(as, '/上报 安和花园三期5号楼2单元门口路灯坏了')
      await story.says(as, '1')
    }
    const [first] = await all()
    if ((await all()).length === 1) {
      await story.says('baoma', '/上报 安和花园三期2号楼垃圾桶满了好几天没人收')
      await story.says('baoma', '1')
    }
    const second = (await all())[1]
    await db()
      .update(matters)
      .set({ kind: 'tip', category: 'tip.gambling', privacy: 'confidential', colour: 'yellow' })
    await story.says('suozhang', `/合并 ${first?.number} ${second?.number} 确定`)
    expect((await all())[1]?.state).toBe('merged')
    expect(heardBy('baoma', /有人在跟进/)).toHaveLength(1)
    expect(story.lastHeard('baoma')).not.toMatch(/几位|并|赌/)
  })
})

describe('every open matter', () => {
  it('without a lead past the time for it is listed each evening to those who assign, until it has one', async () => {
    story = await openStory()
    await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
    await story.says('zhang', '1')
    const listed = (who: string) => story.hears(who).filter((text) => /还没有牵头人:1 件/.test(text))
    const evening = async (date: string) =>
      story.forward(atLocal(date, '20:00').getTime() - story.now().getTime())
    await evening('2026-11-17')
    for (const who of ['zhou', 'duty']) expect(listed(who)).toHaveLength(1)
    expect(listed('zhou')[0]).toContain(await newest())
    for (const who of ['chen', 'lin', 'zhang']) expect(listed(who)).toEqual([])
    await story.forward(hour)
    expect(listed('zhou')).toHaveLength(1)
    await story.forward(2 * hour)
    await evening('2026-11-18')
    expect(listed('zhou')).toHaveLength(2)
    await story.says('zhou', `/交办 ${await newest()} @网格员小林`)
    await evening('2026-11-19')
    expect(listed('zhou')).toHaveLength(2)
  })

  // Whoever adds a verb adds it here. What is refused changes nothing, and that is looked at too.
  const verbs = [
    '/研判 N',
    '/定色 N 黄 影响面扩大',
    '/交办 N @网格员小林',
    '/交办 N @周警官',
    '/接单 N',
    '/退单 N 这片不归我',
    '/办理 N 上门见了双方',
    '/延期 N 2天 等鉴定',
    '/督办 N 请抓紧',
    '/转办 N 城管 属于市容管理',
    '/签收 Z',
    '/签收 Z 退回 不归我们',
    '/会诊 N',
    '/会诊 N 方案 各让一步',
    '/会诊 N 取消',
    '/调解 N 人民 未成',
    '/调解 N 不同意调解',
    '/化解 N 双方谈妥',
    '/办结 N 四项都妥',
    '/回访 N 没解决 1',
    '/回访 N 已解决 5 隐患=无',
    '/重开 N 又吵起来了',
    '/核实 N 不属实',
    '/解除 N 现场核实为误报',
  ]
  it.each([1, 2, 3])('has one lead and its times through any steps by anybody (walk %i)', async (seed) => {
    story = await openStory()
    await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
    await story.says('zhang', '1')
    const number = await newest()
    const pick = dice(seed)
    for (let step = 0; step < 40; step++) {
      const forms = await db().select().from(transfers).orderBy(transfers.id)
      const verb = pick(verbs)
        .replace('N', number)
        .replace('Z', forms.at(-1)?.number ?? 'ZB-1117-01')
      await story.says(
        verb.startsWith('/签收') ? 'chengguan' : pick(['lin', 'zhou', 'duty']),
        pick([verb, `${verb} 确定`]),
      )
      if (pick([true, false, false])) await story.forward(pick([hour, day]))
      await expectLooked()
    }
  })
})

async function expectLooked() {
  for (const matter of await all()) {
    const running = await db()
      .select()
      .from(clocks)
      .where(and(eq(clocks.matterId, matter.id), isNull(clocks.stoppedAt)))
    const of = (kind: string) => running.filter((one) => one.kind === kind)
    const over = ['concluded', 'followup', 'archived', 'withdrawn', 'unfounded', 'merged'].includes(
      matter.state,
    )
    const about = `${matter.number} ${matter.state}`
    expect([about, of('resolve').length]).toEqual([about, over ? 0 : 1])
    if (over) {
      expect([about, running.length]).toEqual([about, 0])
      continue
    }
    expect([about, of('resolve')[0]?.dueAt]).toEqual([about, matter.dueAt])
    expect([about, matter.leadId !== null || of('assign').length === 1]).toEqual([about, true])
    if (['handling', 'resolved'].includes(matter.state))
      expect([about, matter.leadId]).not.toEqual([about, null])
    const sent = await db().select().from(transfers).where(eq(transfers.matterId, matter.id))
    const unsigned = matter.state === 'transferred' ? sent.slice(-1).filter((one) => !one.receivedAt) : []
    expect([about, of('receipt').map((one) => one.ofId)]).toEqual([about, unsigned.map((one) => one.id)])
    const called = await db()
      .select()
      .from(sessions)
      .where(and(eq(sessions.matterId, matter.id), inArray(sessions.state, ['proposed', 'approved'])))
    expect([about, of('joint').map((one) => one.ofId)]).toEqual([about, called.map((one) => one.id)])
    const still = ['resolved', 'transferred'].includes(matter.state)
    expect([about, of('resolve')[0]?.pausedAt !== null]).toEqual([about, still])
  }
  const said = await db().select({ key: outbox.key }).from(outbox)
  expect(new Set(said.map((one) => one.key)).size).toBe(said.length)
}

/** The same choices for the same seed (mulberry32). */
function dice(seed: number): <T>(from: readonly T[]) => T {
  let state = seed
  return (from) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    const at = ((t ^ (t >>> 14)) >>> 0) % from.length
    return from[at] as (typeof from)[number]
  }
}
