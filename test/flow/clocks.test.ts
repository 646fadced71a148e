import { eq, inArray } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { startApp } from '../../bot/app.ts'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { startScheduler } from '../../bot/scheduler.ts'
import { openRegistry } from '../../db/registry.ts'
import {
  clocks,
  events,
  extensions,
  identities,
  matters,
  outbox,
  people,
  roles,
  settings,
  supervisions,
} from '../../db/schema/index.ts'
import { atLocal, dayWords, localIso } from '../../matters/working-time.ts'
import { anotherScheduler } from '../support/meetings.ts'
import { day, hour, openStory, type Story, seal } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const minute = 60_000
/** 楼上孩子跑跳, told twice over the month: yellow by Y2. */
const yellow = '楼上1001天天半夜跳绳咚咚响 都没法睡觉'
const blue = '3号楼门口的路灯坏了好几天 晚上黑灯瞎火的'

const db = () => story.store.db
const number = async () => (await db().select().from(matters))[0]?.number ?? ''
const matter = async () => (await db().select().from(matters))[0]
const clock = async (kind: string) =>
  (await db().select().from(clocks).where(eq(clocks.kind, kind)).orderBy(clocks.id)).at(-1)
const kinds = async (kind: string) => await db().select().from(events).where(eq(events.kind, kind))
const shown = (instant: Date | null | undefined) => instant && localIso(instant).slice(0, 16)
/** A reminder of a clock, as it is told. */
const reminded = /「[^」]+」(?:时间已过|的时间到了|请在)/
const heard = (who: string, what: RegExp) => story.hears(who).filter((text) => what.test(text))

/** The three chiefs, on phones that the sandbox has: 所长, 大队长, 副局长. */
async function seatChiefs() {
  await seat('newcomer', '钱所长', 'chief', 'station')
  await seat('fruit', '孙大队长', 'brigade_chief', 'street')
  await seat('baker', '李副局长', 'bureau_chief', 'street')
  await story.app.desk.registry.refresh()
}

/** Nobody of the three has bound an identity. */
async function unseatChiefs() {
  const ranks = ['chief', 'brigade_chief', 'bureau_chief']
  const held = await db().select().from(roles).where(inArray(roles.role, ranks))
  await db()
    .delete(identities)
    .where(
      inArray(
        identities.personId,
        held.map((one) => one.personId),
      ),
    )
  await story.app.desk.registry.refresh()
}

async function seat(externalId: string, name: string, role: string, areaId: string) {
  const [person] = await db().insert(people).values({ name }).returning({ id: people.id })
  const personId = person?.id ?? 0
  await db().insert(roles).values({ personId, role, areaId })
  await db().insert(identities).values({ personId, platform: 'sandbox', externalId, boundAt: story.now() })
}

async function confirmed(text = yellow, as = 'zhang') {
  await story.says(as, `@小助手 ${text}`, { in: 'anhe3' })
  await story.says(as, '1')
}

async function inHand(text = yellow) {
  await confirmed(text)
  await story.says('lin', `/接单 ${await number()}`)
}

/** To that time of the story's day, or of a later one. */
async function until(local: string) {
  await story.forward(atLocal(local.slice(0, 10), local.slice(11)).getTime() - story.now().getTime())
}

