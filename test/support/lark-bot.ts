import type { AddressInfo } from 'node:net'
import { type App, startApp } from '../../bot/app.ts'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { createLarkClient } from '../../bot/platforms/lark/client.ts'
import { createLark, type LarkOptions } from '../../bot/platforms/lark/index.ts'
import { createSending } from '../../bot/platforms/lark/send.ts'
import { webhookPath } from '../../bot/platforms/lark/webhook.ts'
import { demoCommunity, demoWorld } from '../../bot/platforms/sandbox/demo-community.ts'
import { createServer } from '../../bot/server.ts'
import { connect, type Store } from '../../db/client.ts'
import { findText } from '../../db/find-text.ts'
import { plant } from '../../db/plant.ts'
import type { Incoming } from '../../matters/message.ts'
import { freshDatabase } from './database.ts'
import { type FakeLark, type FakeLarkOptions, openFakeLark, quickConfig } from './lark/index.ts'
import { seal } from './story.ts'

export interface LarkStory {
  lark: FakeLark
  store: Store
  /** The running bot; another one after `restart`. */
  app(): App
  /** What the platform handed over, in order, before the ear. */
  heard: Incoming[]
  logged(): string
  metrics(): Promise<string>
  status(): string | undefined
  /** Resolves when nothing is on its way in either direction. */
  settled(): Promise<void>
  /** Puts the bot into a group and waits for its notice. */
  announce(...groups: string[]): Promise<void>
  stopBot(): Promise<void>
  startBot(over?: Partial<LarkOptions>): Promise<void>
  /** The webhook's address. */
  url(): string
  findText(words: string): Promise<unknown[]>
  /** What the administrators and the duty desk were told in private. */
  heardByAdmins(): string
  end(): Promise<void>
}

const quick = {
  watchMs: 10,
  patienceMs: 300,
  firstRestartMs: 20,
  longestRestartMs: 100,
  againMs: 50,
  markMs: 50,
}

/**
 * The demonstration community on the fake Lark, with the real SDK between it and the whole bot over a real database.
 * Tuesday noon by default; residents are outside the tenant.
 */
export async function openLarkStory(
  options: FakeLarkOptions & { receive?: LarkOptions['receive']; bot?: Partial<LarkOptions> } = {},
): Promise<LarkStory> {
  const staff = new Set(demoCommunity.staff.flatMap(({ externalId }) => externalId ?? []))
  const lark = await openFakeLark({
    people: demoWorld.people.map(({ id, name }) => ({ id, name, outside: !staff.has(id) })),
    groups: demoWorld.groups.map((group) => ({
      id: group.id,
      name: group.name,
      members: group.members.map((one) => one.id),
      external: group.type === '居民群',
      ...(group.ownerId && { owner: group.ownerId }),
    })),
    clientConfig: quickConfig,
    at: '2026-11-17T12:00:00+08:00',
    ...options,
  })
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 6 })
  await plant(store.db, onLark(lark), lark.clock.now())
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const heard: Incoming[] = []
  const { clock } = lark
  let metrics = createMetrics()
  let running: { app: App; status(): string | undefined; stop(): Promise<void>; url: string } | undefined

  async function startBot(over: Partial<LarkOptions> = {}): Promise<void> {
    metrics = createMetrics()
    const { appId, appSecret, url: domain } = lark
    const api = createLarkClient({ appId, appSecret, domain, log, clock, timeoutMs: 2000 })
    const secrets = { encryptKey: lark.encryptKey, verificationToken: lark.verificationToken }
    const receive = options.receive ?? 'socket'
    const wiring = {
      appId,
      appSecret,
      domain,
      receive,
      secrets,
      api,
      sending: createSending(api),
      clock,
      log,
    }
    const timings = { ...quick, ...options.bot?.timings }
    const bot = createLark({ ...wiring, metrics, ...options.bot, ...over, timings })
    const { platform } = bot
    const noted = {
      ...platform,
      start: (hear: (message: Incoming) => Promise<void>) =>
        platform.start(async (message) => {
          heard.push(message)
          await hear(message)
        }),
    }
    const server = createServer({ store, clock, log, metrics, ready: () => true })
    const app = await startApp({
      ...{ store, seal, clock, log, metrics, platforms: [noted], cron: false },
      operator: { name: '临湖派出所', contact: '警务室 8800', dutyPhone: '8801', botName: lark.botName },
      roles: ['lark', 'worker', 'scheduler'],
    })
    await bot.attach(server)
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    const at = `http://127.0.0.1:${port}${webhookPath}`
    const stop = async () => {
      await app.stop()
      await server.close()
    }
    running = { app, status: () => platform.status?.(), stop, url: at }
    if (receive === 'webhook') await lark.webhook.subscribe(at)
    // The SDK listens a moment after the server has accepted: what comes in between is lost until it comes again.
    while (running.status() !== 'up') await new Promise((resolve) => setTimeout(resolve, 5))
  }

  const app = () => {
    if (!running) throw new Error('the bot is not running')
    return running.app
  }
  async function settled(): Promise<void> {
    for (let calm = 0; calm < 2; calm++) {
      await lark.settled()
      await app().quiet()
      await app().desk.registry.refresh()
    }
  }
  async function stopBot(): Promise<void> {
    await running?.stop()
    running = undefined
  }

  await startBot()
  return {
    ...{ lark, store, app, heard, settled, startBot, stopBot },
    logged: () => lines.join(''),
    metrics: () => metrics.registry.metrics(),
    status: () => running?.status(),
    async announce(...groups) {
      for (const group of groups) lark.addsBot('zhou', group)
      await settled()
    },
    url: () => running?.url ?? '',
    findText: (words) => findText(store.sql, words),
    heardByAdmins() {
      const { registry } = app().desk
      const admins = registry
        .colleagues()
        .filter((one) => one.roles.some(({ role }) => role === 'admin' || role === 'duty_desk'))
      const ids = admins.flatMap(({ personId }) => registry.identitiesOf(personId))
      const [told = []] = ids.map(({ externalId }) => lark.heard('direct', externalId))
      return told.map(({ text }) => text).join('\n')
    },
    async end() {
      await stopBot()
      await lark.close()
      await store.close()
      await drop()
    },
  }
}

/** The same community under the fake's ids. */
function onLark(lark: FakeLark): typeof demoCommunity {
  return {
    ...demoCommunity,
    platform: 'lark',
    staff: demoCommunity.staff.map((one) =>
      one.externalId ? { ...one, externalId: lark.openIdOf(one.externalId) } : one,
    ),
    departments: demoCommunity.departments?.map(({ liaison, deputy, ...rest }) => ({
      ...rest,
      ...(liaison && { liaison: lark.openIdOf(liaison) }),
      ...(deputy && { deputy: lark.openIdOf(deputy) }),
    })),
    groups: demoCommunity.groups.map((one) => ({ ...one, externalId: lark.chatIdOf(one.externalId) })),
  }
}
