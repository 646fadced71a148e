import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { isServerOf } from '../../db/embedded/process.ts'
import type { Account } from '../../db/embedded/run.ts'
import { type DatabaseOptions, type OpenDatabase, openDatabase } from '../../db/embedded.ts'
import { makeFolder, withServer } from './cluster.ts'

type Options = Partial<Omit<DatabaseOptions, 'log'>>

/** What another process said after openDatabase: what it opened, or why it did not. */
export type Opened = Omit<OpenDatabase, 'stop'> & { error?: string; log: string[] }

/** Gives each test of a file a data folder of its own, and leaves no server of it behind. */
export function useDataFolder() {
  let path = ''
  let log: string[] = []
  let ends: (() => Promise<unknown>)[] = []
  beforeEach(() => {
    path = makeFolder(inject('cluster').scratch)
    log = []
    ends = []
  })
  afterEach(async () => {
    for (const end of ends) await end()
    await killServer(path)
    rmSync(path, { recursive: true, force: true })
  })
  return {
    get path() {
      return path
    },
    get log() {
      return log
    },
    /** Opens the database in this process. */
    async open(options: Options = {}): Promise<OpenDatabase> {
      const opening = {
        dataDir: path,
        durable: false,
        ...options,
        log: (line: string) => void log.push(line),
      }
      const database = await openDatabase(opening)
      ends.push(database.stop)
      return database
    },
    /** Opens the database in another process, under another account if one is given. */
    process(options: Options = {}, account?: Account) {
      const child = startProcess({ dataDir: path, durable: false, ...options }, account)
      const end = (signal: NodeJS.Signals) => endProcess(child, signal)
      ends.push(() => end('SIGKILL'))
      return { pid: child.pid, opened: () => said(child), end }
    },
  }
}

/** Makes one cluster for a file's tests, so that each can begin with a copy of it instead of initdb's second. */
export function useBegunCluster(): { copyTo(path: string): void } {
  let begun = ''
  beforeAll(async () => {
    begun = makeFolder(inject('cluster').scratch)
    const database = await openDatabase({ dataDir: begun, durable: false, log: () => {} })
    await database.stop()
  })
  afterAll(() => rmSync(begun, { recursive: true, force: true }))
  return { copyTo: (path) => cpSync(join(begun, 'postgres'), join(path, 'postgres'), { recursive: true }) }
}

/** The value of one SQL expression. */
export function value(url: string, expression: string): Promise<unknown> {
  return withServer(url, async (sql) => (await sql.unsafe(`select ${expression} as value`))[0]?.value)
}

/** The process id of the server at work in a data folder. */
export function serverPid(path: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(path, 'postgres/cluster/postmaster.pid'), 'utf8'), 10)
    return isServerOf(join(path, 'postgres/cluster'), pid) ? pid : undefined
  } catch {
    return undefined
  }
}

const program = `
  import { openDatabase } from ${JSON.stringify(new URL('../../db/embedded.ts', import.meta.url).href)}
  const log = []
  try {
    const database = await openDatabase({ ...JSON.parse(process.argv[1]), log: (line) => log.push(line) })
    process.on('SIGTERM', () => database.stop().then(() => process.exit(0)))
    console.log(JSON.stringify({ ...database, log }))
    setInterval(() => {}, 1000)
  } catch (error) {
    console.log(JSON.stringify({ error: error.message, log }))
  }
`

function startProcess(options: Options, account?: Account): ChildProcess {
  const node = ['--import', 'tsx', '--input-type=module', '-e', program, JSON.stringify(options)]
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  // tsx wants a temporary folder that this account may use, which root's need not be.
  const env = { ...process.env, TMPDIR: dirname(inject('cluster').scratch) }
  return spawn(process.execPath, node, { ...account, cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
}

async function said(child: ChildProcess): Promise<Opened> {
  if (!child.stdout) throw new Error('The process was started without an output')
  for await (const line of createInterface(child.stdout)) return JSON.parse(line)
  throw new Error(`The process ended without a word, code ${child.exitCode}`)
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  child.kill(signal)
  return new Promise((resolve) => child.once('exit', resolve))
}

async function killServer(path: string): Promise<void> {
  const pid = serverPid(path)
  if (pid) process.kill(pid, 'SIGQUIT')
  while (serverPid(path)) await new Promise((resolve) => setTimeout(resolve, 10))
}
