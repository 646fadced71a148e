import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, run, succeeds } from './run.ts'

/** Where the embedded server's files live, and under which account it works on them. */
export interface Place {
  home: string
  /** PostgreSQL's own data directory. */
  cluster: string
  /** The file with the server's password, beside the data. */
  password: string
  serverLog: string
  lock: string
  account?: Account
}

/** Finds the place that belongs to a data folder: the same one every time. */
export async function findPlace(dataDir: string, log: (line: string) => void): Promise<Place> {
  mkdirSync(dataDir, { recursive: true })
  const folder = realpathSync(dataDir)
  if (process.getuid?.() !== 0) return ownPlace(folder)

  // A folder begun by an ordinary user stays that user's.
  const owner = ownerOf(join(folder, 'postgres', 'cluster'))
  if (owner && owner.uid !== 0) return placeIn(folder, owner)

  const account = await serverAccount()
  const outside = join('/var/lib/fengqiao', createHash('sha256').update(folder).digest('hex').slice(0, 12))
  const inside =
    !existsSync(join(outside, 'postgres')) &&
    (await succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account))
  if (inside) return placeIn(folder, account)

  log(`The user "postgres" cannot enter ${folder}: the database lives in ${outside}`)
  openFolder('/var/lib/fengqiao')
  openFolder(outside)
  return placeIn(outside, account)
}

/** A folder that only we fill and that the server's account may pass through. */
export function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o711)
  } catch (error) {
    throw new Error(
      `Cannot create ${folder} for the database (${error instanceof Error ? error.message : error}). ` +
        'Move Fengqiao to a folder that the user "postgres" may enter, run it as an ordinary user, or set DATABASE_URL.',
    )
  }
}

function placeIn(home: string, account?: Account): Place {
  const database = join(home, 'postgres')
  return {
    home,
    cluster: join(database, 'cluster'),
    password: join(database, 'password'),
    serverLog: join(home, 'postgres.log'),
    lock: join(home, 'fengqiao.lock'),
    account,
  }
}

function ownPlace(folder: string): Place {
  const place = placeIn(folder)
  const owner = ownerOf(place.cluster)
  if (!owner || owner.uid === process.getuid?.()) return place
  throw new Error(
    `The database in ${place.cluster} belongs to user id ${owner.uid}, we are ${process.getuid?.()}. ` +
      `Start Fengqiao as that user or as root, or hand the folder over: chown -R ${process.getuid?.()} '${folder}'`,
  )
}

function ownerOf(path: string): Account | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat && { uid: stat.uid, gid: stat.gid }
}

async function serverAccount(): Promise<Account> {
  if (!(await succeeds('id', ['-u', 'postgres']))) await createServerAccount()
  return {
    uid: Number(await run('id', ['-u', 'postgres'])),
    gid: Number(await run('id', ['-g', 'postgres'])),
  }
}

async function createServerAccount(): Promise<void> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ])
  } catch (error) {
    // Alpine has busybox' adduser instead.
    if (
      (await succeeds('addgroup', ['-S', 'postgres'])) &&
      (await succeeds('adduser', ['-S', '-D', '-H', '-G', 'postgres', 'postgres']))
    )
      return
    throw new Error(
      `PostgreSQL refuses to run as root, and the user "postgres" for it could not be created (${error instanceof Error ? error.message : error}). ` +
        'Create that user, run Fengqiao as an ordinary user, or set DATABASE_URL.',
    )
  }
}
