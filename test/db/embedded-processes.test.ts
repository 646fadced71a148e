import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { serverPid, useBegunCluster, useDataFolder, value } from '../support/embedded.ts'

const begun = useBegunCluster()
const folder = useDataFolder()
beforeEach(() => begun.copyTo(folder.path))

describe('another process', () => {
  it('that gets SIGTERM stops its server cleanly', async () => {
    const child = folder.process()
    expect(await child.opened()).toMatchObject({ origin: 'started' })
    expect(await child.end('SIGTERM')).toBe(0)
    expect(serverPid(folder.path)).toBeUndefined()
    expect(existsSync(join(folder.path, 'fengqiao.lock'))).toBe(false)
    expect(existsSync(join(folder.path, 'postgres/cluster/postmaster.pid'))).toBe(false)
  })

  it('that is killed leaves a server which the next start adopts, and stops', async () => {
    const child = folder.process()
    const { url } = await child.opened()
    const pid = serverPid(folder.path)
    await child.end('SIGKILL')
    expect(serverPid(folder.path)).toBe(pid)

    const adopted = await folder.open()
    expect(adopted).toMatchObject({ origin: 'adopted', url })
    expect(serverPid(folder.path)).toBe(pid)
    await adopted.stop()
    expect(serverPid(folder.path)).toBeUndefined()
  })

  it('that was killed without durability does not hand that on to a durable start', async () => {
    const child = folder.process()
    await child.opened()
    await child.end('SIGKILL')
    const database = await folder.open({ durable: true })
    expect(database.origin).toBe('started')
    expect(await value(database.url, "current_setting('fsync')")).toBe('on')
  })

  it('on the same data is refused, with the folder, the holder and the remedy', async () => {
    const child = folder.process()
    await child.opened()
    const refusal = await folder.open().catch((error: Error) => error.message)
    expect(refusal).toContain(folder.path)
    expect(refusal).toContain(`process ${child.pid}`)
    expect(refusal).toContain(`kill ${child.pid}`)
    await child.end('SIGTERM')
    expect((await folder.open()).origin).toBe('started')
  })

  it('that is this one is refused as well', async () => {
    await folder.open()
    await expect(folder.open()).rejects.toThrow(`process ${process.pid}`)
  })

  it('starting at the same moment: exactly one wins, also over a dead one’s lock', async () => {
    const dead = folder.process()
    await dead.opened()
    await dead.end('SIGKILL')
    const children = [1, 2, 3].map(() => folder.process())
    const results = await Promise.all(children.map((child) => child.opened()))
    expect(results.filter((result) => result.origin)).toHaveLength(1)
    expect(results.filter((result) => result.error?.includes('Another Fengqiao'))).toHaveLength(2)
    await Promise.all(children.map((child) => child.end('SIGTERM')))
  })
})

describe('a script that shares', () => {
  it('uses the running server and never stops it', async () => {
    const bot = await folder.open()
    const script = await folder.open({ share: true })
    expect(script).toMatchObject({ origin: 'adopted', url: bot.url })
    await script.stop()
    expect(await value(bot.url, '1')).toBe(1)
  })

  it('starts and stops its own where none runs; who comes meanwhile shares it', async () => {
    const [one, two] = await Promise.all([folder.open({ share: true }), folder.open({ share: true })])
    expect([one.origin, two.origin].sort()).toEqual(['adopted', 'started'])
    expect(one.url).toBe(two.url)
    await expect(folder.open()).rejects.toThrow('Another Fengqiao')
    await one.stop()
    await two.stop()
    expect(serverPid(folder.path)).toBeUndefined()
  })

  it('leaves an orphan as it found it', async () => {
    const child = folder.process()
    await child.opened()
    await child.end('SIGKILL')
    const script = await folder.open({ share: true })
    await script.stop()
    expect((await folder.open()).origin).toBe('adopted')
  })
})
