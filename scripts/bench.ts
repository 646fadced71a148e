import { readConfig } from '../bot/config.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { type DuesMeasured, measureDues } from './bench/dues.ts'
import { median, round } from './bench/figures.ts'
import { timeGate } from './bench/gate.ts'
import { type LarkRound, measureLark } from './bench/lark.ts'
import { measureRound, type Round } from './bench/round.ts'
import { freshCopies } from './replay/copies.ts'

const rounds = 3
/** All due in the same minute. */
const dues = { rows: 100_000, processes: 3 }

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/** Measures the path of a message over a database of its own; one JSON object on stdout, nothing else. */
async function main(): Promise<void> {
  const seconds = secondsOf(process.argv.slice(2))
  const config = readConfig()
  const database = await openDatabase({
    url: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    share: true,
    log: () => {},
  })
  const copies = await freshCopies(database.url, migrate)
  const connections = config.DATABASE_CONNECTIONS
  const measured: Round[] = []
  const onLark: LarkRound[] = []
  let raised: DuesMeasured
  try {
    for (let n = 0; n < rounds; n++) {
      const copy = await copies.next()
      measured.push(await measureRound(copy.url, { seconds, connections }).finally(copy.drop))
      const another = await copies.next()
      onLark.push(await measureLark(another.url, { seconds, connections }).finally(another.drop))
    }
    const copy = await copies.next()
    raised = await measureDues(copy.url, dues).finally(copy.drop)
  } finally {
    await copies.end()
    await database.stop()
  }
  const { rowsPerSecond, ratioToBareUpdate, wrong } = raised
  console.log(
    JSON.stringify({
      ...summary(measured, seconds, connections),
      lark: larkSummary(onLark),
      dues: {
        rowsPerSecond: round(rowsPerSecond, 0),
        ratioToBareUpdate: round(ratioToBareUpdate, 3),
        ...dues,
        wrong,
      },
    }),
  )
}

function summary(measured: Round[], seconds: number, connections: number) {
  const middle = (pick: (one: Round) => number, digits = 1) => round(median(measured.map(pick)), digits)
  return {
    gate: { microsecondsPerMessage: round(timeGate(), 1) },
    inbound: { acceptedPerSecond: middle((one) => one.inbound, 0), groups: 200, reportShare: 0.2 },
    reports: {
      perSecond: middle((one) => one.reports, 0),
      ratioToFloor: middle((one) => one.reports / one.floor, 3),
      groups: 200,
      mergedByMistake: Math.max(...measured.map((one) => one.merged)),
    },
    latency: {
      atReportsPerSecond: middle((one) => one.half.rate, 0),
      p50Ms: middle((one) => one.half.p50),
      p99Ms: middle((one) => one.half.p99),
    },
    confirmed: { mattersPerSecond: middle((one) => one.confirmed, 0) },
    sent: { reportsPerSecond: middle((one) => one.sent, 0) },
    floor: { commitsPerSecond: middle((one) => one.floor, 0), connections: 2 * connections },
    goal: { ratioToFloor: 0.25, p99Ms: 250 },
    rounds,
    secondsPerStep: seconds,
    errors: measured.reduce((sum, one) => sum + one.errors, 0),
  }
}

function larkSummary(measured: LarkRound[]) {
  const middle = (pick: (one: LarkRound) => number, digits = 0) => round(median(measured.map(pick)), digits)
  return {
    webhookEventsPerSecond: middle(({ webhook }) => webhook),
    ratioToBareRoute: middle(({ webhook, bare }) => webhook / bare, 3),
    socketEventsPerSecond: middle(({ socket }) => socket),
    socketRatioToBareRoute: middle(({ socket, bare }) => socket / bare, 3),
    bareRoutePerSecond: middle(({ bare }) => bare),
  }
}

function secondsOf(args: string[]): number {
  if (args.length === 0) return 2
  const [name, value] = args
  const seconds = Number(value)
  if (args.length !== 2 || name !== '--seconds' || !(seconds > 0 && seconds <= 60))
    throw new Error('usage: npm run -s bench -- [--seconds N], N above 0 and at most 60')
  return seconds
}
