import { randomUUID } from 'node:crypto'
import { startApp } from '../../bot/app.ts'
import type { ProcessRole } from '../../bot/config.ts'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import type { Platform } from '../../bot/platforms/platform.ts'
import { connect } from '../../db/client.ts'
import { createSeal } from '../../db/seal.ts'
import { systemClock } from '../../matters/clock.ts'

export type Stage = Awaited<ReturnType<typeof openStage>>

/** The app as it runs, over this database. With `sends`, its posts go to a platform that takes them at once. */
export async function openStage(
  url: string,
  options: { connections: number; roles: ProcessRole[]; sends?: boolean },
) {
  const store = connect(url, { connections: options.connections })
  const metrics = createMetrics()
  const app = await startApp({
    store,
    seal: createSeal(Buffer.alloc(32, 7)),
    clock: systemClock,
    operator: { name: '派出所', contact: '警务室', dutyPhone: '值班电话', botName: '平安小助手(机器人)' },
    platforms: options.sends ? [deafMailbox()] : [],
    roles: options.roles,
    log: createLog('silent'),
    metrics,
    cron: false,
  })
  return {
    store,
    hear: app.hear,
    /** Messages handled and committed so far. */
    handled: () => sum(metrics.handled, '_count'),
    sent: () => sum(metrics.sent),
    failed: () => sum(metrics.failed),
    async close() {
      await app.stop()
      await store.close()
    },
  }
}

function deafMailbox(): Platform {
  const rate = { perSecond: 1e6, burst: 1e6 }
  return {
    id: 'sandbox',
    limits: { platform: rate, chat: rate },
    start: async () => {},
    send: async () => ({ messageId: randomUUID() }),
    stop: async () => {},
  }
}

interface Counted {
  get(): Promise<{ values: { value: number; metricName?: string }[] }>
}

async function sum(metric: Counted, ending = ''): Promise<number> {
  const { values } = await metric.get()
  return values
    .filter((one) => (one.metricName ?? '').endsWith(ending))
    .reduce((total, one) => total + one.value, 0)
}
