import { type App, startApp } from '../../../bot/app.ts'
import { createLog, type Logger } from '../../../bot/log.ts'
import { createMetrics, type Metrics } from '../../../bot/metrics.ts'
import type { Platform } from '../../../bot/platforms/platform.ts'
import { connect, type Store } from '../../../db/client.ts'
import { plantOnce } from '../../../db/first-start.ts'
import type { CommunityPlan } from '../../../db/plant.ts'
import { createSeal } from '../../../db/seal.ts'
import type { Clock } from '../../../matters/clock.ts'
import { freshDatabase } from '../database.ts'

export const noon = '2026-11-17T12:00:00+08:00'

export interface HouseOptions {
  clock: Clock
  community: CommunityPlan
  botName: string
  /** Opens the platform for one life of the process; `closed` takes down what it opened besides. */
  open(deps: {
    log: Logger
    metrics: Metrics
    store: Store
  }): Promise<{ platform: Platform; closed?: () => unknown }>
}

export type House = Awaited<ReturnType<typeof openHouse>>

/** A community's database and the bot over it, which can be ended and started again. */
export async function openHouse({ clock, community, botName, open }: HouseOptions) {
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 6 })
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  await plantOnce(store.db, community, clock.now())
  let life = await begin()

  async function begin(): Promise<{ app: App; closed: () => unknown }> {
    const metrics = createMetrics()
    const { platform, closed = () => {} } = await open({ log, metrics, store })
    const app = await startApp({
      ...{ store, clock, log, metrics, platforms: [platform], cron: false },
      seal: createSeal(Buffer.alloc(32, 1)),
      operator: { name: '临湖派出所', contact: '警务室 8800', dutyPhone: '8801', botName },
      roles: [platform.id === 'sandbox' ? 'sandbox' : platform.id, 'worker', 'scheduler'],
    })
    return { app, closed }
  }

  async function leave(): Promise<void> {
    await life.app.stop()
    await life.closed()
  }

  return {
    store,
    app: () => life.app,
    logged: () => lines.join(''),
    async quiet(): Promise<void> {
      await life.app.quiet()
      // The registry learns of a commit some milliseconds later; nobody in a story is that quick.
      await life.app.desk.registry.refresh()
    },
    async restarts(meanwhile: () => unknown = () => {}): Promise<void> {
      await leave()
      await meanwhile()
      life = await begin()
    },
    async end(): Promise<void> {
      await leave()
      await store.close()
      await drop()
    },
  }
}
