import type { Store } from '../db/client.ts'
import { sealChain } from '../db/events.ts'
import { openInbox } from '../db/inbox.ts'
import { type Channel, onNotice } from '../db/listen.ts'
import { openOutbox } from '../db/outbox.ts'
import { openRefinements } from '../db/refinements.ts'
import { openRegistry } from '../db/registry.ts'
import type { Seal } from '../db/seal.ts'
import type { Desk, Operator } from '../handlers/desk.ts'
import { createEar } from '../handlers/listen.ts'
import type { Clock } from '../matters/clock.ts'
import type { Model } from '../prompts/prompt.ts'
import type { ProcessRole } from './config.ts'
import { createHearing, workInbox } from './inbox.ts'
import type { Logger } from './log.ts'
import { type Loop, startLoop } from './loop.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { workOutbox } from './outbox.ts'
import type { Platform } from './platforms/platform.ts'
import { workRefinements } from './refinements.ts'
import { startScheduler } from './scheduler.ts'

export interface AppOptions {
  store: Store
  seal: Seal
  clock: Clock
  operator: Operator
  /** Where the web side is reached, for links in cards. */
  publicUrl?: string
  platforms: Platform[]
  roles: readonly ProcessRole[]
  log: Logger
  metrics?: Metrics
  /** Looks at drafts once more; absent: the rules' reading is all there is. */
  model?: Model
  /** False: the scheduler looks only when told to (`tick`), as replays and tests want it. */
  cron?: boolean
}

export type App = Awaited<ReturnType<typeof startApp>>

/**
 * Starts what this process does, in the order of a message's way: listen, handle, send, and the clock. Platforms are
 * started last, so that nothing is heard before everything behind it runs.
 */
export async function startApp(options: AppOptions) {
  const { store, seal, clock, operator, log, roles, model } = options
  const metrics = options.metrics ?? createMetrics()
  const registry = await openRegistry(store, clock)
  const desk: Desk = { db: store.db, registry, seal, clock, operator, model, publicUrl: options.publicUrl }
  const platforms = new Map(options.platforms.map((platform) => [platform.id as string, platform]))
  const loops: Loop[] = []
  const unlisten: (() => Promise<void>)[] = []

  async function loop(channel: Channel, work: () => Promise<number>): Promise<void> {
    const started = startLoop({ name: channel, pollMs: 1000, work, log })
    loops.push(started)
    unlisten.push(await onNotice(store.sql, channel, started.wake))
  }
  if (roles.includes('worker')) {
    // Two, so that one claims and reads while the other's commits are on their way.
    for (const _lane of [1, 2]) await loop('inbox', () => workInbox({ store, desk, log, metrics }))
    if (platforms.size > 0) await loop('outbox', () => workOutbox({ store, platforms, desk, log, metrics }))
    if (model) {
      const work = () => workRefinements({ store, desk, log, metrics })
      loops.push(startLoop({ name: 'refinements', pollMs: 1000, work, log }))
    }
  }
  const scheduler = roles.includes('scheduler')
    ? startScheduler({ store, desk, log, metrics }, { cron: options.cron ?? true })
    : undefined
  if (scheduler && options.cron !== false) {
    loops.push(startLoop({ name: 'chain', pollMs: 1000, work: () => sealChain(store.sql), log }))
  }
  const ear = createEar({ registry, seal, clock })
  const hear = createHearing({ store, ear, metrics })
  for (const platform of platforms.values()) {
    platform.meet?.(desk)
    await platform.start(hear)
  }

  return {
    desk,
    metrics,
    hear,
    /** Raises what is due now. */
    tick: async () => (await scheduler?.tick()) ?? 0,
    /** Resolves when nothing heard is unhandled and nothing due is unsaid. */
    async quiet(): Promise<void> {
      for (let calm = 0; calm < 2; ) {
        const thinking = model ? await openRefinements(store.sql) : 0
        const open = thinking + (await openInbox(store.sql)) + (await openOutbox(store.sql, clock.now()))
        calm = open === 0 ? calm + 1 : 0
        for (const one of loops) one.wake()
        await new Promise((resolve) => setTimeout(resolve, open === 0 ? 1 : 5))
      }
    },
    /** Hears nothing more, finishes what is in hand, and leaves the rest in its rows. */
    async stop(): Promise<void> {
      for (const platform of platforms.values()) await platform.stop()
      ear.close()
      await scheduler?.stop()
      for (const one of loops) await one.stop()
      for (const end of unlisten) await end().catch(() => {})
      await registry.close().catch(() => {})
    },
  }
}
