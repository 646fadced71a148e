import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { npmFolder } from './npm-binaries.ts'
import type { Place } from './place.ts'
import { type Account, run } from './run.ts'

/** A folder with initdb and postgres in it that the place's account can run. */
export interface Binaries {
  folder: string
  major: number
}

const oldestMajor = 14

/** Finds PostgreSQL 14 or newer: the system's, else npm's; for data that exists, the version that wrote it. */
export async function findBinaries(place: Place, only?: 'system' | 'npm'): Promise<Binaries> {
  const written = majorThatWrote(place.cluster)
  const seen: string[] = []
  const usable = async (folder: string) => {
    const major = await majorOf(folder, place.account).catch((error: Error) => error.message)
    seen.push(`${folder} (${typeof major === 'number' ? `version ${major}` : major})`)
    return typeof major === 'number' && major >= oldestMajor && (!written || major === written)
      ? { folder, major }
      : undefined
  }

  for (const folder of only === 'npm' ? [] : systemFolders()) {
    const binaries = await usable(folder)
    if (binaries) return binaries
  }
  if (only !== 'system') {
    const binaries = await npmFolder(place).then(usable, (error: Error) => void seen.push(error.message))
    if (binaries) return binaries
  }
  throw new Error(written ? wrongVersion(place, written, seen) : nothingFound(seen))
}

function wrongVersion(place: Place, written: number, seen: string[]): string {
  return (
    `The data in ${place.cluster} was written by PostgreSQL ${written}, which is not among: ${seen.join('; ')}. ` +
    `Install PostgreSQL ${written}; or load a backup into an empty folder; or move that folder away to begin anew.`
  )
}

function nothingFound(seen: string[]): string {
  return (
    `No PostgreSQL ${oldestMajor} or newer found. Looked at: ${seen.join('; ')}. ` +
    'Install PostgreSQL (Debian, Ubuntu: apt-get install postgresql), or run npm install with its optional packages, or set DATABASE_URL.'
  )
}

function majorThatWrote(cluster: string): number | undefined {
  const file = join(cluster, 'PG_VERSION')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined
}

async function majorOf(folder: string, account?: Account): Promise<number> {
  const version = await run(join(folder, 'postgres'), ['--version'], account)
  return Number(/\(PostgreSQL\) (\d+)/.exec(version)?.[1])
}

/** The one in the PATH first, then newest first. */
function systemFolders(): string[] {
  const installed = [
    ...foldersLike('/usr/lib/postgresql', /^\d+$/, 'bin'),
    ...foldersLike('/usr', /^pgsql-\d+$/, 'bin'),
    ...foldersLike('/usr/libexec', /^postgresql\d+$/, ''),
    ...foldersLike('/opt/homebrew/opt', /^postgresql(@\d+)?$/, 'bin'),
    ...foldersLike('/usr/local/opt', /^postgresql(@\d+)?$/, 'bin'),
    ...foldersLike('/Applications/Postgres.app/Contents/Versions', /^\d+$/, 'bin'),
  ]
  return [...new Set([...inPath(), ...installed])].filter((folder) => existsSync(join(folder, 'initdb')))
}

function inPath(): string[] {
  try {
    const found = execFileSync('/bin/sh', ['-c', 'command -v postgres'], { encoding: 'utf8' }).trim()
    return [dirname(realpathSync(found))]
  } catch {
    return []
  }
}

function foldersLike(parent: string, name: RegExp, below: string): string[] {
  if (!existsSync(parent)) return []
  const number = (folder: string) => Number(/\d+/.exec(folder)?.[0] ?? 0)
  const names = readdirSync(parent).filter((folder) => name.test(folder))
  return names.sort((a, b) => number(b) - number(a)).map((folder) => join(parent, folder, below))
}