describe('clocks', () => {
  it('start when a matter is opened, and what its reporter is promised is one of them', async () => {
    story = await openStory()
    await confirmed()
    const rows = await db().select().from(clocks)
    expect(rows.map((one) => [one.kind, shown(one.dueAt)])).toEqual([
      ['ack', '2026-11-17T14:00'],
      ['study', '2026-11-17T20:00'],
      ['assign', '2026-11-17T20:00'],
      ['contact', '2026-11-18T12:00'],
      ['resolve', '2026-11-24T12:00'],
      ['ceiling', '2026-12-17T12:00'],
    ])
    expect((await matter())?.colour).toBe('yellow')
    expect((await matter())?.dueAt).toEqual((await clock('resolve'))?.dueAt)
    expect(story.lastHeard('zhang')).toContain(dayWords((await clock('resolve'))?.dueAt ?? new Date(0)))
  })

  it('stop, stand still and go on with the steps, and matters.due_at with them', async () => {
    story = await openStory()
    await inHand()
    const stopped = async () =>
      (await db().select().from(clocks)).filter((one) => one.stoppedAt).map((one) => one.kind)
    expect(await stopped()).toEqual(['ack', 'study', 'assign'])
    await story.says('lin', `/办理 ${await number()} 上门见了双方`)
    expect(await stopped()).toEqual(['ack', 'study', 'assign', 'contact'])
    await story.says('lin', `/化解 ${await number()} 当场`)
    expect((await clock('resolve'))?.pausedAt).not.toBeNull()
    await story.says('zhou', `/办结 ${await number()} 四项都妥`)
    expect(await stopped()).toHaveLength(6)
    await story.forward(7 * day)
    await story.says('lin', `/回访 ${await number()} 没解决 1`)
    expect((await matter())?.state).toBe('handling')
    expect(shown((await clock('resolve'))?.dueAt)).toBe('2026-12-01T12:00')
    expect((await matter())?.dueAt).toEqual((await clock('resolve'))?.dueAt)
    expect((await clock('contact'))?.stoppedAt).toBeNull()
  })

  it('of a withdrawn matter all stop', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', `/撤回 ${await number()}`)
    expect((await db().select().from(clocks)).filter((one) => !one.stoppedAt)).toEqual([])
  })

  it("go by the station's own table, and a wrong one keeps the bot from starting", async () => {
    story = await openStory()
    await db()
      .insert(settings)
      .values({ key: 'clocks:station', value: { resolve: { yellow: '5d' } } })
    await story.app.desk.registry.refresh()
    await confirmed()
    expect(shown((await clock('resolve'))?.dueAt)).toBe('2026-11-23T12:00')
    await db()
      .update(settings)
      .set({ value: { resolve: { yellow: 'soon' } } })
      .where(eq(settings.key, 'clocks:station'))
    await expect(openRegistry(story.store)).rejects.toThrow(
      /table settings, key clocks:station: resolve.*put it right or delete/s,
    )
    // Who runs already goes on with what was right.
    await story.app.desk.registry.refresh()
    expect(story.app.desk.registry.clockTable('anhe-2').spans.resolve.yellow).toEqual({ n: 5, unit: 'd' })
    await db().delete(settings).where(eq(settings.key, 'clocks:station'))
    await db().insert(settings).values({ key: 'clocks:nowhere', value: {} })
    await expect(openRegistry(story.store)).rejects.toThrow(/no station nowhere/)
  })
})

