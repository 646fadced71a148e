import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { openFolder, type Place } from './place.ts'
import { run } from './run.ts'

export const superuser = 'fengqiao'

/** Makes sure the place holds a whole cluster: makes one where there is none, refuses one that is damaged. */
export async function ensureCluster(
  place: Place,
  binaries: Binaries,
  options: { durable: boolean; log(line: string): void },
): Promise<void> {
  const database = dirname(place.cluster)
  if (isEmpty(database) || isEmpty(place.cluster)) return createCluster(place, binaries, options)

  const missing = ['cluster/PG_VERSION', 'cluster/global/pg_control', 'password'].filter(
    (file) => !existsSync(join(database, file)),
  )
  if (missing.length > 0) {
    throw new Error(
      `The database in ${database} is damaged: ${missing.join(', ')} missing. Restore that folder from a backup, or move it away to begin anew.`,
    )
  }
  // Root put the files back from a backup; PostgreSQL insists on owning them.
  const { account } = place
  if (account && statSync(place.cluster).uid === 0)
    await run('chown', ['-Rh', `${account.uid}:${account.gid}`, place.cluster, place.password])
}

/** Made under another name and renamed when whole, so what a crash leaves behind is never taken for a database. */
async function createCluster(
  place: Place,
  binaries: Binaries,
  options: { durable: boolean; log(line: string): void },
): Promise<void> {
  const database = dirname(place.cluster)
  for (const left of readdirSync(place.home)) {
    if (left.startsWith('postgres.new-'))
      rmSync(join(place.home, left), { recursive: true, force: true, maxRetries: 5 })
  }
  // A name of its own each time: the initdb of a killed Fengqiao may still be writing into the last one.
  const draft = `${database}.new-${randomBytes(4).toString('hex')}`
  for (const locale of ['C.UTF-8', 'C']) {
    rmSync(draft, { recursive: true, force: true })
    prepare(draft, place)
    const args = initdbArguments(draft, locale, options.durable)
    const failure = await run(join(binaries.folder, 'initdb'), args, place.account).catch(
      (error: Error) => error,
    )
    if (typeof failure === 'string') break
    const unknown = failure.message.includes('invalid locale') && locale === 'C.UTF-8'
    if (!unknown) throw new Error(`initdb could not make a database in ${draft}: ${failure.message}`)
    options.log(
      'This system does not know the locale C.UTF-8: searching Chinese text by likeness will find nothing',
    )
  }
  rmSync(database, { recursive: true, force: true })
  renameSync(draft, database)
  flush(place.home)
}

function prepare(draft: string, { account }: Place): void {
  openFolder(draft)
  const cluster = join(draft, 'cluster')
  const password = join(draft, 'password')
  mkdirSync(cluster, { mode: 0o700 })
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (!account) return
  chownSync(cluster, account.uid, account.gid)
  chownSync(password, account.uid, account.gid)
}

function initdbArguments(draft: string, locale: string, durable: boolean): string[] {
  return [
    ...['-D', join(draft, 'cluster'), '-E', 'UTF8', `--locale=${locale}`],
    ...['-U', superuser, `--pwfile=${join(draft, 'password')}`, '--auth=scram-sha-256'],
    ...['--data-checksums', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
  ]
}

function isEmpty(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0
}

function flush(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
