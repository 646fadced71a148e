import { parseArgs } from 'node:util'
import { readConfig } from '../bot/config.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { freshCopies } from './replay/copies.ts'
import { soak } from './soak/week.ts'

const usage = 'usage: npm run -s soak -- [--messages N] [--seed S], N from 200 to 1000000'

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/**
 * Lets the bot live through a week on both platforms' doubles, over a database of its own; progress on stderr, one JSON
 * line on stdout. Fails if anything was lost, said twice without a crash to excuse it, or too often.
 */
async function main(): Promise<void> {
  const { messages, seed } = asked(process.argv.slice(2))
  const config = readConfig()
  const database = await openDatabase({
    url: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    share: true,
    log: () => {},
  })
  const copies = await freshCopies(database.url, migrate)
  try {
    const copy = await copies.next()
    const tell = (line: string) => console.error(line)
    const week = soak({ url: copy.url, messages, seed, tell })
    const { unexplained, ...found } = await week.finally(copy.drop)
    console.log(JSON.stringify(found))
    if (found.lost + found.doubled_lark + found.limit_breaches + unexplained > 0) process.exitCode = 1
  } finally {
    await copies.end()
    await database.stop()
  }
}

function asked(args: string[]): { messages: number; seed: number } {
  const { values } = parseArgs({
    args,
    options: { messages: { type: 'string' }, seed: { type: 'string' } },
  })
  const messages = Number(values.messages ?? 20_000)
  const seed = Number(values.seed ?? 1)
  if (!Number.isSafeInteger(messages) || messages < 200 || messages > 1e6 || !Number.isSafeInteger(seed))
    throw new Error(usage)
  return { messages, seed }
}