describe('reminders', () => {
  it('come at half of the time to those who assign while nobody leads, with what comes later in the half day', async () => {
    story = await openStory()
    await confirmed()
    await story.forward(59 * minute)
    expect(heard('zhou', reminded)).toEqual([])
    await story.forward(2 * minute)
    expect(heard('zhou', reminded)).toHaveLength(1)
    expect(heard('zhou', reminded)[0]).toMatch(
      /「答复反映人」时间已过一半,请在 .*14:00 前。\n「研判」请在 .*20:00 前。\n「交办」请在 .*20:00 前。/,
    )
    // Four fifths come at 13:36, half of the others at 16:00, and that it is over at 14:00.
    await until('2026-11-17 17:29')
    expect(heard('zhou', reminded)).toHaveLength(1)
    await until('2026-11-17 17:30')
    expect(heard('zhou', reminded)).toHaveLength(2)
    expect(heard('zhou', reminded)[1]).toMatch(/「答复反映人」的时间到了[\s\S]*「研判」时间已过一半,请在/)
    await until('2026-11-18 07:00')
    expect(heard('zhou', reminded)[2]).toMatch(/「研判」的时间到了[\s\S]*「联系或上门」时间已过一半/)
    expect(heard('lin', reminded)).toEqual([])
    const told = await db().select().from(outbox).where(eq(outbox.about, 'reminder'))
    expect(new Set(told.map((one) => one.key)).size).toBe(told.length)
    expect(await kinds('reminded')).toHaveLength(3)
  })

  it('of two matters come in one message, with a button for each, by two schedulers at once too', async () => {
    story = await openStory({ at: '2026-11-17T08:00:00+08:00' })
    const other = anotherScheduler(story)
    await confirmed()
    await confirmed('3号楼1402天天半夜跳绳咚咚响 都没法睡觉', 'xiaoyu')
    const [one, two] = (await db().select().from(matters)).map((row) => row.number)
    for (const time of [
      '09:05',
      '09:40',
      '10:05',
      '12:00',
      '14:10',
      '15:00',
      '16:05',
      '17:30',
      '20:05',
      '21:55',
    ]) {
      await story.forward(atLocal('2026-11-17', time).getTime() - story.now().getTime() - 1)
      await Promise.all([story.forward(1), other.tick()])
      await story.settled()
    }
    await other.stop()
    // In the morning, at noon and at half past five; each for itself they were fourteen.
    expect(heard('zhou', reminded)).toHaveLength(3)
    const [first = ''] = heard('zhou', reminded)
    expect(first).toContain('快到时间的事项:2 件')
    expect(first).toMatch(new RegExp(`${one}[\\s\\S]*「答复反映人」[\\s\\S]*${two}[\\s\\S]*「答复反映人」`))
    await story.presses('zhou', `看 ${two}`)
    expect(story.lastHeard('zhou')).toContain(two)
    const rows = await db().select().from(clocks).where(eq(clocks.kind, 'assign'))
    expect(rows.map((row) => row.reminded)).toEqual([3, 3])
  })

  it('of a red matter come each at its minute, and beside what is not', async () => {
    story = await openStory()
    await confirmed()
    await confirmed('3号楼502漏水漏到我家 说了几次都不管', 'xiaoyu')
    const red = await number()
    await db().update(matters).set({ colour: 'red' }).where(eq(matters.number, red))
    const ofRed = () => heard('zhou', reminded).filter((text) => text.includes(red))
    await story.forward(61 * minute)
    expect(ofRed()).toHaveLength(1)
    expect(ofRed()[0]).not.toContain('快到时间的事项')
    expect(heard('zhou', reminded)).toHaveLength(2)
    await story.forward(36 * minute)
    await story.forward(25 * minute)
    expect(ofRed().map((text) => text.match(/已过八成|时间到了|已过一半/)?.[0])).toEqual([
      '已过一半',
      '已过八成',
      '时间到了',
    ])
  })

  it('go to the lead once there is one, and what was missed comes once', async () => {
    story = await openStory()
    await inHand()
    await story.says('lin', `/办理 ${await number()} 打了电话`)
    await until('2026-11-21 00:01')
    // In the night nobody is woken for what has days to go.
    expect(heard('lin', /「办理」时间已过一半/)).toEqual([])
    await until('2026-11-21 07:00')
    expect(heard('lin', /「办理」时间已过一半/)).toHaveLength(1)
    expect(heard('zhou', /「办理」/)).toEqual([])
    await until('2026-11-24 12:00')
    expect(heard('lin', /「办理」时间已过八成/)).toEqual([])
    expect(heard('lin', /「办理」的时间到了/)).toHaveLength(1)
    await story.forward(minute)
    expect(heard('lin', /「办理」的时间到了/)).toHaveLength(1)
    expect((await clock('resolve'))?.reminded).toBe(3)
  })

  it('of a blue matter wait for the morning', async () => {
    story = await openStory({ at: '2026-11-17T21:30:00+08:00' })
    await confirmed(blue)
    expect((await matter())?.colour).toBe('blue')
    expect(shown((await clock('ack'))?.dueAt)).toBe('2026-11-18T08:30')
    await until('2026-11-18 07:29')
    expect(heard('zhou', /「答复反映人」/)).toEqual([])
    await until('2026-11-18 07:30')
    expect(heard('zhou', /「答复反映人」时间已过一半/)).toHaveLength(1)
  })
})

describe('in the night', () => {
  it('a yellow matter that is not urgent wakes nobody, also where its clock runs by the hour', async () => {
    story = await openStory({ at: '2026-11-17T09:00:00+08:00' })
    await confirmed(yellow)
    expect((await matter())?.colour).toBe('yellow')
    await until('2026-11-18 06:50')
    expect(heard('zhou', /「联系或上门」时间已过八成/)).toEqual([])
    await until('2026-11-18 07:00')
    expect(heard('zhou', /「联系或上门」时间已过八成/)).toHaveLength(1)
  })
})

