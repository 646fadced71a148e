import { type App, startApp } from '../../bot/app.ts'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { createLarkClient } from '../../bot/platforms/lark/client.ts'
import { createLark } from '../../bot/platforms/lark/index.ts'
import { createSending } from '../../bot/platforms/lark/send.ts'
import type { Platform } from '../../bot/platforms/platform.ts'
import { createWechatHearing } from '../../bot/platforms/wechat/hear.ts'
import { createWechat } from '../../bot/platforms/wechat/index.ts'
import type { WechatHearing } from '../../bot/platforms/wechat/wire.ts'
import { connect } from '../../db/client.ts'
import { createSeal } from '../../db/seal.ts'
import type { BotSettings, Order } from './bot.ts'
import type { On } from './plan.ts'

// The whole bot on both platforms, in a process that may be killed at any moment.

const settings = JSON.parse(process.argv[2] ?? '') as BotSettings
let aheadMs = settings.aheadMs
let dieAfter: On | undefined
let sending = 0
let held: Promise<void> | undefined
let release = () => {}
let taken = 0

const clock = { now: () => new Date(Date.now() + aheadMs) }
const log = createLog(settings.logLevel)
const metrics = createMetrics()
const { botName } = settings

/** Short, so that a silent death costs seconds; `pingTimeout` is below the interval that the double asks for. */
const larkTimings = {
  ...{ watchMs: 100, patienceMs: 3_000, firstRestartMs: 100, longestRestartMs: 1_000 },
  ...{ againMs: 500, markMs: 500, pingTimeout: 2 },
}
const wechatTiming = { doubtfulMs: 20_000, restartMs: 60_000, firstPauseMs: 200, longestPauseMs: 2_000 }

const lark = openLark()
const wechat = mortal('wechat', openWechat())
const app: App = await startApp({
  store: connect(settings.databaseUrl, { connections: 6 }),
  seal: createSeal(Buffer.alloc(32, 1)),
  operator: { name: '城南派出所', contact: '警务室 8800', dutyPhone: '8801', botName },
  platforms: [mortal('lark', lark), wechat],
  roles: ['lark', 'wechat', 'worker', 'scheduler'],
  ...{ clock, log, metrics, cron: false },
})

process.on('message', async (order: Order & { id: number }) => {
  process.send?.({ id: order.id, done: await obey(order) })
})
// Whoever ran the week is gone.
process.on('disconnect', () => process.exit(1))
process.send?.('ready')

async function obey(order: Order): Promise<number> {
  if ('hold' in order) await hold()
  else if ('aheadMs' in order) {
    aheadMs = order.aheadMs
    held = undefined
    release()
  } else if ('dieAfter' in order) dieAfter = order.dieAfter
  else if ('tick' in order) return await app.tick()
  else if ('taken' in order) return taken
  else if ('isUp' in order) return (lark.status?.() === 'up' ? 1 : 0) + (wechat.status?.() === 'up' ? 2 : 0)
  else {
    await app.stop()
    setImmediate(() => process.exit(0))
  }
  return 0
}

/** Nobody may say anything on WeChat while the clock is moved: its pace is kept by that clock. */
async function hold(): Promise<void> {
  held ??= new Promise((resolve) => {
    release = resolve
  })
  while (sending > 0) await new Promise((resolve) => setTimeout(resolve, 2))
}

/** The platform as it is, but for what may end the process right after something was said. */
function mortal(id: On, inner: Platform): Platform {
  return {
    ...inner,
    async send(outgoing) {
      if (id === 'wechat') {
        while (held) await held
        sending += 1
      }
      try {
        const sent = await inner.send(outgoing)
        if (dieAfter === id) process.kill(process.pid, 'SIGKILL')
        return sent
      } finally {
        if (id === 'wechat') sending -= 1
      }
    },
  }
}

function openLark(): Platform {
  const { appId, appSecret, url: domain } = settings.lark
  const api = createLarkClient({ appId, appSecret, domain, log, clock, timeoutMs: 3_000 })
  const about = { appId, appSecret, domain, receive: 'socket' as const, clock, log, metrics }
  return createLark({ ...about, api, sending: createSending(api, { clock }), timings: larkTimings }).platform
}

function openWechat(): Platform {
  const { puppet, endpoint, folder, account } = settings.wechat
  return createWechat({
    accounts: [{ name: account, launch: { puppet, endpoint } }],
    ...{ folder, botName, dailyCap: 200, log, metrics, timing: wechatTiming },
    createHearing: (deps) => counted(createWechatHearing(deps)),
  })
}

function counted(hearing: WechatHearing): WechatHearing {
  return {
    ...hearing,
    async take(name, fact) {
      if (fact.kind === 'login') taken = 0
      await hearing.take(name, fact)
      if (fact.kind === 'message') taken += 1
    },
  }
}
