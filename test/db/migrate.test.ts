import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createDatabaseIfMissing, dropDatabase } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import journal from '../../db/migrations/meta/_journal.json' with { type: 'json' }
import { withServer } from '../support/cluster.ts'
import { freshDatabase } from '../support/database.ts'

const { url: server, template } = inject('cluster')
const names: string[] = []

/** A database in which nothing stands yet. */
async function emptyDatabase(): Promise<string> {
  const name = `${template}_${randomBytes(6).toString('hex')}`
  names.push(name)
  return await createDatabaseIfMissing(server, name)
}

/** Another process that migrates and ends. Resolves its exit code and what it complained of. */
function migrateElsewhere(url: string): Promise<{ code: number | null; said: string }> {
  const file = new URL('../../db/migrate.ts', import.meta.url).href
  const script = `const { migrate } = await import(${JSON.stringify(file)}); await migrate(process.argv[1])`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, url], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

/** Tables with their columns, and which migrations were applied how often. */
const stateOf = (url: string) =>
  withServer(url, async (sql) => ({
    columns: (
      await sql<{ column: string }[]>`
        select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as column
        from information_schema.columns where table_schema = 'public' order by 1`
    ).map((row) => row.column),
    indexes: (await sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`).map(
      (row) => row.indexdef,
    ),
    applied: (await sql<{ n: number }[]>`select count(*)::int as n from drizzle.__drizzle_migrations`)[0]?.n,
  }))

let whole: Awaited<ReturnType<typeof stateOf>>
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  whole = await stateOf(database.url)
})
afterAll(async () => {
  await drop()
  for (const name of names) await dropDatabase(server, name)
})

describe('migrating', () => {
  it('makes of nothing what the tests run on, each migration once', async () => {
    const url = await emptyDatabase()
    await migrate(url)
    expect(await stateOf(url)).toEqual(whole)
    expect(whole.applied).toBe(journal.entries.length)
    expect(whole.columns).toContain('matters.summary text NO')
  })

  it('a second time changes nothing and keeps what stands there', async () => {
    const url = await emptyDatabase()
    await migrate(url)
    await withServer(url, (sql) => sql`insert into settings values ('kept', '"高空坠物"')`)
    await migrate(url)
    expect(await stateOf(url)).toEqual(whole)
    const [row] = await withServer(url, (sql) => sql`select value from settings where key = 'kept'`)
    expect(row?.value).toBe('高空坠物')
  })

  it('by two processes that start at once is done once', async () => {
    const url = await emptyDatabase()
    const ended = await Promise.all([migrateElsewhere(url), migrateElsewhere(url)])
    expect(ended).toEqual([
      { code: 0, said: '' },
      { code: 0, said: '' },
    ])
    expect(await stateOf(url)).toEqual(whole)
  })

  it('many times at once in one process is done once', async () => {
    const url = await emptyDatabase()
    await Promise.all(Array.from({ length: 6 }, () => migrate(url)))
    expect(await stateOf(url)).toEqual(whole)
  })

  it('waits for whoever migrates already', async () => {
    const url = await emptyDatabase()
    let done = false
    await withServer(url, async (sql) => {
      await sql`select pg_advisory_lock(7020110)`
      const waiting = migrate(url).then(() => {
        done = true
      })
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect(done).toBe(false)
      await sql`select pg_advisory_unlock(7020110)`
      await waiting
    })
    expect(await stateOf(url)).toEqual(whole)
  })

  it('fails loudly where there is no database', async () => {
    const missing = new URL(server)
    missing.pathname = `/${template}_missing`
    await expect(migrate(missing.href)).rejects.toThrow(/does not exist/)
  })
})