describe('the ladder', () => {
  it('goes chief, brigade, bureau as the days pass, each once, over restarts, and each watches from then on', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    await story.says('lin', `/办理 ${await number()} 打了电话`)
    await until('2026-11-24 11:59')
    expect(heard('newcomer', /超期未办结/)).toEqual([])
    await until('2026-11-24 12:00')
    expect(heard('newcomer', /超期未办结.*已列入所长督办/)).toHaveLength(1)
    expect(heard('fruit', /超期/)).toEqual([])
    await until('2026-11-25 11:59')
    await restarted()
    expect(heard('newcomer', /超期未办结/)).toHaveLength(1)
    expect(heard('fruit', /超期/)).toEqual([])
    await until('2026-11-25 12:00')
    expect(heard('fruit', /已列入大队长督办/)).toHaveLength(1)
    await until('2026-11-27 12:00')
    await restarted()
    expect(heard('baker', /已列入副局长督办/)).toHaveLength(1)
    await until('2026-12-05 12:00')
    expect(
      [heard('newcomer', /超期未/), heard('fruit', /超期未/), heard('baker', /超期未/)].map(
        (one) => one.length,
      ),
    ).toEqual([1, 1, 1])
    const watching = await db().select().from(supervisions)
    expect(watching.map((one) => [one.level, one.liftedAt])).toEqual([
      ['chief', null],
      ['brigade', null],
      ['bureau', null],
    ])
    expect((await kinds('climbed')).map((one) => one.values?.level)).toEqual(['chief', 'brigade', 'bureau'])
  })

  it('that nobody looked at for days is climbed at once, to the top', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    await until('2026-11-28 12:00')
    for (const who of ['newcomer', 'fruit', 'baker']) expect(heard(who, /超期未办结/)).toHaveLength(1)
    expect((await clock('resolve'))?.rung).toBe(3)
  })

  it('skips whoever has no identity, and says so', async () => {
    story = await openStory()
    await unseatChiefs()
    await inHand()
    await until('2026-11-28 12:00')
    expect(await kinds('climbed')).toEqual([])
    expect((await kinds('climb_skipped')).map((one) => one.values?.note)).toEqual([
      '所长',
      '大队长',
      '副局长',
    ])
    await story.forward(hour)
    expect(await kinds('climb_skipped')).toHaveLength(3)
  })

  it('of blue reaches the chief alone, a day later', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand(blue)
    expect(shown((await clock('resolve'))?.dueAt)).toBe('2026-11-20T12:00')
    await until('2026-11-21 11:59')
    expect(heard('newcomer', /超期/)).toEqual([])
    await until('2026-11-21 12:00')
    await until('2026-11-30 12:00')
    expect(heard('newcomer', /超期未办结/)).toHaveLength(1)
    expect(heard('fruit', /超期/)).toEqual([])
  })

  it('of red begins with the chief in the first minute', async () => {
    story = await openStory()
    await seatChiefs()
    await story.says('dapeng', '6号楼1单元楼道里好大一股煤气味', { in: 'anhe3' })
    await story.forward(5000)
    expect(heard('newcomer', /红色事项,自始列入所长督办/)).toHaveLength(1)
    await story.says('duty', `/接单 ${await number()}`)
    await until('2026-12-02 12:00')
    expect(heard('newcomer', /「办理」的时间到了/)).toHaveLength(1)
    expect(await db().select().from(supervisions)).toHaveLength(1)
    await until('2026-12-03 12:00')
    expect(heard('fruit', /已列入大队长督办/)).toHaveLength(1)
    expect(heard('newcomer', /自始列入/)).toHaveLength(1)
  })

  it('and the reminders are climbed once by two schedulers that look at the same moment', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    await story.forward(0)
    const desk = { ...story.app.desk, clock: { now: () => new Date(story.now().getTime() + 11 * day) } }
    const log = createLog('fatal', { write: () => {} })
    const both = [1, 2].map(() =>
      startScheduler({ store: story.store, desk, log, metrics: createMetrics() }, { cron: false }),
    )
    await Promise.all(both.map((one) => one.tick()))
    await story.settled()
    expect(await kinds('climbed')).toHaveLength(3)
    expect(await kinds('reminded')).toHaveLength(1)
    expect(await db().select().from(supervisions)).toHaveLength(3)
    for (const one of both) await one.stop()
  })

  it('raises a matter that is over time after its extension to red (R6), once', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    await story.says('lin', `/延期 ${await number()} 8天 对方出差`)
    await story.presses('newcomer', '同意')
    expect(shown((await matter())?.dueAt)).toBe('2026-12-02T12:00')
    await until('2026-12-02 11:59')
    expect((await matter())?.colour).toBe('yellow')
    await until('2026-12-02 12:00')
    expect(await matter()).toMatchObject({ colour: 'red' })
    expect((await matter())?.colourRules).toContain('R6')
    expect(heard('lin', /规则R6/)).toHaveLength(1)
    // Fifteen days of red from the start, and the eight that were granted.
    expect(shown((await matter())?.dueAt)).toBe('2026-12-10T12:00')
    await story.forward(hour)
    const raised = await kinds('recoloured')
    expect(raised.map((one) => [one.actorId, one.values?.to, one.values?.rules])).toEqual([
      [null, 'red', ['R6']],
    ])
    expect(heard('newcomer', /自始列入所长督办/)).toHaveLength(1)
  })
})

