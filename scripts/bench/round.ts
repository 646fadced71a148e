import { connect } from '../../db/client.ts'
import { plant } from '../../db/plant.ts'
import { median, quantile } from './figures.ts'
import { measureFloor } from './floor.ts'
import { full, paced } from './load.ts'
import { openStage, type Stage } from './stage.ts'
import { reportNumber, talkNumber, townPlan, yesNumber } from './town.ts'
import { watchReplies } from './watch.ts'

export interface Round {
  floor: number
  inbound: number
  reports: number
  half: { rate: number; p50: number; p99: number }
  confirmed: number
  sent: number
  merged: number
  errors: number
}

/** One round over an empty, migrated database. */
export async function measureRound(
  url: string,
  options: { seconds: number; connections: number },
): Promise<Round> {
  await plantTown(url)
  const { seconds, connections } = options
  // Two pools stand behind the app: the queues' and drizzle's.
  const floor = await measureFloor(url, { seconds, connections: 2 * connections })
  const inbound = await measureInbound(url, options)
  const worked = await measureWork(url, options)
  return { floor, inbound, ...worked, sent: await measureSent(url, options, worked.next) }
}

async function plantTown(url: string): Promise<void> {
  const store = connect(url, { connections: 2 })
  await plant(store.db, townPlan(), new Date())
  await store.close()
}

/** Messages a second that are kept or forgotten, with nobody handling them meanwhile. */
async function measureInbound(url: string, options: { seconds: number; connections: number }) {
  const stage = await openStage(url, { connections: options.connections, roles: [] })
  let said = 0
  const say = async (n: number) => {
    await stage.hear(talkNumber(n))
    said += 1
  }
  const { rate } = await full({ seconds: options.seconds, say, done: async () => said, first: 0 })
  await stage.store.sql`truncate inbox`
  await stage.close()
  return rate
}

async function measureWork(url: string, options: { seconds: number; connections: number }) {
  const { seconds } = options
  const stage = await openStage(url, { connections: options.connections, roles: ['worker'] })
  const told = (first: number, end?: number) =>
    full({ seconds, say: (n) => stage.hear(reportNumber(n)), done: stage.handled, first, end })
  const warm = await told(0, 200)
  // A database that has lived knows how its tables are filled; autovacuum would come by within a minute.
  await stage.store.sql`analyze`
  const reports = await told(warm.next)
  const half = await measureHalf(url, stage, { seconds, rate: reports.rate / 2, first: reports.next })
  const merged = await mergedDrafts(stage)
  const yes = (n: number) => stage.hear(yesNumber(n))
  const confirmed = await full({ seconds, say: yes, done: stage.handled, first: 0, end: reports.next })
  const errors = await stage.failed()
  await stage.close()
  return { reports: reports.rate, half, confirmed: confirmed.rate, merged, errors, next: half.next }
}

async function measureHalf(
  url: string,
  stage: Stage,
  load: { seconds: number; rate: number; first: number },
) {
  const watch = await watchReplies(url)
  const due = await paced({
    seconds: load.seconds,
    perSecond: load.rate,
    first: load.first,
    message: reportNumber,
    hear: stage.hear,
  })
  while ((await openRows(stage)) > 0) {}
  await watch.close()
  const waits = [...due].map(([id, at]) => (watch.seen.get(id) ?? Number.POSITIVE_INFINITY) - at)
  return { rate: load.rate, p50: median(waits), p99: quantile(waits, 0.99), next: load.first + due.size }
}

/** Reports a second whose reply was taken by a platform, with one process receiving, handling and sending. */
async function measureSent(
  url: string,
  options: { seconds: number; connections: number },
  first: number,
): Promise<number> {
  const stage = await openStage(url, { connections: options.connections, roles: ['worker'], sends: true })
  await stage.store.sql`truncate outbox`
  const say = (n: number) => stage.hear(reportNumber(n))
  const { rate } = await full({ seconds: options.seconds, say, done: stage.sent, first })
  await stage.close()
  return rate
}

async function openRows(stage: Stage): Promise<number> {
  const [row] = await stage.store.sql<{ n: number }[]>`
    select count(*)::int as n from inbox where settled_at is null`
  return row?.n ?? 0
}

/** Reports that were taken for somebody else's story: the bench would then measure something else. */
async function mergedDrafts(stage: Stage): Promise<number> {
  const [row] = await stage.store.sql<{ n: number }[]>`
    select count(*)::int as n from drafts where same_as is not null or joins_matter_id is not null`
  return row?.n ?? 0
}
