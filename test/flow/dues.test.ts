import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { type Scheduler, startScheduler } from '../../bot/scheduler.ts'
import {
  claimDues,
  type Due,
  type NewDue,
  owe,
  type Settlement,
  settleDues,
  supersede,
} from '../../db/dues.ts'
import { dues, outbox } from '../../db/schema/index.ts'
import { type Change, commit } from '../../db/write.ts'
import type { Desk } from '../../handlers/desk.ts'
import { planDuesOf } from '../../handlers/duties/plan-dues.ts'
import { raiseDuesOf } from '../../handlers/duties/raise-dues.ts'
import type { DueKind } from '../../handlers/rhythm/due-kind.ts'
import { unaskedPost } from '../../handlers/rhythm/unasked.ts'
import { StaleError } from '../../matters/errors.ts'
import type { Post } from '../../matters/message.ts'
import { addDays, atLocal, localDate } from '../../matters/working-time.ts'
import { measureDues } from '../../scripts/bench/dues.ts'
import { freshDatabase } from '../support/database.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
beforeEach(async () => {
  // Only the schedulers of these tests look at the clock.
  story = await openStory({ at: '2026-11-17T08:00:00+08:00', roles: ['sandbox', 'worker'] })
  await story.store.sql`update groups set announced_at = ${story.now()}`
  await story.app.desk.registry.refresh()
})
afterEach(() => story.end())

const does = (...changes: Change[]) => commit(story.store.db, { changes, posts: [] })
const rows = () => story.store.db.select().from(dues).orderBy(dues.dueAt, dues.id)
/** The posts that are waiting for that time are said: these schedulers have clocks of their own. */
const hearAt = (at: Date) => story.forward(Math.max(0, at.getTime() - story.now().getTime()))
const claim = (at = story.now()) => claimDues(story.store.db, at, 200)
const endLeases = () => story.store.sql`update dues set lease_until = clock_timestamp() - interval '1 s'`

const nudge = (subject: string, on = '2026-11-17', time = '09:00', more: Partial<NewDue> = {}): NewDue => ({
  kind: 'nudge',
  subject,
  occasion: on,
  day: on,
  time,
  ...more,
})

const told = (key: string): Post => ({
  platform: 'sandbox',
  chat: { id: 'lin', kind: 'direct' },
  card: { tone: 'plain', lines: [key] },
  key,
  about: 'reminder',
  priority: 30,
})

/** Says the key of each due to 网格员小林. */
const nudges: DueKind = {
  kind: 'nudge',
  missed: 'always raised',
  raise: async (_desk, due) => ({ changes: [], posts: [told(due.key)] }),
}

const settle = (due: Due, at: Date, became: Settlement['became']) => settleDues([{ due, at, became }])
const raise = (due: Due, at: Date) => settle(due, at, 'raised')
const putOff = (due: Due, until: Date) => settle(due, story.now(), { later: until })

function scheduler(kinds: readonly DueKind[], at: () => Date = story.now): Scheduler {
  const desk: Desk = { ...story.app.desk, clock: { now: at } }
  const duties = [planDuesOf(kinds), raiseDuesOf(kinds)]
  return startScheduler(
    { store: story.store, desk, log: createLog('silent'), metrics: createMetrics(), duties },
    { cron: false },
  )
}