describe('an emergency', () => {
  it('nobody takes calls grid head and officer after five minutes, the deputy after ten, the chief after fifteen', async () => {
    story = await openStory()
    await seatChiefs()
    await story.says('dapeng', '着火了!6号楼冒黑烟', { in: 'anhe3' })
    await story.forward(5 * minute)
    for (const who of ['zhou', 'hao']) expect(heard(who, /5分钟没有接单/)).toHaveLength(1)
    await story.forward(5 * minute)
    expect(heard('xu', /10分钟没有接单/)).toHaveLength(1)
    expect(heard('newcomer', /没有接单/)).toEqual([])
    await story.forward(5 * minute)
    expect(heard('newcomer', /15分钟没有接单/)).toHaveLength(1)
    await story.forward(10 * minute)
    expect(heard('newcomer', /没有接单/)).toHaveLength(1)
    expect(heard('zhou', /没有接单/)).toHaveLength(1)
    expect(heard('zhou', /「答复反映人」/)).toEqual([])
  })
})

describe('/延期', () => {
  it('asked by the lead goes to the chief, and granted moves the end and is told to lead and reporter', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    await story.says('lin', `/延期 对方出差,下周回来 ${await number()} 五天`)
    expect(story.lastHeard('lin')).toMatch(/申请延期 5 天.*[\s\S]*已报所长/)
    expect(story.lastHeard('newcomer')).toMatch(/网格员小林 申请延期 5 天[\s\S]*理由:对方出差/)
    await story.says('lin', `/延期 ${await number()} 2天 再想想`)
    expect(story.lastHeard('lin')).toMatch(/正等所长答复/)
    // The matter goes on meanwhile, and the question stays a question.
    await story.says('lin', `/办理 ${await number()} 又打了电话`)
    await story.forward(minute)
    await story.presses('newcomer', '同意')
    expect(story.lastHeard('newcomer')).toMatch(/已同意延期 5 天/)
    expect(shown((await matter())?.dueAt)).toBe('2026-11-30T12:00')
    expect((await clock('resolve'))?.dueAt).toEqual((await matter())?.dueAt)
    expect(story.lastHeard('lin')).toMatch(/钱所长 同意延期/)
    expect(story.lastHeard('zhang')).toMatch(/答复期限改到 11月30日/)
    expect(story.lastHeard('zhang')).not.toMatch(/出差/)
    await story.says('newcomer', `/延期 ${await number()} 同意`)
    expect(story.lastHeard('newcomer')).toMatch(/没有等答复的延期申请/)
    await story.says('lin', `/延期 ${await number()} 2天 还要时间`)
    expect(story.lastHeard('lin')).toMatch(/已经延过一次/)
    const [asked] = await db().select().from(extensions)
    expect(asked).toMatchObject({ days: 5, granted: true })
    expect([asked?.askedBy, asked?.decidedBy].every((one) => typeof one === 'number')).toBe(true)
    expect((await kinds('extension_granted')).length + (await kinds('extension_asked')).length).toBe(2)
  })

  it('refused needs a reason, moves nothing, and may be asked again', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    const before = (await matter())?.dueAt
    await story.says('lin', `/延期 ${await number()} 3 等鉴定`)
    await story.says('newcomer', `/延期 ${await number()} 不同意`)
    expect(story.lastHeard('newcomer')).toMatch(/请写一句理由/)
    await story.says('newcomer', `/延期 ${await number()} 不同意 请先约双方见面`)
    expect(story.lastHeard('lin')).toMatch(/没有同意延期:请先约双方见面/)
    expect((await matter())?.dueAt).toEqual(before)
    expect(story.hears('zhang').join()).not.toMatch(/延期|期限改到/)
    await story.says('lin', `/延期 ${await number()} 3天 约到下周`)
    expect(story.lastHeard('lin')).toMatch(/已报所长/)
  })

  it('is refused beyond the most of its colour, to others than the lead, by others than the chief, and to whoever asked', async () => {
    story = await openStory()
    await unseatChiefs()
    await inHand()
    await story.says('lin', `/延期 ${await number()} 20天 太忙`)
    expect(story.lastHeard('lin')).toMatch(/最多延 8 天/)
    await story.says('lin', `/延期 ${await number()}`)
    expect(story.lastHeard('lin')).toMatch(/请写天数和理由/)
    await story.says('zhou', `/延期 ${await number()} 3天 他忙`)
    expect(story.lastHeard('zhou')).toMatch(/不在您的职责内/)
    await story.says('lin', `/延期 ${await number()} 3天 对方 同意 下周谈`)
    expect(story.lastHeard('lin')).toMatch(/所长还没有绑定账号/)
    await story.says('lin', `/延期 ${await number()} 同意`)
    expect(story.lastHeard('lin')).toMatch(/由所长决定/)
    expect(await db().select().from(extensions)).toMatchObject([
      { reason: '对方 同意 下周谈', granted: null },
    ])
  })

  it('that waits when the matter is over falls away', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    await story.says('lin', `/延期 ${await number()} 3天 等鉴定`)
    await story.says('lin', `/化解 ${await number()} 当场`)
    await story.says('zhou', `/办结 ${await number()} 四项都妥`)
    expect((await db().select().from(extensions))[0]).toMatchObject({ granted: false, decidedBy: null })
    await story.presses('newcomer', '同意')
    expect(story.lastHeard('newcomer')).toMatch(/这一步还不能做/)
  })
})

