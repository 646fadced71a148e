import { type App, startApp } from '../../bot/app.ts'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import type { Platform } from '../../bot/platforms/platform.ts'
import { createRemoteSandbox } from '../../bot/platforms/sandbox/remote.ts'
import { connect } from '../../db/client.ts'
import { createSeal, type Seal } from '../../db/seal.ts'
import type { ChildSettings, Order, Step } from './child-bot.ts'

// What startChild runs: the bot as it is, wrapped on the outside so that it can be killed at a named step.

const settings = JSON.parse(process.argv[2] ?? '') as ChildSettings
let now = new Date(settings.at)
let death: { step: Step; left: number } | undefined

let app: App | undefined

async function begin(): Promise<number> {
  app = await startApp({
    store: connect(settings.databaseUrl, { connections: 4 }),
    seal: fatalSeal(createSeal(Buffer.alloc(32, 1))),
    clock: { now: () => now },
    operator: {
      name: '临湖派出所',
      contact: '警务室 8800',
      dutyPhone: '8801',
      botName: '安和平安小助手(机器人)',
    },
    platforms: [fatalPlatform(createRemoteSandbox(settings.chatUrl))],
    roles: ['sandbox', 'worker', 'scheduler'],
    log: createLog(process.env.CHILD_LOG ?? 'silent'),
    metrics: fatalMetrics(),
    cron: false,
  })
  return 0
}

async function obey(order: Order): Promise<number> {
  if ('begin' in order) return await begin()
  if ('dieAt' in order) death = { step: order.dieAt, left: order.count }
  else if ('at' in order) now = new Date(order.at)
  else return (await app?.tick()) ?? 0
  return 0
}

process.on('message', async (order: Order & { id: number }) => {
  process.send?.({ id: order.id, done: await obey(order) })
})
// The test that started us is gone.
process.on('disconnect', () => process.exit(1))
process.on('SIGTERM', async () => {
  await app?.stop()
  process.exit(0)
})
if (!settings.idle) await begin()
process.send?.('ready')

function reach(step: Step): void {
  if (death?.step !== step) return
  death.left -= 1
  if (death.left <= 0) process.kill(process.pid, 'SIGKILL')
}

function fatalPlatform(inner: Platform): Platform {
  return {
    ...inner,
    limits: settings.limits ?? {
      platform: { perSecond: 1e6, burst: 1e6 },
      chat: { perSecond: 1e6, burst: 1e6 },
    },
    start: (hear) =>
      inner.start(async (message) => {
        await hear(message)
        if (message.type === 'text') reach('kept')
      }),
    async send(outgoing) {
      reach('sending')
      const sent = await inner.send(outgoing)
      reach('accepted')
      return sent
    },
  }
}

/** Handling asks for the speaker's hint, and sealing the speaker is a part of the transaction. */
function fatalSeal(inner: Seal): Seal {
  return {
    ...inner,
    hint(identity) {
      reach('handling')
      return inner.hint(identity)
    },
    close(identity) {
      reach('writing')
      return inner.close(identity)
    },
  }
}

/** What is counted right after it was done marks the moment. */
function fatalMetrics() {
  const metrics = createMetrics()
  const startTimer = metrics.handled.startTimer.bind(metrics.handled)
  metrics.handled.startTimer = (...labels: []) => {
    const stop = startTimer(...labels)
    return (...more: []) => {
      reach('committed')
      return stop(...more)
    }
  }
  for (const [counter, step] of [
    [metrics.sent, 'settled'],
    [metrics.raised, 'raised'],
  ] as const) {
    const inc = counter.inc.bind(counter) as (...args: unknown[]) => void
    counter.inc = (...args: unknown[]) => {
      reach(step)
      inc(...args)
    }
  }
  return metrics
}
