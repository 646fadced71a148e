import { workOutbox } from '../../bot/outbox.ts'
import { plainText } from '../../bot/platforms/plain-text.ts'
import { type Scheduler, startScheduler } from '../../bot/scheduler.ts'
import { claimDues } from '../../db/dues.ts'
import type { Duty } from '../../handlers/duties/duty.ts'
import { duties } from '../../handlers/duties/index.ts'
import { planDues, planDuesOf } from '../../handlers/duties/plan-dues.ts'
import { raiseDues, raiseDuesOf } from '../../handlers/duties/raise-dues.ts'
import type { DueKind } from '../../handlers/rhythm/due-kind.ts'
import { dueKinds } from '../../handlers/rhythm/kinds.ts'
import { budgetOf } from '../../handlers/rhythm/unasked.ts'
import { addDays, atLocal, dayWords, localDate, withHolidays } from '../../matters/working-time.ts'
import fictitious from './fictitious-2027.json' with { type: 'json' }
import { judgeRows, openLedger, watchSaid } from './ledger.ts'
import { liveADay } from './people.ts'
import { probes } from './probes.ts'
import { type Random, randomOf } from './random.ts'
import { type Trouble, troubleOf, within } from './trouble.ts'
import { nameOf, openWorld, type Process, type World } from './world.ts'

export interface YearOptions {
  /** An empty, migrated database. */
  url: string
  seed: number
  /** Absent: 2026 and the first two weeks of 2027. */
  days?: number
  /** Absent: all kinds there are, and the probes. */
  kinds?: readonly DueKind[]
  /** Duties in the place of the real ones, for faults. */
  change?(duty: Duty): Duty
  /** Each line of the log as it comes. */
  tell?(line: string): void
}

export interface YearFound {
  obligations: number
  raised: number
  dropped_by_policy: number
  early: number
  lost: number
  doubled: number
  in_quiet_hours: number
  over_budget: number
  restarts: number
  outage_days: number
  seconds: number
}

const first = '2026-01-01'
const wholeYear = 365 + 14
/** What fell due in the last days may still wait for its turn in a group. */
const graceDays = 8

/** Plays a year of the demonstration community with everything that goes wrong in one, and judges what the clock did. */
export async function simulateYear(options: YearOptions): Promise<YearFound> {
  const { url, seed, days = wholeYear, tell = () => {} } = options
  const begun = performance.now()
  const restore = withHolidays(fictitious)
  const random = randomOf(seed)
  const start = atLocal(first, '00:00')
  const world = await openWorld(url, start, seed)
  try {
    await openLedger(world.store.sql)
    const year = {
      world,
      random,
      trouble: troubleOf(random, days),
      start,
      tell,
      ...schedulersOf(world, options),
    }
    const watch = watchSaid(world, async (groupId) => {
      const group = world.registry.groupById(groupId)
      return group ? await budgetOf(world.processes[0].desk, group) : 0
    })
    let restarts = 0
    for (let day = first, n = 0; n < days; day = addDays(day, 1), n++)
      restarts += await liveThrough(year, day, watch)
    const judged = await judgeRows(world.store.sql, atLocal(addDays(first, days - graceDays), '00:00'))
    return {
      obligations: judged.obligations - judged.superseded,
      raised: judged.raised,
      dropped_by_policy: judged.dropped,
      early: judged.early,
      lost: judged.lost,
      doubled: judged.doubled + watch.said.doubled,
      in_quiet_hours: watch.said.inQuietHours,
      over_budget: watch.said.overBudget,
      restarts,
      outage_days: 3,
      seconds: Number(((performance.now() - begun) / 1000).toFixed(1)),
    }
  } finally {
    await world.close()
    restore()
  }
}

interface Year {
  world: World
  random: Random
  trouble: Trouble
  start: Date
  tell(line: string): void
  schedulers: [Scheduler, Scheduler]
  restart(which: 0 | 1): Promise<void>
}

function schedulersOf(
  world: World,
  { kinds = [...dueKinds, ...probes], change = (duty) => duty }: YearOptions,
) {
  const real = new Map([
    [planDues, planDuesOf(kinds)],
    [raiseDues, raiseDuesOf(kinds)],
  ])
  const timetable = duties.map((duty) => change(real.get(duty) ?? duty))
  const { store, log, metrics } = world
  const begin = ({ desk }: Process) =>
    startScheduler({ store, desk, log, metrics, duties: timetable }, { cron: false })
  const schedulers: [Scheduler, Scheduler] = [begin(world.processes[0]), begin(world.processes[1])]
  return {
    schedulers,
    async restart(which: 0 | 1) {
      await schedulers[which].stop()
      schedulers[which] = begin(world.processes[which])
    },
  }
}