describe('/督办', () => {
  it('goes to the lead with masked words and a time for the answer, and is lifted when the matter is over', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    await story.says('newcomer', `/督办 ${await number()} 周五前打13812345678约双方见面`)
    expect(story.lastHeard('newcomer')).toMatch(/已列入督办,已告诉牵头人/)
    expect(story.lastHeard('lin')).toMatch(/钱所长 督办此事。要求:周五前打/)
    expect(story.lastHeard('lin')).not.toMatch(/13812345678/)
    expect(shown((await clock('supervise'))?.dueAt)).toBe('2026-11-18T17:30')
    expect(story.hears('zhang').join()).not.toMatch(/督办/)
    await story.says('newcomer', `/督办 ${await number()}`)
    expect(story.lastHeard('newcomer')).toMatch(/您已经督办/)
    await story.says('lin', `/督办 ${await number()}`)
    expect(story.lastHeard('lin')).toMatch(/要有相应职责的工作人员才能用/)
    await story.says('lin', `/办理 ${await number()} 约了周四见面`)
    expect((await clock('supervise'))?.stoppedAt).not.toBeNull()
    await story.says('lin', `/化解 ${await number()} 双方谈妥`)
    expect((await db().select().from(supervisions))[0]).toMatchObject({ level: 'chief', liftedAt: null })
    await story.says('zhou', `/办结 ${await number()} 四项都妥`)
    expect((await db().select().from(supervisions))[0]?.liftedAt).not.toBeNull()
    expect(await kinds('supervised')).toHaveLength(1)
  })

  it('that nobody answers comes back to whoever asked', async () => {
    story = await openStory()
    await seatChiefs()
    await inHand()
    await story.says('fruit', `/督办 ${await number()}`)
    expect((await db().select().from(supervisions))[0]?.level).toBe('brigade')
    await until('2026-11-18 17:30')
    expect(heard('fruit', /「回复督办」的时间到了/)).toHaveLength(1)
    expect(heard('lin', /「回复督办」的时间到了/)).toHaveLength(1)
  })
})

describe('at the ceiling of 30 days', () => {
  it('those who reported a dispute are told the lawful ways, once', async () => {
    story = await openStory()
    await inHand()
    await until('2026-12-17 11:59')
    expect(heard('zhang', /法院/)).toEqual([])
    await until('2026-12-17 12:00')
    expect(heard('zhang', /申请仲裁、请主管部门处理,或向法院起诉/)).toHaveLength(1)
    await until('2026-12-30 12:00')
    expect(heard('zhang', /法院/)).toHaveLength(1)
    expect(await kinds('routes_told')).toHaveLength(1)
  })
})

/** A second process starts over the same database and looks at once. */
async function restarted() {
  const app = await startApp({
    store: story.store,
    seal,
    clock: { now: () => story.now() },
    operator: story.app.desk.operator,
    platforms: [],
    roles: ['scheduler'],
    log: createLog('fatal', { write: () => {} }),
    cron: false,
  })
  await app.tick()
  await story.settled()
  await app.stop()
}
