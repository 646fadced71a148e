import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { startScheduler } from '../../bot/scheduler.ts'
import { connect } from '../../db/client.ts'
import type { Due } from '../../db/dues.ts'
import type { Desk } from '../../handlers/desk.ts'
import { batch } from '../../handlers/duties/duty.ts'
import { raiseDuesOf } from '../../handlers/duties/raise-dues.ts'
import type { DueKind } from '../../handlers/rhythm/due-kind.ts'
import { systemClock } from '../../matters/clock.ts'

// One of the processes of measureDues: says that it is ready, works off what is due when told to, and ends.

const [url = '', how] = process.argv.slice(2)
const store = connect(url, { connections: 2 })

/** A reminder to somebody. The post's key is each process's own: two that raise the same would both be seen. */
const reminder: DueKind = {
  kind: 'bench',
  missed: 'always raised',
  raise: async (_desk: Desk, due: Due) => ({
    changes: [],
    posts: [
      {
        platform: 'sandbox',
        chat: { id: due.subject, kind: 'direct' },
        card: { tone: 'plain', lines: ['到时间了。'] },
        key: `${due.id}:by:${process.pid}`,
        about: 'reminder',
        priority: 30,
      },
    ],
  }),
}

process.on('message', async () => {
  await (how === 'bare' ? bareUpdate() : raiseAll())
  await store.close()
  process.exit(0)
})
await store.sql`select 1`
process.send?.('ready')

async function raiseAll(): Promise<void> {
  const desk = { db: store.db, clock: systemClock } as Desk
  const scheduler = startScheduler(
    { store, desk, log: createLog('silent'), metrics: createMetrics(), duties: [raiseDuesOf([reminder])] },
    { cron: false },
  )
  await scheduler.tick()
  await scheduler.stop()
}

/** The least that raising could be: the same rows marked, as many at once, nothing said. */
async function bareUpdate(): Promise<void> {
  for (let left = batch; left > 0; ) {
    const now = new Date()
    const raised = await store.sql`
      update dues set raised_at = ${now} where id in (
        select id from dues
        where raised_at is null and dropped_at is null and superseded_at is null and next_at <= ${now}
        order by next_at, id limit ${batch} for update skip locked)
      returning id`
    left = raised.length
  }
}
