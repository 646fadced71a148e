import { join } from 'node:path'
import type { Clock } from '../../../matters/clock.ts'
import { TemporaryError } from '../../../matters/errors.ts'
import type { Logger } from '../../log.ts'
import { type Child, startChild } from './child.ts'
import { exitCodes, type Launch } from './child-orders.ts'
import { type Gap, type GapReason, type Health, type HealthTracker, trackHealth } from './health.ts'
import type { LedgerFile } from './ledger.ts'
import type { Account, Fact, RawPerson, RawRoom, RawScan } from './wire.ts'

export interface Timing {
  /** Silence of the heart after which an account is doubtful. wechat4u's beats every 15 s. */
  doubtfulMs: number
  /** Silence after which its process is started anew; above wechaty's own watchdog, which ends it at 60 s. */
  restartMs: number
  /** The same, from the start of a process until its first beat: loading wechaty takes seconds. */
  startMs: number
  /** The first pause before a restart; it doubles up to the longest, and begins anew after a steady time. */
  firstPauseMs: number
  longestPauseMs: number
  steadyMs: number
  /** Logged out, and no new QR code for this long: the puppet has given up asking. */
  staleQrMs: number
  askMs: number
}

export const usualTiming: Timing = {
  doubtfulMs: 45_000,
  restartMs: 90_000,
  startMs: 120_000,
  firstPauseMs: 1_000,
  longestPauseMs: 300_000,
  steadyMs: 600_000,
  staleQrMs: 600_000,
  askMs: 8_000,
}

export interface Supervised extends Account {
  health(): Health
  trouble: HealthTracker['trouble']
  suspect: HealthTracker['suspect']
  /** What a telephone has to scan, while it does. */
  qr(): Pick<RawScan, 'url' | 'status'> | undefined
  /** Resolves the puppet's message id, or null where it gives none. */
  say(to: string, text: string, mentionIds: string[]): Promise<string | null>
  show(to: string, png: Buffer): Promise<string | null>
  stop(): Promise<void>
}

/** Keeps one account's process running, and knows how it is. Facts are handed on as they come. */
export function supervise(options: {
  name: string
  folder: string
  launch: Omit<Launch, 'memory'>
  ledger: LedgerFile
  timing: Timing
  clock: Clock
  log: Logger
  onFact: (fact: Fact) => void
  onHealth: (health: Health) => void
  onGap: (gap: Gap) => void
}): Supervised {
  const { name, folder, ledger, timing, clock, onFact } = options
  const log = options.log.child({ account: name })
  const { aliveAt } = ledger.read()
  const health = trackHealth({
    clock,
    doubtfulMs: timing.doubtfulMs,
    ...(aliveAt && { aliveAt: new Date(aliveAt) }),
    onChange: options.onHealth,
    onGap: options.onGap,
  })
  let self: RawPerson | undefined
  let scan: Pick<RawScan, 'url' | 'status'> | undefined
  let scannedMs = performance.now()
  let child: Child | undefined
  let stopped = false
  let wake = () => {}
  let hasBeaten = false
  let notedMs = Number.NEGATIVE_INFINITY

  function take(fact: Fact): void {
    // Every grey line is one to wechaty, because nobody said it.
    if (fact.kind === 'error') log.debug({ name: fact.name }, 'wechaty tells of an error')
    if (fact.kind === 'scan') {
      scannedMs = performance.now()
      // A scanned code comes back without its words.
      scan = { url: fact.url || scan?.url || '', status: fact.status }
    }
    if (fact.kind === 'login') {
      self = fact.self
      scan = undefined
      hasBeaten = true
      health.login()
    }
    if (fact.kind === 'logout') {
      self = undefined
      scannedMs = performance.now()
      health.logout()
    }
    if (fact.kind === 'heartbeat') {
      hasBeaten = true
      health.beat()
    }
    noteAlive()
    onFact(fact)
  }

  /** At most twice a minute: a small file, but a file. */
  function noteAlive(): void {
    if (health.state() !== 'up' || performance.now() - notedMs < 30_000) return
    notedMs = performance.now()
    ledger.write({ aliveAt: clock.now().toISOString() })
  }

  const looking = setInterval(
    () => {
      health.look()
      const stale = health.state() === 'down' && performance.now() - scannedMs > timing.staleQrMs
      const silent = health.silentMs() > (hasBeaten ? timing.restartMs : timing.startMs)
      if (child && (silent || stale)) {
        hasBeaten = false
        scannedMs = performance.now()
        log.warn({ stale }, 'the account is silent: its process is started anew')
        child.kill('SIGKILL')
      }
    },
    Math.max(10, timing.doubtfulMs / 5),
  )

  async function run(): Promise<void> {
    for (let pauseMs = timing.firstPauseMs; !stopped; ) {
      const begunMs = performance.now()
      hasBeaten = false
      health.beat()
      child = startChild({
        folder,
        launch: { ...options.launch, memory: join(folder, 'session') },
        askMs: timing.askMs,
        onFact: take,
      })
      const end = await child.gone
      child = undefined
      const silent = end === exitCodes.watchdog || health.silentMs() > timing.doubtfulMs
      ;[self, scan] = [undefined, undefined]
      health.died(stopped ? 'stopped' : reasonOf(silent))
      if (stopped) return
      if (performance.now() - begunMs > timing.steadyMs) pauseMs = timing.firstPauseMs
      log.warn({ end, pauseMs }, remedyFor(end, options.launch.puppet))
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      pauseMs = Math.min(pauseMs * 2, timing.longestPauseMs)
    }
  }
  const running = run()

  function theChild(): Child {
    if (!child) throw new TemporaryError(`the account ${name} is away`)
    return child
  }

  return {
    name,
    health: health.state,
    trouble: health.trouble,
    suspect: health.suspect,
    self: () => self,
    qr: () => scan,
    rooms: async () => await theChild().order<RawRoom[]>({ order: 'rooms' }),
    members: async (roomId) => await theChild().order<RawPerson[]>({ order: 'members', roomId }),
    people: async () => await theChild().order<RawPerson[]>({ order: 'people' }),
    acceptFriend: async (friendshipId) => await theChild().order<void>({ order: 'accept', friendshipId }),
    remark: async (contactId, mark) => await theChild().order<void>({ order: 'remark', contactId, mark }),
    say: async (to, text, mentionIds) =>
      await theChild().order<string | null>({ order: 'say', to, text, mentionIds }),
    show: async (to, png) =>
      await theChild().order<string | null>({ order: 'show', to, png: png.toString('base64') }),
    async stop() {
      stopped = true
      clearInterval(looking)
      wake()
      if (health.state() === 'up') ledger.write({ aliveAt: clock.now().toISOString() })
      const ending = child
      await ending?.order({ order: 'stop' }).catch(() => {})
      const late = setTimeout(() => ending?.kill('SIGKILL'), 2_000)
      await running
      clearTimeout(late)
    },
  }
}

function reasonOf(silent: boolean): GapReason {
  return silent ? 'silent' : 'crashed'
}

function remedyFor(end: number | NodeJS.Signals | null, puppet: string): string {
  if (end === exitCodes.cannotBegin)
    return `the puppet ${puppet} could not be started; is it installed, and are WECHAT_PUPPET and its token right?`
  return "the account's process ended and is started again"
}
