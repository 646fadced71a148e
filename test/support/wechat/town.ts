import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { type App, startApp } from '../../../bot/app.ts'
import { createLog } from '../../../bot/log.ts'
import { createMetrics } from '../../../bot/metrics.ts'
import { demoCommunity } from '../../../bot/platforms/sandbox/demo-community.ts'
import { createWechat, type Wechat, type WechatOptions } from '../../../bot/platforms/wechat/index.ts'
import { connect, type Store } from '../../../db/client.ts'
import { plantOnce } from '../../../db/first-start.ts'
import { createSeal } from '../../../db/seal.ts'
import { freshDatabase } from '../database.ts'
import { type FakeWechat, openFakeWechat } from './fake-wechat.ts'

export const patient = { timeout: 60_000, interval: 20 }
/** Shorter than usual, but for the time a process has to start. */
export const shortTiming = { doubtfulMs: 600, restartMs: 1_500, firstPauseMs: 50, longestPauseMs: 200 }

export interface WechatTown {
  fake: FakeWechat
  wechat: Wechat
  app: App
  store: Store
  logged(): string
  /** Posts put down so far whose key begins like this. */
  posts(key: string): Promise<string[]>
  announced(topic: string): Promise<boolean>
  end(): Promise<void>
}

/**
 * The whole bot over a fresh database, on WeChat alone: one account `main`, scanned and up, in no room yet. Its business
 * clock runs `speed` times as fast as ours.
 */
export async function openWechatTown(
  more: Partial<WechatOptions> = {},
  { at = '2026-11-17T12:00:00+08:00', speed = 1 } = {},
): Promise<WechatTown> {
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 6 })
  const begun = Date.now()
  const clock = { now: () => new Date(Date.parse(at) + (Date.now() - begun) * speed) }
  await plantOnce(store.db, demoCommunity, clock.now())
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-wechat-'))
  const fake = await openFakeWechat({ now: () => clock.now().getTime() })
  fake.account('main', '安和平安小助手(机器人)')
  for (const [key, name] of [
    ['zhang', '张大妈'],
    ['li', '李网格员'],
  ] as const)
    fake.person(key, name)
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const metrics = createMetrics()
  const wechat = createWechat({
    accounts: [{ name: 'main', launch: { puppet: fake.puppet, endpoint: fake.endpoint } }],
    ...{ folder, botName: '安和平安小助手(机器人)', dailyCap: 100, log, metrics, random: () => 0 },
    timing: shortTiming,
    ...more,
  })
  const app = await startApp({
    ...{
      store,
      clock,
      log,
      metrics,
      seal: createSeal(Buffer.alloc(32, 1)),
      platforms: [wechat],
      cron: false,
    },
    operator: { name: '临湖派出所', contact: '警务室 8800', dutyPhone: '8801', botName: '小助手(机器人)' },
    roles: ['wechat', 'worker'],
  })
  await fake.scans('main')
  await vi.waitFor(() => {
    if (wechat.status?.() !== 'up') throw new Error('not up yet')
  }, patient)
  return {
    ...{ fake, wechat, app, store },
    logged: () => lines.join(''),
    async posts(key) {
      const rows = await store.sql<{ key: string }[]>`
        select key from outbox where key like ${`${key}%`} order by seq`
      return rows.map((row) => row.key)
    },
    async announced(topic) {
      const rows = await store.sql<{ at: Date | null }[]>`
        select announced_at as at from groups where platform = 'wechat' and name = ${topic}`
      return rows.some((row) => row.at !== null)
    },
    async end() {
      await app.stop()
      await fake.stop()
      await store.close()
      await drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
