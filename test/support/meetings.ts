import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { type Scheduler, startScheduler } from '../../bot/scheduler.ts'
import { dues } from '../../db/schema/index.ts'
import { hour, type Story } from './story.ts'

/**
 * Lets time pass from due to due, so that each is raised at its own minute, up to and with that instant. With `dues`, a
 * pattern of kinds, those are; the others come with them, or half a day late.
 */
export async function passTo(
  story: Story,
  until: string,
  { tick, dues = '' }: { tick?: () => Promise<unknown>; dues?: string } = {},
): Promise<void> {
  const end = new Date(until)
  const most = (dues === '' ? 6 : 12) * hour
  const forward = async (ms: number) => {
    await story.forward(ms)
    if (!tick) return
    await tick()
    await story.settled()
  }
  for (;;) {
    const now = story.now()
    const [next] = await story.store.sql<{ at: Date | null }[]>`
      select min(next_at) as at from dues
      where raised_at is null and dropped_at is null and superseded_at is null and next_at > ${now}
        and kind ~ ${dues}`
    // A day is planned when it comes near: nobody sleeps through one.
    const at = Math.min(Number(next?.at ?? end), now.getTime() + most, end.getTime())
    await forward(at - now.getTime())
    // What is owed at once by what was just raised.
    const [left] = await story.store.sql<{ n: number }[]>`
      select count(*)::int as n from dues
      where raised_at is null and dropped_at is null and superseded_at is null and next_at <= ${story.now()}`
    if (left?.n) await forward(0)
    if (at >= end.getTime()) return
  }
}

/** A scheduler of one's own over the story's rows, as another process runs it. */
export function anotherScheduler(story: Story): Scheduler {
  return startScheduler(
    { store: story.store, desk: story.app.desk, log: createLog('silent'), metrics: createMetrics() },
    { cron: false },
  )
}

/** Every due in a line: when, what, what became of it. */
export async function duesTold(story: Story, about: RegExp): Promise<string[]> {
  const rows = await story.store.db.select().from(dues).orderBy(dues.dueAt, dues.key)
  return rows
    .filter(({ kind }) => about.test(kind))
    .map(({ wall, key, raisedAt, late, dropReason, supersededAt }) =>
      [
        wall,
        key,
        raisedAt
          ? late
            ? 'late'
            : 'raised'
          : dropReason
            ? `dropped: ${dropReason}`
            : supersededAt
              ? 'superseded'
              : 'open',
      ].join(' '),
    )
}