/** One day, moment by moment. Resolves how often a process was started anew. */
async function liveThrough(year: Year, day: string, watch: ReturnType<typeof watchSaid>): Promise<number> {
  const { world, random, trouble, start, tell } = year
  let restarts = 0
  let lived = false
  for (const at of await momentsOf(year, day)) {
    const since = at.getTime() - start.getTime()
    if (within(since, trouble.outage)) continue
    world.at = at
    const jump = trouble.jumps.find((one) => within(since, one))
    for (const which of [0, 1] as const)
      world.processes[which].wrongBy = jump && (jump.who === which || jump.who === 'both') ? jump.by : 0
    // A minute is a lease: no two moments lie closer, and the database's own clock does not move with ours.
    await world.store.sql`
      with time as (update true_time set at = ${at}, jumped = ${jump !== undefined}),
        free as (update dues set lease_until = null where lease_until is not null
          and raised_at is null and dropped_at is null and superseded_at is null)
      update outbox set next_at = clock_timestamp(), lease_until = null where settled_at is null`
    if (!lived && localDate(at) === day && at >= atLocal(day, '10:30')) {
      await liveADay(world, random)
      lived = true
    }
    const who = random.often(0.5) ? ([0, 1] as const) : ([1, 0] as const)
    if (random.often(0.01)) {
      // It dies with rows in its hands: they are leased, and nobody gets on with them before the lease is over.
      await claimDues(world.store.db, world.processes[who[0]].desk.clock.now(), 20)
      await year.restart(who[0])
      restarts += 1
      tell(`${dayWords(at)} —— 一个进程中断后重新启动`)
    }
    // Both look at the same moment, one after the other: who came first is then the seed's matter. That they may look
    // at once is shown in test/flow/dues.test.ts.
    for (const which of random.often(0.15) ? who : ([who[0]] as const)) {
      await year.schedulers[which].tick()
      await send(year, world.processes[which], watch)
    }
  }
  return restarts
}

/** When somebody looks on that day: here and there, and around everything that is due on it. */
async function momentsOf({ world, random }: Year, day: string): Promise<Date[]> {
  const from = atLocal(day, '00:00')
  const to = atLocal(addDays(day, 1), '00:00')
  const due = await world.store.sql<{ at: Date }[]>`
    select distinct next_at as at from dues
    where raised_at is null and dropped_at is null and superseded_at is null and next_at >= ${from} and next_at < ${to}
    order by at`
  const known = due.flatMap(({ at }) => {
    const soon = at.getTime() + random.between(0, 20) * 1000
    return random.often(0.1) ? [at.getTime() - 1000, soon] : [soon]
  })
  const some = usual.map((time) => atLocal(day, time).getTime() + random.between(0, 900) * 1000)
  const sorted = [...known, ...some].sort((a, b) => a - b)
  // The bot looks every five seconds; here what lies close together is looked at once, when the last of it is due.
  return sorted
    .filter((at, n) => (sorted[n + 1] ?? Number.POSITIVE_INFINITY) - at > closeMs)
    .map((at) => new Date(at))
}

const closeMs = 30 * 60_000
const usual = ['00:05', '07:05', '10:35', '15:30', '21:44']

async function send(
  { world, tell }: Year,
  process: Process,
  watch: ReturnType<typeof watchSaid>,
): Promise<void> {
  const { store, metrics, log, platform } = world
  const deps = {
    store,
    platforms: new Map([[platform.id as string, platform]]),
    desk: process.desk,
    log,
    metrics,
  }
  while ((await workOutbox(deps)) > 0) {}
  const posts = world.taken()
  const clock = process.desk.clock.now()
  const wrong = await watch.judge(posts, clock)
  const lines = posts.map((post) => {
    const blame = wrong.get(post.uuid)
    const words = plainText(post.card).replace(/\s*\n\s*/gu, ' / ')
    const off = process.wrongBy === 0 ? '' : `(时钟${process.wrongBy > 0 ? '快' : '慢'}6小时)`
    return `${dayWords(world.at)}${off} → ${nameOf(post.chat.id)}:${words}${blame ? ` 【错:${blame}】` : ''}`
  })
  for (const line of lines.sort()) tell(line)
}
