import cron from 'node-cron'
import type { Store } from '../db/client.ts'
import { sealChain } from '../db/events.ts'
import { sweepQueues } from '../db/sweep.ts'
import { commit } from '../db/write.ts'
import type { Desk } from '../handlers/desk.ts'
import { batch, type DueWrite, type Duty } from '../handlers/duties/duty.ts'
import { duties } from '../handlers/duties/index.ts'
import { StaleError } from '../matters/errors.ts'
import { localDate, unknownYear, zone } from '../matters/working-time.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'

export interface Scheduler {
  /** Looks now: after the sandbox's clock was moved, and in tests. Resolves how much was raised. */
  tick(): Promise<number>
  stop(): Promise<void>
}

interface Deps {
  store: Store
  desk: Desk
  log: Logger
  metrics: Metrics
  /** Absent: the timetable of handlers/duties/index.ts. */
  duties?: readonly Duty[]
}

/**
 * Ticks every five seconds and raises what is due. node-cron only wakes us: what is due stands in rows, a missed tick
 * is made up by the next one, and of several processes one gets each row.
 */
export function startScheduler(deps: Deps, options: { cron: boolean }): Scheduler {
  let ticking: Promise<unknown> = Promise.resolve()
  const tick = () => {
    const next = ticking.then(() => tickOnce(deps))
    ticking = next.catch((error) =>
      deps.log.error({ err: error, loop: 'scheduler' }, 'a tick failed; the next one makes it up'),
    )
    return next
  }
  const chores = options.cron
    ? [
        cron.schedule('*/5 * * * * *', () => tick().catch(() => {}), { timezone: zone, noOverlap: true }),
        cron.schedule('7 */10 * * * *', () => sweepQueues(deps.store.sql).catch(() => {}), {
          timezone: zone,
          noOverlap: true,
        }),
        cron.schedule('0 0 9 * * *', () => warnOfUnknownYear(deps), { timezone: zone }),
      ]
    : []
  warnOfUnknownYear(deps)
  return {
    tick,
    async stop() {
      await Promise.all(chores.map((chore) => chore.stop()))
      await ticking
    },
  }
}

/** A duty with much to do lets the others have their turn after so long: an emergency waits for no digest. */
const turnMs = 1000

async function tickOnce(deps: Deps): Promise<number> {
  let raised = 0
  for (let left: readonly Duty[] = deps.duties ?? duties; left.length > 0; ) {
    const unfinished: Duty[] = []
    for (const duty of left) {
      try {
        const turn = await perform(duty, deps)
        raised += turn.raised
        if (!turn.finished) unfinished.push(duty)
      } catch (error) {
        // One duty that fails must not keep the others from their day.
        deps.metrics.failed.inc({ loop: 'scheduler' })
        deps.log.error({ err: error, duty: duty.name }, 'a duty failed; the next tick makes it up')
      }
    }
    left = unfinished.length > 0 ? (deps.duties ?? duties) : []
  }
  while ((await sealChain(deps.store.sql)) > 0) {}
  return raised
}

/** Takes up what is due, full batch after full batch, for as long as something comes of it and its turn lasts. */
async function perform(duty: Duty, deps: Deps): Promise<{ raised: number; finished: boolean }> {
  const until = performance.now() + turnMs
  let raised = 0
  for (;;) {
    const writes = await duty.due(deps.desk)
    let done = 0
    for (const write of writes) done += await raise(write, duty, deps)
    raised += done
    const rows = writes.reduce((sum, write) => sum + (write.each?.length ?? 1), 0)
    if (rows < batch || done === 0) return { raised, finished: true }
    if (performance.now() > until) return { raised, finished: false }
  }
}

/** Commits what belongs together; where that fails, each on its own. Resolves how many rows it settled. */
async function raise(write: DueWrite, duty: Duty, deps: Deps): Promise<number> {
  if (write.each) {
    const together = await commit(deps.store.db, write).then(
      () => true,
      () => false,
    )
    if (together) {
      deps.metrics.raised.inc({ duty: duty.name }, write.each.length)
      return write.each.length
    }
    let done = 0
    for (const one of write.each) done += await raise(one, duty, deps)
    return done
  }
  try {
    await commit(deps.store.db, write)
    deps.metrics.raised.inc({ duty: duty.name })
    return 1
  } catch (error) {
    // Another process raised this row first.
    if (error instanceof StaleError) return 0
    // One row that fails must not keep the others from their day either.
    deps.metrics.failed.inc({ loop: 'scheduler' })
    deps.log.error(
      { err: error, duty: duty.name },
      'a due row could not be raised; the next tick tries again',
    )
    return 0
  }
}

/** The State Council's table of holidays comes out each November; without it working days would be guessed. */
function warnOfUnknownYear({ desk, log }: Deps): void {
  const in60Days = new Date(desk.clock.now().getTime() + 60 * 24 * 3_600_000)
  const year = Number(localDate(in60Days).slice(0, 4))
  if (unknownYear(year)) {
    log.warn(
      { year },
      `no holiday table for ${year}: plain Monday–Friday is used; add the year to matters/holidays.json`,
    )
  }
}
