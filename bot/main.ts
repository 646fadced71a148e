import { existsSync } from 'node:fs'
import { connect, type Sql } from '../db/client.ts'
import { openDatabase } from '../db/embedded.ts'
import { firstAdminCode } from '../db/first-start.ts'
import { migrate } from '../db/migrate.ts'
import { createSeal } from '../db/seal.ts'
import { type Clock, systemClock } from '../matters/clock.ts'
import { startApp } from './app.ts'
import { refuseLostRoutes } from './check-routes.ts'
import { type Config, readConfig } from './config.ts'
import { sealingKey } from './keys.ts'
import { createLog, type Logger } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { openSandbox } from './platforms/sandbox/open.ts'
import { createServer } from './server.ts'

/** How to take down what was started, last first. */
type Undo = (() => Promise<unknown>)[]

main().catch((error) => {
  // Before and while starting there may be no log yet; the message names place and remedy.
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig()
  const log = createLog(config.LOG_LEVEL)
  const undo: Undo = []
  stopOnSignal(undo, log)
  try {
    await start(config, log, undo)
  } catch (error) {
    await takeDown(undo)
    throw error
  }
}

/** Starts everything this process does, in the order it is needed. */
async function start(config: Config, log: Logger, undo: Undo): Promise<void> {
  const database = await openDatabase({
    url: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    log: (line) => log.info(line),
  })
  undo.push(() => database.stop())
  await migrate(database.url)
  const store = connect(database.url, { connections: config.DATABASE_CONNECTIONS })
  undo.push(() => store.close())
  const seal = createSeal(sealingKey(config))
  const onError = (err: unknown) => log.error({ err }, 'the sandbox could not be heard')
  const sandbox = config.FENGQIAO_ROLES.includes('sandbox')
    ? await openSandbox(store, { botName: config.BOT_NAME, onError })
    : undefined
  const metrics = createMetrics()
  const wechat = await wechatOf(config, { log, metrics })
  await refuseLostRoutes(store.db, log)
  const clock = sandbox?.clock ?? systemClock
  const code = await firstAdminCode(store.db, seal, clock.now())
  if (code) console.log(welcomeAdmin(code))
  const lark = await larkOf(config, { clock: systemClock, log, metrics })
  let ready = false
  const server = createServer({ store, clock, log, metrics, ready: () => ready })
  undo.push(() => server.close())
  const app = await startApp({
    store,
    seal,
    clock,
    operator: operatorOf(config),
    publicUrl: publicUrlOf(config),
    platforms: [sandbox?.platform, lark?.platform, wechat?.platform].filter(
      (platform) => platform !== undefined,
    ),
    roles: config.FENGQIAO_ROLES,
    log,
    metrics,
    model: await modelOf(config, { sql: store.sql, metrics, log }),
  })
  undo.push(() => app.stop())
  await sandbox?.attach(server, app)
  await lark?.attach(server)
  wechat?.attach(server)
  if (config.FENGQIAO_ROLES.includes('web')) await listen(server, config)
  ready = true
  undo.push(async () => {
    ready = false
  })
  if (sandbox && config.FENGQIAO_ROLES.includes('web'))
    console.log(`\n枫桥沙箱 Fengqiao sandbox: http://localhost:${config.PORT}\n`)
}

/** Lark, if this process listens there. Its SDK is loaded only then. */
async function larkOf(config: Config, deps: { clock: Clock; log: Logger; metrics: Metrics }) {
  if (!config.FENGQIAO_ROLES.includes('lark')) return undefined
  const { openLark } = await import('./platforms/lark/open.ts')
  return openLark(config, deps)
}

/** WeChat, if it is switched on. wechaty itself is loaded in the accounts' processes only. */
async function wechatOf(config: Config, deps: { log: Logger; metrics: Metrics }) {
  if (!config.FENGQIAO_ROLES.includes('wechat')) return undefined
  const { openWechat } = await import('./platforms/wechat/open.ts')
  return openWechat(config, deps)
}

/** The language model, if one is switched on. Its package is loaded only then. */
async function modelOf(config: Config, deps: { sql: Sql; metrics: Metrics; log: Logger }) {
  if (!config.LLM_BASE_URL) return undefined
  const { openModel } = await import('./model/open.ts')
  const { host } = new URL(config.LLM_BASE_URL)
  deps.log.info({ host, model: config.LLM_MODEL }, 'masked words of drafts go to a language model')
  return openModel(config, deps)
}

/** Where people reach the web side; without it nobody could follow a link, so none are shown. */
function publicUrlOf({ PUBLIC_URL, FENGQIAO_ROLES, PORT }: Config): string | undefined {
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/u, '')
  return FENGQIAO_ROLES.includes('sandbox') ? `http://localhost:${PORT}` : undefined
}

function operatorOf(config: Config) {
  return {
    name: config.OPERATOR_NAME,
    contact: config.OPERATOR_CONTACT,
    dutyPhone: config.OPERATOR_DUTY_PHONE,
    botName: config.BOT_NAME,
  }
}

function welcomeAdmin(code: string): string {
  return `\n第一位管理员的一次性绑定代码 The first administrator's one-time code: ${code}\n私聊机器人发送 Send it to the bot in private: /绑定 ${code}\n`
}

async function listen(server: ReturnType<typeof createServer>, config: Config): Promise<void> {
  try {
    await server.listen({ host: config.HOST, port: config.PORT })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      const where = `Port ${config.PORT} on ${config.HOST} is taken.`
      throw new Error(`${where} Stop the other program, or set PORT in .env to a free one.`, { cause: error })
    }
    throw error
  }
}

function stopOnSignal(undo: Undo, log: Logger): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping: finishing what is in hand')
    await takeDown(undo)
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
}

async function takeDown(undo: Undo): Promise<void> {
  for (const step of undo.reverse()) await step().catch(() => {})
}
