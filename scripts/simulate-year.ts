import { createWriteStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { readConfig } from '../bot/config.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { freshCopies } from './replay/copies.ts'
import { simulateYear } from './simulate/year.ts'

const usage = 'usage: npm run -s simulate-year -- --seed S [--log FILE] [--days N]'

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/** Plays a whole year over a database of its own; one JSON line on stdout, the year's log in a file where asked for. */
async function main(): Promise<void> {
  const { seed, file, days } = asked(process.argv.slice(2))
  const config = readConfig()
  const database = await openDatabase({
    url: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    share: true,
    log: () => {},
  })
  const copies = await freshCopies(database.url, migrate)
  const log = file === undefined ? undefined : createWriteStream(file)
  try {
    const copy = await copies.next()
    const tell = (line: string) => void log?.write(`${line}\n`)
    const found = await simulateYear({ url: copy.url, seed, days, tell }).finally(copy.drop)
    console.log(JSON.stringify(found))
  } finally {
    log?.end()
    await copies.end()
    await database.stop()
  }
}

function asked(args: string[]): { seed: number; file: string | undefined; days: number | undefined } {
  const { values } = parseArgs({
    args,
    options: { seed: { type: 'string' }, log: { type: 'string' }, days: { type: 'string' } },
  })
  const seed = Number(values.seed)
  const days = values.days === undefined ? undefined : Number(values.days)
  if (!Number.isSafeInteger(seed) || (days !== undefined && !(days >= 20 && days <= 379)))
    throw new Error(usage)
  return { seed, file: values.log, days }
}
