import { createLog, type Logger } from '../../bot/log.ts'
import { createMetrics, type Metrics } from '../../bot/metrics.ts'
import type { Outgoing, Platform } from '../../bot/platforms/platform.ts'
import { demoCommunity, demoWorld } from '../../bot/platforms/sandbox/demo-community.ts'
import { connect, type Store } from '../../db/client.ts'
import { plantOnce } from '../../db/first-start.ts'
import { openRegistry, type Registry } from '../../db/registry.ts'
import { createSeal } from '../../db/seal.ts'
import type { Desk } from '../../handlers/desk.ts'
import { TemporaryError } from '../../matters/errors.ts'

/** One process: its own view of the time, which may be wrong. */
export interface Process {
  desk: Desk
  /** By how much its clock is wrong, in ms. */
  wrongBy: number
}

export interface World {
  store: Store
  registry: Registry
  log: Logger
  metrics: Metrics
  /** The true time. */
  at: Date
  processes: [Process, Process]
  platform: Platform
  /** What the platform took since it was looked at last. */
  taken(): Outgoing[]
  close(): Promise<void>
}

/** The demonstration community over an empty, migrated database, its groups announced, with two processes. */
export async function openWorld(url: string, at: Date, seed: number): Promise<World> {
  const store = connect(url, { connections: 3 })
  await plantOnce(store.db, demoCommunity, at)
  await store.sql`update groups set announced_at = ${at}, notice_due_at = ${at}::timestamptz + interval '30 days'`
  const registry = await openRegistry(store)
  const { platform, taken } = recording(seed)
  const world: World = {
    store,
    registry,
    log: createLog('silent'),
    metrics: createMetrics(),
    at,
    processes: [processOf(() => world), processOf(() => world)],
    platform,
    taken,
    async close() {
      await registry.close()
      await store.close()
    },
  }
  return world
}

function processOf(world: () => World): Process {
  const process: Process = {
    wrongBy: 0,
    get desk(): Desk {
      const { store, registry } = world()
      return {
        db: store.db,
        registry,
        seal,
        clock: { now: () => new Date(world().at.getTime() + process.wrongBy) },
        operator: {
          name: '临湖派出所',
          contact: '警务室 8800',
          dutyPhone: '8801',
          botName: '安和平安小助手(机器人)',
        },
      }
    },
  }
  return process
}

const seal = createSeal(Buffer.alloc(32, 3))

/** Takes what it is given, and now and then is busy; what it sees twice under one id it says once. */
function recording(seed: number): { platform: Platform; taken: World['taken'] } {
  let news: Outgoing[] = []
  const tries = new Map<string, number>()
  const rate = { perSecond: 1e9, burst: 1e9 }
  return {
    taken() {
      const taken = news
      news = []
      return taken
    },
    platform: {
      id: 'sandbox',
      limits: { platform: rate, chat: rate },
      start: async () => {},
      async send(outgoing) {
        const tried = tries.get(outgoing.uuid) ?? 0
        tries.set(outgoing.uuid, tried + 1)
        // Which post meets a busy platform must not hang on the order in which posts are sent.
        if (
          tried === 0 &&
          hash(`${seed}${outgoing.chat.id}${outgoing.card.title}${outgoing.card.lines}`) % 50 === 0
        )
          throw new TemporaryError('busy')
        news.push(outgoing)
        return { messageId: outgoing.uuid }
      },
      stop: async () => {},
    },
  }
}

function hash(words: string): number {
  let sum = 0
  for (const letter of words) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0
  return sum
}

const names = new Map([
  ...demoWorld.groups.map(({ id, name }) => [id, `群「${name}」`] as const),
  ...demoWorld.people.map(({ id, name }) => [id, name] as const),
])

/** Whom a chat of the community belongs to, in words. */
export function nameOf(chatId: string): string {
  return names.get(chatId) ?? chatId
}
