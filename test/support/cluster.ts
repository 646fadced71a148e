import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { isServerOf } from '../../db/embedded/process.ts'
import { createDatabaseIfMissing, openDatabase } from '../../db/embedded.ts'

/** What a test needs to make its own database, or its own server. */
export interface Cluster {
  url: string
  /** The migrated database to copy; the names of the copies begin with its name. */
  template: string
  /** `strategy file_copy`, which PostgreSQL 14 does not know yet, or nothing. */
  strategy: string
  /** The run's own folder: whatever lies or runs in it ends with the run. */
  scratch: string
}

/** Opens the server for one test run: the configured one, else an embedded one that is thrown away afterwards. */
export async function openCluster(): Promise<{ cluster: Cluster; close(): Promise<void> }> {
  const scratch = makeFolder(memoryFolder() ?? temporaryFolder())
  // Ctrl-C ends the run without its teardown.
  process.once('exit', () => clear(scratch))
  const url = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL
  const server = await openDatabase({ url, dataDir: join(scratch, 'data'), durable: false, log: () => {} })
  const template = `fengqiao_test_${randomBytes(4).toString('hex')}`
  const close = async () => {
    await dropAll(server.url, template)
    await server.stop()
    // Where the server's account cannot enter the temporary folder, its files are elsewhere.
    if (server.home) rmSync(server.home, { recursive: true, force: true })
  }
  try {
    await migrateTemplate(await createDatabaseIfMissing(server.url, template))
    return { cluster: { url: server.url, template, strategy: await strategyOf(server.url), scratch }, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A new folder which every account may pass through. */
export function makeFolder(parent: string): string {
  const path = mkdtempSync(join(parent, 'fengqiao-test-'))
  chmodSync(path, 0o711)
  return path
}

const memory = '/dev/shm'
/** Databases of two workers, and a log of 1 GB before PostgreSQL shortens it. */
const roomGigabytes = 4

/** A copy of the template is 700 files: 40 ms in memory, half a second on a disk. Undefined where there is no room. */
function memoryFolder(): string | undefined {
  if (!existsSync(memory)) return undefined
  const { bavail, bsize } = statfsSync(memory)
  const mayWrite = (statSync(memory).mode & 0o1777) === 0o1777
  return mayWrite && bavail * bsize > roomGigabytes * 2 ** 30 ? memory : undefined
}

/** As root the server has an account of its own, to which root's TMPDIR may be closed. */
function temporaryFolder(): string {
  const closed = (folder: string): boolean =>
    !(statSync(folder).mode & 0o001) || (folder !== '/' && closed(dirname(folder)))
  return process.getuid?.() === 0 && closed(tmpdir()) ? '/tmp' : tmpdir()
}

function clear(scratch: string): void {
  const files = readdirSync(scratch, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => name.endsWith('postmaster.pid'))) {
    const pid = Number.parseInt(readFileSync(join(scratch, file), 'utf8'), 10)
    if (isServerOf(join(scratch, dirname(file)), pid)) process.kill(pid, 'SIGQUIT')
  }
  rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

async function migrateTemplate(url: string): Promise<void> {
  const file = new URL('../../db/migrate.ts', import.meta.url)
  if (!existsSync(fileURLToPath(file))) return
  const { migrate } = await import(file.href)
  await migrate(url)
}

function strategyOf(url: string): Promise<string> {
  return withServer(url, async (sql) => {
    const [row] = await sql`select current_setting('server_version_num')::int >= 150000 as known`
    return row?.known ? 'strategy file_copy' : ''
  })
}

/** Also what a test forgot to drop, or could not. */
function dropAll(url: string, template: string): Promise<void> {
  return withServer(url, async (sql) => {
    const left = await sql`select datname from pg_database where starts_with(datname, ${template})`
    for (const { datname } of left) await sql`drop database if exists ${sql(datname)} with (force)`
  })
}

/** Does something over one connection of its own. */
export async function withServer<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
