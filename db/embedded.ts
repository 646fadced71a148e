import { setTimeout as pause } from 'node:timers/promises'
import { findBinaries } from './embedded/binaries.ts'
import { ensureCluster } from './embedded/cluster.ts'
import { checkConfigured } from './embedded/configured.ts'
import { createDatabaseIfMissing } from './embedded/databases.ts'
import { type Lock, takeLock } from './embedded/lock.ts'
import { findPlace, type Place } from './embedded/place.ts'
import { findServer, startServer, stopServer } from './embedded/server.ts'

export { createDatabaseIfMissing, dropDatabase } from './embedded/databases.ts'

export interface DatabaseOptions {
  /** A server somebody else runs; without it, one is run here. */
  url?: string
  /** The folder for the embedded server's files; made if missing. */
  dataDir: string
  /** False: a power cut may lose everything. For tests. Default true. */
  durable?: boolean
  /** True, for scripts: use the server that runs on these data, if one does, and leave it running. */
  share?: boolean
  /** Default: the system's PostgreSQL, else npm's. */
  binaries?: 'system' | 'npm'
  log(line: string): void
}

export interface OpenDatabase {
  url: string
  /** Adopted: the server was running already, after a crash of ours or for another process. */
  origin: 'configured' | 'started' | 'adopted'
  /** The folder of the PostgreSQL programs that were started. */
  binaries?: string
  /** Where the embedded server's files really are. */
  home?: string
  /** Stops what was started or taken over here; twice is harmless. */
  stop(): Promise<void>
}

/** Opens the configured database, or the embedded one of `dataDir`. Every error names the place and the remedy. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.url) {
    await checkConfigured(options.url, options.log)
    return { url: options.url, origin: 'configured', stop: async () => {} }
  }
  if (process.platform === 'win32') {
    throw new Error('On Windows Fengqiao runs no PostgreSQL of its own. Set DATABASE_URL, or use WSL.')
  }
  const place = await findPlace(options.dataDir, options.log)
  if (options.share) return openShared(place, options)
  const lock = takeLock(place.lock)
  if ('heldBy' in lock) throw new Error(inUse(place, lock.heldBy))
  return openOwn(place, options, lock)
}

async function openShared(place: Place, options: DatabaseOptions): Promise<OpenDatabase> {
  const until = Date.now() + 60_000
  for (;;) {
    const server = await findServer(place)
    if (server) {
      const url = await createDatabaseIfMissing(server.url, 'fengqiao')
      return { url, origin: 'adopted', home: place.home, stop: async () => {} }
    }
    const lock = takeLock(place.lock)
    if (!('heldBy' in lock)) return openOwn(place, options, lock)
    // Its holder is just starting the server, or stopping it.
    if (Date.now() > until) throw new Error(`${inUse(place, lock.heldBy)} Its PostgreSQL does not come up.`)
    await pause(50)
  }
}

async function openOwn(place: Place, options: DatabaseOptions, lock: Lock): Promise<OpenDatabase> {
  try {
    const { server, origin, binaries } = await ownServer(place, options)
    const from = binaries ? `, from ${binaries}` : ''
    options.log(`PostgreSQL ${origin}, process ${server.pid}${from}, data in ${place.cluster}`)
    const url = await createDatabaseIfMissing(server.url, 'fengqiao')
    let stopped: Promise<void> | undefined
    const stop = () => {
      stopped ??= stopServer(place, server).finally(() => lock.release())
      return stopped
    }
    return { url, origin, binaries, home: place.home, stop }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function ownServer(place: Place, options: DatabaseOptions) {
  const durable = options.durable ?? true
  const left = await findServer(place)
  if (left && (left.durable || !durable)) return { server: left, origin: 'adopted' as const }
  if (left) await stopServer(place, left)

  const binaries = await findBinaries(place, options.binaries)
  await ensureCluster(place, binaries, { durable, log: options.log })
  const server = await startServer(place, binaries, durable)
  return { server, origin: 'started' as const, binaries: binaries.folder }
}

function inUse(place: Place, pid: number): string {
  return `Another Fengqiao, process ${pid}, works on the data in ${place.home}. Stop it first (kill ${pid}), or give this one a data folder of its own.`
}
