import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Binaries } from './binaries.ts'
import { superuser } from './cluster.ts'
import type { Place } from './place.ts'
import { isServerOf } from './process.ts'
import { plainEnv } from './run.ts'

/** A server that answers at `url`, in its database `postgres`. */
export interface Server {
  url: string
  pid: number
  durable: boolean
}

/** Finds the server at work in that place, waiting while it starts, recovers or stops. */
export async function findServer(place: Place, waitSeconds = 60): Promise<Server | undefined> {
  const until = Date.now() + waitSeconds * 1000
  for (;;) {
    const noted = readPidFile(place)
    if (!noted || !isServerOf(place.cluster, noted.pid)) return undefined
    const server = noted.ready ? await reach(place, noted.pid, noted.port) : undefined
    if (server) return server
    if (Date.now() > until) {
      throw new Error(
        `PostgreSQL, process ${noted.pid}, works in ${place.cluster} but does not answer on port ${noted.port}. ` +
          `Look into ${place.serverLog}, or end it: kill -INT ${noted.pid}`,
      )
    }
    await pause(50)
  }
}

/** Starts a server in that place, which holds a whole cluster and no server. */
export async function startServer(place: Place, binaries: Binaries, durable: boolean): Promise<Server> {
  // Its process is gone; the number may be another's by now, and PostgreSQL would then refuse to start.
  rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
  shorten(place.serverLog)
  for (let attempt = 1; ; attempt++) {
    const logged = statSync(place.serverLog, { throwIfNoEntry: false })?.size ?? 0
    const server = await launch(place, binaries, durable)
    if (server) return server
    const said = readFileSync(place.serverLog).subarray(logged).toString().trim()
    // Somebody took the port between our asking for a free one and the start.
    if (attempt < 5 && said.includes('could not bind')) continue
    throw new Error(
      `PostgreSQL (${binaries.folder}) did not start in ${place.cluster}. It said: ${said || 'nothing'}`,
    )
  }
}

/** Stops a server: connections are ended, all data is written. */
export async function stopServer(place: Place, server: Server): Promise<void> {
  // SIGINT: fast shutdown; SIGQUIT: at once, the next start recovers. https://www.postgresql.org/docs/current/server-shutdown.html
  if (await endsAfter('SIGINT', 60, place, server)) return
  if (await endsAfter('SIGQUIT', 10, place, server)) return
  throw new Error(
    `PostgreSQL, process ${server.pid} in ${place.cluster}, does not stop. See ${place.serverLog}`,
  )
}

async function endsAfter(
  signal: NodeJS.Signals,
  seconds: number,
  place: Place,
  { pid }: Server,
): Promise<boolean> {
  const until = Date.now() + seconds * 1000
  const runs = () => isServerOf(place.cluster, pid)
  if (runs()) process.kill(pid, signal)
  while (runs() && Date.now() < until) await pause(10)
  return !runs()
}

async function launch(place: Place, binaries: Binaries, durable: boolean): Promise<Server | undefined> {
  const port = await freePort()
  const output = openSync(place.serverLog, 'a', 0o600)
  // Detached: Ctrl-C in the terminal must reach us alone, and a killed Fengqiao leaves a server to adopt.
  const child = spawn(
    join(binaries.folder, 'postgres'),
    ['-D', place.cluster, '-p', String(port), ...settings(durable)],
    {
      ...place.account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', output, output],
      env: plainEnv,
    },
  )
  closeSync(output)
  child.unref()
  let ended = false
  child.on('exit', () => {
    ended = true
  })
  child.on('error', () => {
    ended = true
  })
  try {
    return await untilReady(place, port, () => ended)
  } catch (error) {
    child.kill('SIGINT')
    while (!ended) await pause(10)
    throw error
  }
}

async function untilReady(place: Place, port: number, ended: () => boolean): Promise<Server | undefined> {
  // Recovery after a power cut reads back what the last checkpoint did not hold, up to max_wal_size = 1 GB.
  const until = Date.now() + 300_000
  while (!ended()) {
    const noted = readPidFile(place)
    const server = noted?.ready ? await reach(place, noted.pid, port) : undefined
    if (server) return server
    if (Date.now() > until)
      throw new Error(`PostgreSQL in ${place.cluster} is not ready after 5 minutes. See ${place.serverLog}`)
    await pause(10)
  }
  return undefined
}

function settings(durable: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    cluster_name: 'fengqiao',
    jit: 'off',
    log_checkpoints: 'off',
    // Residents' words stand in statements and in the details of errors: neither may reach the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** postmaster.pid: process, folder, start, port, socket folder, address, memory, state. */
function readPidFile(place: Place): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

async function reach(place: Place, pid: number, port: number): Promise<Server | undefined> {
  const password = readFileSync(place.password, 'utf8').trim()
  const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    const [row] = await sql`select current_setting('fsync') = 'on' as durable`
    return { url, pid, durable: row?.durable === true }
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || !error.code.startsWith('28')) return undefined
    throw new Error(
      `PostgreSQL, process ${pid} in ${place.cluster}, does not accept the password in ${place.password}. ` +
        'Restore that file from the backup the data came from.',
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('No free port on 127.0.0.1')),
      )
    })
  })
}

function shorten(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > 10_000_000) truncateSync(file)
}
