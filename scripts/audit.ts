import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { readConfig } from '../bot/config.ts'
import { atOneMoment, type ChainRow, chainHead, chainRows, firstBreak } from '../db/chain.ts'
import { connect, type Db, type Tx } from '../db/client.ts'
import { openDatabase } from '../db/embedded.ts'
import type { ChainHead } from '../db/events.ts'

const usage = `npm run -s audit -- verify          walk the chain of events in the database, name the first broken row
npm run -s audit -- export          write the chain as JSON lines (no words of anybody), the head last
npm run -s audit -- verify FILE     the same walk over an export, without any database`

/** Exit 0: whole; 1: broken; 2: could not be read. */
main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
})

async function main(): Promise<void> {
  const [what, file] = process.argv.slice(2)
  if (what === 'verify' && file) return await verify(fromFile(file), null)
  if (what !== 'verify' && what !== 'export') throw new Error(usage)
  await withDatabase(async (db) => {
    const head = await chainHead(db)
    if (what === 'verify') return await verify(chainRows(db), head)
    for await (const row of chainRows(db)) console.log(JSON.stringify(row))
    console.log(JSON.stringify({ head }))
  })
}

type Line = ChainRow | { head: ChainHead | null }

async function verify(lines: AsyncIterable<Line>, known: ChainHead | null): Promise<void> {
  let head = known
  let count = 0
  async function* rows() {
    for await (const line of lines) {
      if ('head' in line) head = line.head
      else {
        count += 1
        yield line
      }
    }
  }
  // An export names its head last.
  const broken = await firstBreak(rows(), () => head)
  if (!broken) return console.log(`whole: ${count} rows`)
  console.log(`broken at row ${broken.seq} (event ${broken.id ?? 'missing'}): ${broken.why}`)
  process.exitCode = 1
}

async function* fromFile(file: string): AsyncGenerator<Line> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number += 1
    if (line.trim() === '') continue
    try {
      yield JSON.parse(line) as Line
    } catch {
      throw new Error(`${file}, line ${number}: no JSON. Use what npm run -s audit -- export wrote.`)
    }
  }
}

async function withDatabase(work: (db: Db | Tx) => Promise<void>): Promise<void> {
  const config = readConfig()
  const database = await openDatabase({ url: config.DATABASE_URL, dataDir: config.DATA_DIR, log: () => {} })
  const store = connect(database.url, { connections: 1 })
  try {
    await atOneMoment(store.db, work)
  } finally {
    await store.close()
    await database.stop()
  }
}
