import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { createWechat, type Wechat, type WechatOptions } from '../../bot/platforms/wechat/index.ts'
import type { Incoming } from '../../matters/message.ts'
import { type FakeWechat, openFakeWechat } from '../support/wechat/fake-wechat.ts'
import { hearAsIs } from '../support/wechat/hear-as-is.ts'

// Real wechaty in a real process of its own, on the tests' puppet. Only the pauses are shorter than usual.

// Each starts a process that loads wechaty: seconds, and on a busy machine many.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const timing = { doubtfulMs: 600, restartMs: 1_500, firstPauseMs: 50, longestPauseMs: 200 }
const patient = { timeout: 60_000, interval: 20 }

let fake: FakeWechat
let folder: string
let wechat: Wechat
let heard: Incoming[]
let qrs: string[]
let lines: string[]
let metrics: ReturnType<typeof createMetrics>

beforeEach(async () => {
  fake = await openFakeWechat()
  folder = mkdtempSync(join(tmpdir(), 'fengqiao-wechat-'))
  fake.account('main', '安和平安小助手(机器人)')
  fake.person('zhang', '张大妈')
  fake.person('li', '李网格员')
  fake.room('anhe', '安和花园三期业主群', 'li', { main: null, zhang: '12栋张' })
  heard = []
  qrs = []
  lines = []
})

