import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withServer } from '../support/cluster.ts'
import { serverPid, useDataFolder, value } from '../support/embedded.ts'

const folder = useDataFolder()

describe('an embedded database', () => {
  it('is made at the first start, within seconds, and found again at the next', async () => {
    const begun = performance.now()
    const first = await folder.open()
    const firstMs = performance.now() - begun
    expect(first.origin).toBe('started')
    await withServer(first.url, (sql) => sql`create table kept as select '高空坠物' as word`)
    await first.stop()

    const again = performance.now()
    const second = await folder.open()
    console.log(
      `first start ${firstMs.toFixed()} ms, later start ${(performance.now() - again).toFixed()} ms`,
    )
    expect(second.origin).toBe('started')
    expect(await value(second.url, '(select word from kept)')).toBe('高空坠物')
    expect(firstMs).toBeLessThan(15_000)
  })

  it('is UTF-8 with C.UTF-8, so that likeness works on Chinese', async () => {
    const { url } = await folder.open()
    expect(await value(url, "current_setting('server_encoding')")).toBe('UTF8')
    expect(await value(url, '(select datctype from pg_database where datname = current_database())')).toBe(
      'C.UTF-8',
    )
    await withServer(url, (sql) => sql`create extension if not exists pg_trgm`)
    expect(await value(url, "similarity('安和花园三期', '安和花园二期')")).toBeGreaterThan(0.2)
  })

  it('keeps its password in a file of its own and lets nobody in without it, from this machine only', async () => {
    const { url } = await folder.open()
    const password = readFileSync(join(folder.path, 'postgres/password'), 'utf8')
    expect(statSync(join(folder.path, 'postgres/password')).mode & 0o777).toBe(0o600)
    expect(new URL(url).password).toBe(password)
    await expect(value(url.replace(password, 'guessed'), '1')).rejects.toThrow(
      'password authentication failed',
    )
    expect(await value(url, "current_setting('listen_addresses')")).toBe('127.0.0.1')
    expect(folder.log.join()).not.toContain(password)
  })

  it('writes durably unless told otherwise', async () => {
    const settings =
      "concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))"
    const loose = await folder.open()
    expect(await value(loose.url, settings)).toBe('off off off')
    await loose.stop()
    const durable = await folder.open({ durable: undefined })
    expect(await value(durable.url, settings)).toBe('on on on')
  })

  it('keeps what people wrote out of the server log', async () => {
    const { url, home = '' } = await folder.open()
    await withServer(url, async (sql) => {
      await sql`create table people (phone text primary key)`
      await sql`insert into people values ('13800001111')`
      await expect(sql.unsafe("insert into people values ('13800001111')")).rejects.toThrow('duplicate key')
    })
    const said = readFileSync(join(home, 'postgres.log'), 'utf8')
    expect(said).toContain('duplicate key')
    expect(said).not.toContain('13800001111')
  })

  it('works below a path with blanks and Chinese characters', async () => {
    const dataDir = join(folder.path, '枫桥 一号 (试点)', "da'ta")
    const { url } = await folder.open({ dataDir })
    expect(await value(url, "current_setting('data_directory')")).toBe(join(dataDir, 'postgres/cluster'))
  })

  it('lives beside another one in another folder', async () => {
    const [one, two] = await Promise.all([
      folder.open({ dataDir: join(folder.path, 'one') }),
      folder.open({ dataDir: join(folder.path, 'two') }),
    ])
    expect(new URL(one.url).port).not.toBe(new URL(two.url).port)
    expect(await value(one.url, '1')).toBe(1)
    expect(await value(two.url, '1')).toBe(1)
  })

  it('stops once, however often it is told to, and leaves neither server nor lock', async () => {
    const database = await folder.open()
    await Promise.all([database.stop(), database.stop()])
    await database.stop()
    expect(serverPid(folder.path)).toBeUndefined()
    expect(existsSync(join(folder.path, 'fengqiao.lock'))).toBe(false)
    expect(existsSync(join(folder.path, 'postgres/cluster/postmaster.pid'))).toBe(false)
  })

  it('stops with connections still open', async () => {
    const database = await folder.open()
    await withServer(database.url, async (sql) => {
      await sql`select 1`
      await database.stop()
    })
    expect(existsSync(join(folder.path, 'postgres/cluster/postmaster.pid'))).toBe(false)
  })
})
