import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Gap, type Health, trackHealth } from '../../bot/platforms/wechat/health.ts'
import { createLanes } from '../../bot/platforms/wechat/lanes.ts'
import { lockAccounts } from '../../bot/platforms/wechat/lock.ts'
import type { Fact } from '../../bot/platforms/wechat/wire.ts'

describe('the lock on WeChat accounts', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fengqiao-lock-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('keeps a second process out, names it and says what to do', () => {
    const unlock = lockAccounts(folder, ['main'])
    writeFileSync(join(folder, 'main', 'pid'), String(process.ppid))
    expect(() => lockAccounts(folder, ['main'])).toThrow(
      new RegExp(`run by process ${process.ppid} already\\. Stop that one`),
    )
    unlock()
    // It was not ours to take away.
    expect(() => lockAccounts(folder, ['main'])).toThrow(/already/)
  })

  it('is taken over from a process that is gone', () => {
    lockAccounts(folder, ['main'])
    writeFileSync(join(folder, 'main', 'pid'), '4194303')
    expect(() => lockAccounts(folder, ['main'])).not.toThrow()
  })
})

describe('the health of an account', () => {
  function track(aliveAt?: string) {
    let at = Date.parse('2026-11-17T12:00:00+08:00')
    const gaps: Gap[] = []
    const healths: Health[] = []
    const health = trackHealth({
      clock: { now: () => new Date(at) },
      doubtfulMs: 0,
      ...(aliveAt && { aliveAt: new Date(aliveAt) }),
      onChange: (one) => healths.push(one),
      onGap: (gap) => gaps.push(gap),
    })
    const pass = (minutes: number) => {
      at += minutes * 60_000
    }
    const told = () => gaps.map(({ from, to, reason }) => [(to.getTime() - from.getTime()) / 60_000, reason])
    return { health, healths, told, pass }
  }

  it('knows no gap before the first login of all, and one after a restart', () => {
    const first = track()
    first.pass(5)
    first.health.login()
    expect(first.told()).toEqual([])
    const again = track('2026-11-17T11:00:00+08:00')
    again.pass(5)
    again.health.login()
    expect(again.told()).toEqual([[65, 'stopped']])
  })

  it('counts a gap from the last beat, once, by its first reason', () => {
    const { health, healths, told, pass } = track()
    health.login()
    pass(1)
    health.beat()
    pass(2)
    health.look()
    pass(1)
    health.died('crashed')
    pass(4)
    health.login()
    expect(healths).toEqual(['up', 'doubtful', 'down', 'up'])
    expect(told()).toEqual([[7, 'silent']])
  })

  it('is doubtful while sending is suspect, which is no gap in hearing', () => {
    const { health, told } = track()
    health.login()
    health.suspect(60_000)
    expect(health.state()).toBe('doubtful')
    expect(health.trouble()).toBeUndefined()
    expect(told()).toEqual([])
  })
})

describe('the lanes of WeChat', () => {
  const message = (roomId: string, id: string): Fact => ({
    ...{ kind: 'message', id, roomId, self: false, type: 'text', text: '', atMs: Number(id) },
  })

  it('try again until a fact is taken, let a fault of ours go, and hold nobody up for another room', async () => {
    const taken: string[] = []
    const tries = new Map<string, number>()
    const lanes = createLanes(
      async (_, fact) => {
        if (fact.kind !== 'message') return
        const count = (tries.get(fact.id) ?? 0) + 1
        tries.set(fact.id, count)
        if (fact.id === '1' && count < 3) throw new Error('the database is away')
        if (fact.id === '2') throw new TypeError('a fault of ours')
        taken.push(fact.id)
      },
      { onError: () => {}, holdMs: 20 },
    )
    for (const [room, id] of [
      ['a', '1'],
      ['a', '2'],
      ['a', '3'],
      ['b', '4'],
    ] as const)
      expect(lanes.push('main', message(room, id))).toBe(true)
    await expect.poll(() => taken, { timeout: 10_000 }).toEqual(['4', '1', '3'])
    expect(tries.get('2')).toBe(3)
    await lanes.stop()
  })

  it('take a login after all that came before it, and before all that comes after', async () => {
    const taken: string[] = []
    const lanes = createLanes(
      async (_, fact) => {
        await new Promise((resolve) => setTimeout(resolve, fact.kind === 'login' ? 30 : 5))
        taken.push(fact.kind === 'message' ? fact.id : fact.kind)
      },
      { onError: () => {}, holdMs: 20 },
    )
    lanes.push('main', message('a', '1'))
    lanes.push('main', message('b', '2'))
    lanes.push('main', { kind: 'login', self: { id: 'x', name: 'y' } })
    lanes.push('main', message('a', '3'))
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(4)
    expect(taken.slice(2)).toEqual(['login', '3'])
    await lanes.stop()
  })

  it('say so when too much waits', async () => {
    const lanes = createLanes(() => new Promise(() => {}), { onError: () => {}, most: 2, holdMs: 0 })
    const pushed = ['1', '2', '3'].map((id) => lanes.push('main', message('a', id)))
    expect(pushed).toEqual([true, true, false])
  })
})