describe('a due', () => {
  it('is claimed when its time has come, and by one at a time', async () => {
    await does(owe([nudge('a'), nudge('b', '2026-11-17', '10:00')]))
    expect(await claim()).toEqual([])
    expect(await claim(atLocal('2026-11-17', '08:59'))).toEqual([])
    expect((await claim(atLocal('2026-11-17', '09:00'))).map(({ subject }) => subject)).toEqual(['a'])
    expect((await claim(atLocal('2026-11-17', '10:00'))).map(({ subject }) => subject)).toEqual(['b'])
    expect(await claim(atLocal('2026-11-18', '10:00'))).toEqual([])
  })

  it('is raised once: the second, who read it before, writes nothing', async () => {
    await does(owe([nudge('a')]))
    const [due] = await claim(atLocal('2026-11-17', '09:00'))
    if (!due) throw new Error('nothing was claimed')
    const at = atLocal('2026-11-17', '09:01')
    await commit(story.store.db, { changes: [raise(due, at)], posts: [told('one')] })
    const second = commit(story.store.db, { changes: [raise(due, at)], posts: [told('two')] })
    await expect(second).rejects.toBeInstanceOf(StaleError)
    await expect(does(settle(due, at, { dropped: 'late' }))).rejects.toBeInstanceOf(StaleError)
    const keys = (await story.store.db.select().from(outbox)).map(({ key }) => key)
    expect(keys).toContain('one')
    expect(keys).not.toContain('two')
    expect(await rows()).toMatchObject([{ raisedAt: at, late: false, droppedAt: null }])
  })

  it('raised more than a quarter of an hour after its time is marked late', async () => {
    await does(owe([nudge('a')]))
    const [due] = await claim(atLocal('2026-11-17', '09:16'))
    if (due) await does(raise(due, atLocal('2026-11-17', '09:16')))
    expect(await rows()).toMatchObject([{ late: true }])
  })

  it('that is put off stays owed and comes at the later time only', async () => {
    await does(owe([nudge('a')]))
    const later = atLocal('2026-11-18', '08:00')
    const [due] = await claim(atLocal('2026-11-17', '09:00'))
    if (due) await does(putOff(due, later))
    expect(await claim(atLocal('2026-11-18', '07:59'))).toEqual([])
    expect(await claim(later)).toMatchObject([{ subject: 'a', dueAt: atLocal('2026-11-17', '09:00') }])
  })

  it('that was put off by one is not raised by another who read it before', async () => {
    await does(owe([nudge('a')]))
    const [due] = await claim(atLocal('2026-11-17', '09:00'))
    if (!due) throw new Error('nothing was claimed')
    await does(putOff(due, atLocal('2026-11-18', '08:00')))
    await expect(does(raise(due, atLocal('2026-11-17', '09:01')))).rejects.toBeInstanceOf(StaleError)
  })

  it('is owed once, however often it is planned, and not again when it was raised', async () => {
    await does(owe([nudge('a'), nudge('a')]), owe([nudge('a')]))
    const [due] = await claim(atLocal('2026-11-17', '09:00'))
    if (due) await does(raise(due, story.now()), owe([nudge('a')]))
    expect(await rows()).toHaveLength(1)
    expect(await claim(atLocal('2026-11-18', '09:00'))).toEqual([])
  })

  it('whose plan changed falls away, and what stays in the plan stands at its new time', async () => {
    const stays = nudge('a', '2026-11-18', '10:30')
    await does(owe([nudge('a'), nudge('a', '2026-11-18'), nudge('b')]))
    const [leased] = await claim(atLocal('2026-11-18', '09:00'))
    await does(supersede('a', story.now(), [stays]), owe([stays]))
    if (leased) await expect(does(raise(leased, story.now()))).rejects.toBeInstanceOf(StaleError)
    await endLeases()
    const at = atLocal('2026-11-18', '09:00')
    expect((await claim(at)).map(({ subject }) => subject)).toEqual(['b'])
    expect(await claim(atLocal('2026-11-18', '10:30'))).toMatchObject([
      { wall: '2026-11-18T10:30', zone: 'Asia/Shanghai' },
    ])
  })

  it('that was superseded and is planned again comes at the new time, not at the old one', async () => {
    await does(owe([nudge('a', '2026-11-17', '09:00', { what: { n: 1 } })]), supersede('a', story.now()))
    await does(owe([nudge('a', '2026-11-17', '15:00', { what: { n: 2 } })]))
    expect(await claim(atLocal('2026-11-17', '14:59'))).toEqual([])
    expect(await claim(atLocal('2026-11-17', '15:00'))).toMatchObject([{ what: { n: 2 } }])
  })
})

