import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useBegunCluster, useDataFolder, value } from '../support/embedded.ts'

const begun = useBegunCluster()
const folder = useDataFolder()

describe('a data folder', () => {
  it('whose first start was killed half-way is begun anew', async () => {
    const child = folder.process()
    const half = () => readdirSync(folder.path).find((name) => name.startsWith('postgres.new-'))
    while (!half() || !existsSync(join(folder.path, half() ?? '', 'cluster/PG_VERSION'))) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await child.end('SIGKILL')
    expect(existsSync(join(folder.path, 'postgres'))).toBe(false)

    const database = await folder.open()
    expect(database.origin).toBe('started')
    expect(await value(database.url, '1')).toBe(1)
    expect(half()).toBeUndefined()
  })

  it('that lost a part is refused, not overwritten', async () => {
    begun.copyTo(folder.path)
    rmSync(join(folder.path, 'postgres/cluster/global/pg_control'))
    await expect(folder.open()).rejects.toThrow(/damaged: cluster\/global\/pg_control missing. Restore/)
    expect(existsSync(join(folder.path, 'postgres/cluster/base'))).toBe(true)
    expect(existsSync(join(folder.path, 'fengqiao.lock'))).toBe(false)
  })

  it('written by another version of PostgreSQL is refused with both versions', async () => {
    begun.copyTo(folder.path)
    writeFileSync(join(folder.path, 'postgres/cluster/PG_VERSION'), '12\n')
    await expect(folder.open()).rejects.toThrow(
      /written by PostgreSQL 12, which is not among: .*version \d\d.*Install PostgreSQL 12/,
    )
  })

  it('with a password that no longer fits is refused and the server not left behind', async () => {
    begun.copyTo(folder.path)
    writeFileSync(join(folder.path, 'postgres/password'), 'another')
    await expect(folder.open()).rejects.toThrow(/does not accept the password in .*password\. Restore/)
    expect(existsSync(join(folder.path, 'postgres/cluster/postmaster.pid'))).toBe(false)
  })

  it('whose lock or server pid now belongs to a stranger is opened', async () => {
    begun.copyTo(folder.path)
    writeFileSync(join(folder.path, 'fengqiao.lock'), `${process.pid} an-earlier-boot/1 abcdef01\n`)
    const stranger = `${process.pid}\n${folder.path}/postgres/cluster\n1\n5432\n\n127.0.0.1\n0 0\nready   \n`
    writeFileSync(join(folder.path, 'postgres/cluster/postmaster.pid'), stranger)
    expect((await folder.open()).origin).toBe('started')
  })

  it('that cannot hold a server says what the server said', async () => {
    begun.copyTo(folder.path)
    writeFileSync(join(folder.path, 'postgres/cluster/postgresql.conf'), 'no_such_setting = 1\n')
    await expect(folder.open()).rejects.toThrow(/did not start in .*no_such_setting/)
  })
})