afterEach(async () => {
  await wechat.stop()
  await fake.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function open(more: Partial<WechatOptions> = {}): Promise<void> {
  metrics = createMetrics()
  wechat = createWechat({
    accounts: [{ name: 'main', launch: { puppet: fake.puppet, endpoint: fake.endpoint } }],
    ...{ folder, botName: '安和平安小助手(机器人)', dailyCap: 100, metrics, createHearing: hearAsIs },
    log: createLog('trace', { write: (line) => void lines.push(line) }),
    onQr: (_, url) => qrs.push(url),
    timing,
    ...more,
  })
  await wechat.start(async (message) => void heard.push(message))
}

const health = async () => {
  const text = await metrics.registry.getSingleMetricAsString('fengqiao_wechat_account_health')
  return Number(/\} ([\d.]+)$/m.exec(text)?.[1])
}
const up = () => vi.waitFor(() => expect(wechat.status?.()).toBe('up'), patient)

describe('an account of WeChat', () => {
  it('shows a QR code, and hears once a telephone has scanned it', async () => {
    await open()
    await vi.waitFor(() => expect(qrs).toHaveLength(1), patient)
    expect(qrs[0]).toMatch(/^https:\/\/login\.weixin\.qq\.com\/l\//)
    expect(wechat.status?.()).toBe('down')
    await fake.scans('main')
    await up()
    expect(await health()).toBe(1)
    fake.says('zhang', 'anhe', '楼道灯又坏了')
    await vi.waitFor(() => expect(heard.map(({ text }) => text)).toEqual(['楼道灯又坏了']), patient)
    expect(heard[0]).toMatchObject({ sender: { nick: '12栋张' }, chat: { kind: 'group' } })
  })

  it('needs no second scan after a restart, and keeps its session without a word of anybody', async () => {
    await open()
    await fake.scans('main')
    await up()
    fake.says('zhang', 'anhe', '我家住在12栋702')
    await vi.waitFor(() => expect(heard).toHaveLength(1), patient)
    const before = fake.ids('main').ofRoom('anhe')
    await wechat.stop()
    const card = readFileSync(join(folder, 'main', 'session.memory-card.json'), 'utf8')
    expect(card).toContain('session-')
    for (const word of ['702', '张大妈', '12栋', '安和']) expect(card).not.toContain(word)
    await open()
    await up()
    expect(qrs).toHaveLength(1)
    expect(fake.ids('main').ofRoom('anhe')).toBe(before)
  })

  it('is started again when its process dies; what was said meanwhile is lost, and counted as one gap', async () => {
    await open()
    await fake.scans('main')
    await up()
    const ids = fake.ids('main')
    fake.crashes('main')
    await vi.waitFor(() => expect(wechat.status?.()).toBe('down'), patient)
    fake.says('zhang', 'anhe', '没人听见')
    await up()
    fake.says('zhang', 'anhe', '听见了')
    await vi.waitFor(() => expect(heard.map(({ text }) => text)).toEqual(['听见了']), patient)
    expect(fake.ids('main').ofRoom('anhe')).toBe(ids.ofRoom('anhe'))
    expect(fake.lost()).toBe(1)
    expect(await gaps()).toEqual({ crashed: 1 })
    expect(ledger().gaps).toEqual([expect.objectContaining({ reason: 'crashed' })])
  })

  it('counts as doubtful when its heart stops, and is started anew', async () => {
    await open()
    await fake.scans('main')
    await up()
    fake.stopsHeartbeat('main')
    await vi.waitFor(() => expect(wechat.status?.()).toBe('doubtful'), patient)
    await vi.waitFor(() => expect(fake.connects()).toBeGreaterThan(1), patient)
    fake.resumesHeartbeat('main')
    await up()
    expect(await gaps()).toEqual({ silent: 1 })
  })

  it('is ended and started anew when it spins and answers nothing', async () => {
    await open()
    await fake.scans('main')
    await up()
    fake.hangs('main')
    await vi.waitFor(() => expect(fake.connects()).toBe(2), patient)
    await up()
  })

  it('asks for a scan again after a forced logout, and knows everybody by other ids then', async () => {
    await open()
    await fake.scans('main')
    await up()
    const before = fake.ids('main').ofRoom('anhe')
    fake.logsOut('main')
    await vi.waitFor(() => expect(qrs).toHaveLength(2), patient)
    expect(wechat.status?.()).toBe('down')
    await fake.scans('main', qrs[1])
    await up()
    expect(fake.ids('main').ofRoom('anhe')).not.toBe(before)
    expect(await gaps()).toEqual({ logged_out: 1 })
    fake.says('zhang', 'anhe', '还在吗')
    await vi.waitFor(() => expect(heard).toHaveLength(1), patient)
  })

  it('runs beside another account, each in a process of its own', async () => {
    fake.account('second', '柳岸机器人')
    fake.room('liuan', '柳岸里老街坊', 'li', { second: null, zhang: null })
    const launch = { puppet: fake.puppet, endpoint: fake.endpoint }
    await open({ accounts: ['main', 'second'].map((name) => ({ name, launch })) })
    await fake.scans('main')
    await vi.waitFor(() => expect(wechat.status?.()).toBe('doubtful'), patient)
    await fake.scans('second')
    await up()
    fake.crashes('second')
    await vi.waitFor(() => expect(wechat.status?.()).toBe('doubtful'), patient)
    fake.says('zhang', 'anhe', '一号还在')
    await vi.waitFor(() => expect(heard).toHaveLength(1), patient)
    await up()
  })

  it('hands on messages of a room in their order, and twice what came twice', async () => {
    await open()
    await fake.scans('main')
    await up()
    for (let count = 0; count < 30; count++)
      fake.says('zhang', 'anhe', `第${count}条`, { times: count === 7 ? 2 : 1 })
    await vi.waitFor(() => expect(heard).toHaveLength(31), patient)
    const texts = heard.map(({ text }) => text)
    expect([...new Set(texts)]).toEqual(Array.from({ length: 30 }, (_, count) => `第${count}条`))
    expect(new Set(heard.map(({ messageId }) => messageId)).size).toBe(30)
  })

  it('lets no word and no name into the log, nor into any file', async () => {
    await open()
    await fake.scans('main')
    await up()
    fake.says('zhang', 'anhe', '老王昨晚又喝多了')
    fake.notice('anhe', '"12栋张"拍了拍"李网格员"')
    fake.joins('zhang', 'anhe')
    fake.renames('anhe', '三期吃瓜群')
    await vi.waitFor(() => expect(heard).toHaveLength(1), patient)
    fake.crashes('main')
    await vi.waitFor(() => expect(wechat.status?.()).toBe('down'), patient)
    await up()
    const files = readdirSync(join(folder, 'main')).map((name) =>
      readFileSync(join(folder, 'main', name), 'utf8'),
    )
    for (const text of [lines.join(''), ...files])
      for (const word of ['老王', '喝多', '12栋', '拍了拍', '吃瓜', '张大妈', 'login.weixin'])
        expect(text).not.toContain(word)
  })
})

async function gaps(): Promise<Record<string, number>> {
  const { values } = await metrics.wechatGaps.get()
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels.reason), value]))
}

const ledger = () => JSON.parse(readFileSync(join(folder, 'main', 'counts.json'), 'utf8'))