describe('the schedulers', () => {
  it('two that look at the same moment raise 500 rows once', async () => {
    await does(owe(Array.from({ length: 500 }, (_, n) => nudge(`s${n}`))))
    const at = () => atLocal('2026-11-17', '09:00')
    const [one, other] = [scheduler([nudges], at), scheduler([nudges], at)]
    const raised = await Promise.all([one.tick(), other.tick(), one.tick(), other.tick()])
    expect(raised.reduce((sum, n) => sum + n)).toBe(500)
    await hearAt(at())
    expect(new Set(story.hears('lin')).size).toBe(500)
    expect(story.hears('lin')).toHaveLength(500)
  })

  it('one that dies between claim and commit leaves the row to the next, once the lease is over', async () => {
    await does(owe([nudge('a')]))
    await claim(atLocal('2026-11-17', '09:00'))
    const next = scheduler([nudges], () => atLocal('2026-11-17', '09:01'))
    expect(await next.tick()).toBe(0)
    await endLeases()
    expect(await next.tick()).toBe(1)
    expect(await next.tick()).toBe(0)
    await hearAt(atLocal('2026-11-17', '09:01'))
    expect(story.hears('lin')).toHaveLength(1)
  })

  it('a row that fails keeps no other from its day, and stands in the way less and less', async () => {
    const some: DueKind = {
      ...nudges,
      async raise(desk, due) {
        if (due.subject === 'bad at raising') throw new Error('no')
        const bad = due.subject === 'bad at commit'
        const wrong = { ...told(due.key), chat: null } as unknown as Post
        return bad ? { changes: [], posts: [wrong] } : await nudges.raise(desk, due)
      },
    }
    await does(owe([nudge('bad at raising'), nudge('bad at commit'), nudge('good'), nudge('better')]))
    const ticking = scheduler([some], () => atLocal('2026-11-17', '09:00'))
    expect(await ticking.tick()).toBe(2)
    await hearAt(atLocal('2026-11-17', '09:00'))
    expect(story.hears('lin')).toEqual(['nudge/good/2026-11-17', 'nudge/better/2026-11-17'])
    for (const _ of [1, 2]) {
      await endLeases()
      await ticking.tick()
    }
    const left = (await rows()).filter(({ raisedAt }) => raisedAt === null)
    expect(left.map(({ tries }) => tries)).toEqual([3, 3])
    for (const { leaseUntil } of left) expect(Number(leaseUntil) - Date.now()).toBeGreaterThan(3 * 60_000)
  })

  it('a kind that cannot be planned keeps no other from being planned', async () => {
    const broken: DueKind = { ...nudges, kind: 'broken', plan: () => Promise.reject(new Error('no')) }
    await scheduler([broken, daily]).tick()
    expect(await rows()).toHaveLength(9)
  })

  it('two that plan at once owe each day once', async () => {
    await Promise.all([scheduler([daily]).tick(), scheduler([daily]).tick()])
    expect((await rows()).map(({ wall }) => wall)).toEqual(
      Array.from({ length: 9 }, (_, n) => `${addDays('2026-11-17', n)}T09:00`),
    )
  })
})

/** At 09:00 of every day, good for three hours. */
const daily: DueKind = {
  ...nudges,
  missed: 'dropped after noon',
  plan: async (_desk, days) =>
    days.map((one) => nudge('daily', one, '09:00', { goodUntil: atLocal(one, '12:00') })),
}
/** At 09:00 of every day, for ever. */
const lasting: DueKind = {
  ...nudges,
  plan: async (_desk, days) => days.map((one) => nudge('lasting', one)),
}

describe('an outage of three days', () => {
  it('loses nothing that lasts and drops the rest by its policy, with the reason', async () => {
    const both: DueKind = {
      ...nudges,
      plan: async (desk, days) => [
        ...((await daily.plan?.(desk, days)) ?? []),
        ...((await lasting.plan?.(desk, days)) ?? []),
      ],
    }
    let at = story.now()
    const ticking = scheduler([both], () => at)
    await ticking.tick()
    at = new Date(at.getTime() + 3 * day)
    await ticking.tick()
    const due = (await rows()).filter((row) => row.dueAt <= at)
    expect(due.filter(({ subject }) => subject === 'daily')).toEqual(
      Array(3).fill(expect.objectContaining({ dropReason: 'its time was over', raisedAt: null })),
    )
    expect(due.filter(({ subject }) => subject === 'lasting')).toEqual(
      Array(3).fill(expect.objectContaining({ raisedAt: at, late: true })),
    )
  })

  it('longer than what is planned ahead plans the days passed over', async () => {
    let at = story.now()
    const ticking = scheduler([lasting], () => at)
    await ticking.tick()
    at = new Date(at.getTime() + 60 * day)
    for (let n = 0; n < 4; n++) await ticking.tick()
    const due = (await rows()).filter((row) => row.dueAt <= at)
    expect(due).toHaveLength(60)
    expect(due.filter(({ raisedAt }) => raisedAt === null)).toEqual([])
  })
})

describe('a clock that jumps six hours', () => {
  it.each([6, -6])('by %i and back raises each due once', async (jump) => {
    let at = story.now()
    const ticking = scheduler([lasting], () => at)
    const begun = story.now().getTime()
    for (let n = 0; n < 4 * 24; n++) {
      at = new Date(begun + n * hour + (n >= 30 && n < 40 ? jump * hour : 0))
      await ticking.tick()
    }
    const due = (await rows()).filter((row) => row.dueAt <= at)
    expect(due).toHaveLength(4)
    for (const row of due) {
      const jumped = Math.abs(Number(row.raisedAt) - Number(row.dueAt)) <= 6 * hour
      expect(jumped).toBe(true)
    }
    await hearAt(new Date(begun + 5 * day))
    expect(story.hears('lin')).toHaveLength(4)
  })
})

