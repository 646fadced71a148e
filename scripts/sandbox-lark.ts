import { startApp } from '../bot/app.ts'
import { type Config, readConfig } from '../bot/config.ts'
import { createLog } from '../bot/log.ts'
import { createMetrics } from '../bot/metrics.ts'
import { openLark } from '../bot/platforms/lark/open.ts'
import { createGlimpse } from '../bot/platforms/sandbox/glimpse.ts'
import { sandboxRoutes } from '../bot/platforms/sandbox/routes.ts'
import type { SandboxClock } from '../bot/platforms/sandbox/types.ts'
import { createServer } from '../bot/server.ts'
import { connect } from '../db/client.ts'
import { openDatabase } from '../db/embedded.ts'
import { plantOnce } from '../db/first-start.ts'
import { migrate } from '../db/migrate.ts'
import { createSeal } from '../db/seal.ts'
import { larkCast, larkCommunity } from '../test/support/lark/community.ts'
import { type FakeLark, openFakeLark } from '../test/support/lark/index.ts'
import { windowOn } from '../test/support/lark/window.ts'
import { freshCopies } from './replay/copies.ts'

/**
 * The bot on a fake Lark, seen through the sandbox's page: what is said there goes to the bot over the long connection,
 * and the cards are those that came over the API. Every start begins anew; toasts and failed calls are told here.
 */
async function main(undo: (() => unknown)[]): Promise<void> {
  process.once('SIGINT', () => void takeDown(undo).then(() => process.exit(0)))
  process.once('SIGTERM', () => void takeDown(undo).then(() => process.exit(0)))
  const lark = await openFakeLark({ ...larkCast })
  undo.push(() => lark.close())
  const config = readConfig({
    ...process.env,
    ...{ NODE_ENV: 'development', FENGQIAO_ROLES: 'lark,worker,scheduler,web', LARK_RECEIVE: 'socket' },
    ...{ LARK_DOMAIN: lark.url, LARK_APP_ID: lark.appId, LARK_APP_SECRET: lark.appSecret },
  })
  const store = connect(await freshDatabase(config, undo), { connections: config.DATABASE_CONNECTIONS })
  undo.push(() => store.close())
  await plantOnce(store.db, larkCommunity, lark.clock.now())
  await serve({ config, store, lark, undo })
  // Who put the bot in starts everything: the groups are told, and only then is anything heard.
  await lark.socket.connected()
  for (const { id, owner, members } of larkCast.groups ?? []) lark.addsBot(owner ?? members[0] ?? '', id)
  console.log(`\n枫桥在假飞书上 Fengqiao on a fake Lark: http://localhost:${config.PORT}\n`)
}

interface Stage {
  config: Config
  store: ReturnType<typeof connect>
  lark: FakeLark
  undo: (() => unknown)[]
}

async function serve({ config, store, lark, undo }: Stage): Promise<void> {
  const log = createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  const metrics = createMetrics()
  const { clock } = lark
  const app = await startApp({
    ...{ store, clock, log, metrics, roles: config.FENGQIAO_ROLES },
    seal: createSeal(Buffer.alloc(32, 1)),
    operator: {
      ...{ name: config.OPERATOR_NAME, contact: config.OPERATOR_CONTACT },
      ...{ dutyPhone: config.OPERATOR_DUTY_PHONE, botName: lark.botName },
    },
    platforms: [openLark(config, { clock, log, metrics }).platform],
  })
  undo.push(() => app.stop())
  const server = createServer({ store, clock, log, metrics, ready: () => true })
  undo.push(() => server.close())
  const chat = windowOn(lark, (who, words) => console.log(`${who} sees: ${words}`))
  const identify = (id: string) => ({ platform: 'lark', externalId: lark.openIdOf(id) })
  const glimpse = await createGlimpse(store, app.desk, identify)
  await server.register(sandboxRoutes, { chat, clock: pageClock(lark, () => app.tick()), glimpse })
  await server.listen({ host: config.HOST, port: config.PORT })
}

/** The fake's time, pushed from the page. */
function pageClock({ clock }: FakeLark, tick: () => Promise<unknown>): SandboxClock {
  const listeners = new Set<() => void>()
  return {
    now: clock.now,
    async forward(seconds) {
      await clock.forward(seconds * 1000)
      await tick()
      for (const listener of [...listeners]) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

async function freshDatabase(config: Config, undo: (() => unknown)[]): Promise<string> {
  const { DATABASE_URL: url, DATA_DIR: dataDir } = config
  const database = await openDatabase({ url, dataDir, share: true, log: () => {} })
  undo.push(() => database.stop())
  const copies = await freshCopies(database.url, migrate)
  undo.push(() => copies.end())
  const copy = await copies.next()
  undo.push(() => copy.drop())
  return copy.url
}

async function takeDown(undo: (() => unknown)[]): Promise<void> {
  for (const step of undo.splice(0).reverse()) await Promise.resolve(step()).catch(() => {})
}

const undo: (() => unknown)[] = []
main(undo).catch(async (error) => {
  console.error(error instanceof Error ? error.message : error)
  await takeDown(undo)
  process.exit(1)
})