describe('posts in a group that nobody asked for', () => {
  const inGroup = (lines = (key: string) => key): DueKind => ({
    ...nudges,
    async raise(desk, due) {
      const group = desk.registry.group('sandbox', 'anhe3')
      if (!group) return { drop: 'no group' }
      return await unaskedPost(
        desk,
        group,
        { tone: 'plain', lines: [lines(due.key)] },
        { key: due.key, about: 'reminder' },
      )
    },
  })
  const posts = () => story.hears('anhe3').filter((text) => /^nudge|^同样/.test(text))

  it('are one a day, though two schedulers race for it', async () => {
    await does(owe(Array.from({ length: 6 }, (_, n) => nudge(`s${n}`))))
    let at = atLocal('2026-11-17', '09:00')
    const both = [scheduler([inGroup()], () => at), scheduler([inGroup()], () => at)]
    for (let n = 1; n <= 4; n++) {
      await story.forward(at.getTime() - story.now().getTime())
      for (const _ of [1, 2]) {
        await Promise.all(both.map((one) => one.tick()))
        await endLeases()
      }
      await story.settled()
      expect(posts()).toHaveLength(n)
      at = new Date(at.getTime() + day)
    }
  })

  it('wait for the end of the quiet hours', async () => {
    await does(owe([nudge('night', '2026-11-17', '22:30')]))
    await scheduler([inGroup()], () => atLocal('2026-11-17', '22:30')).tick()
    expect((await rows()).map(({ nextAt }) => nextAt)).toEqual([atLocal('2026-11-18', '07:00')])
  })

  it('that were decided in the evening and held up into the night are said in the morning, on its budget', async () => {
    await does(owe([nudge('a', '2026-11-17', '21:59'), nudge('b', '2026-11-18', '09:00')]))
    // Nobody sends meanwhile: the story's clock stands in the night before anything is written.
    await story.forward(14.5 * hour)
    await scheduler([inGroup()], () => atLocal('2026-11-17', '21:59')).tick()
    await story.settled()
    expect(posts()).toEqual([])
    await story.forward(9 * hour)
    expect(posts()).toHaveLength(1)
    await scheduler([inGroup()], () => atLocal('2026-11-18', '09:00')).tick()
    await hearAt(atLocal('2026-11-18', '09:00'))
    expect(posts()).toHaveLength(1)
    await hearAt(atLocal('2026-11-19', '08:00'))
    await scheduler([inGroup()], () => atLocal('2026-11-19', '08:00')).tick()
    await story.settled()
    expect(posts()).toHaveLength(2)
  })

  it('that say the same are said once a day', async () => {
    await does(owe([nudge('a'), nudge('b')]))
    await story.store.sql`insert into settings (key, value) values ('budgets', '{"resident": 3}')`
    const ticking = scheduler([inGroup(() => '同样的话')], () => atLocal('2026-11-17', '09:00'))
    await ticking.tick()
    await endLeases()
    await ticking.tick()
    await hearAt(atLocal('2026-11-17', '09:00'))
    expect(posts()).toHaveLength(1)
    expect((await rows()).map(({ dropReason }) => dropReason)).toEqual(
      expect.arrayContaining([null, 'the same was said today']),
    )
  })

  it('W-29: only one that was said counts, a buried one gives its place back', async () => {
    await does(owe([nudge('a'), nudge('b')]))
    const at = atLocal('2026-11-17', '09:00')
    await story.store.sql`
      insert into outbox (key, platform, chat, chat_kind, about, priority, group_id, unasked_on, settled_at, outcome)
      select 'buried', 'sandbox', 'anhe3', 'group', 'reminder', 30, id, ${localDate(at)}::date, clock_timestamp(), 'dead'
      from groups where external_id = 'anhe3'`
    await scheduler([inGroup()], () => at).tick()
    await hearAt(at)
    expect(posts()).toHaveLength(1)
  })

  it('are never said where the bot is not announced', async () => {
    await story.store.sql`update groups set announced_at = null`
    await story.app.desk.registry.refresh()
    await does(owe([nudge('a')]))
    await scheduler([inGroup()], () => atLocal('2026-11-17', '09:00')).tick()
    expect(await rows()).toMatchObject([{ dropReason: 'the group is not announced' }])
  })
})

it('9,000 rows due in the same minute are worked off by three processes without a double', async () => {
  const { url, drop } = await freshDatabase()
  const { wrong, rowsPerSecond } = await measureDues(url, { rows: 9000, processes: 3 })
  expect(wrong).toBe(0)
  expect(rowsPerSecond).toBeGreaterThan(200)
  await drop()
}, 90_000)
