import type { FastifyInstance } from 'fastify'
import { commit } from '../../../db/write.ts'
import type { Desk } from '../../../handlers/desk.ts'
import { larkClockWrong, larkDown } from '../../../handlers/replies/lark-news.ts'
import { tellAdmins } from '../../../handlers/tell-admins.ts'
import type { Clock } from '../../../matters/clock.ts'
import { PermanentError } from '../../../matters/errors.ts'
import type { Incoming } from '../../../matters/message.ts'
import type { Logger } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import type { Platform } from '../platform.ts'
import type { LarkApi } from './api.ts'
import { askBot, awaitBot, type LarkBot } from './bot.ts'
import { createChats } from './chats.ts'
import type { Known } from './known.ts'
import { larkLimits } from './limits.ts'
import { createPresence } from './presence.ts'
import { createQuotes } from './quotes.ts'
import { createReceiver, type Receiver } from './receive.ts'
import { reconcile } from './reconcile.ts'
import { createGroupHearing } from './scopes.ts'
import type { Sending } from './send.ts'
import { openSocket } from './socket.ts'
import { type Supervision, type SupervisionOptions, supervise } from './supervise.ts'
import { createVerifier, type Secrets } from './verify.ts'
import { larkWebhook } from './webhook.ts'

export interface LarkOptions {
  appId: string
  appSecret: string
  domain: string
  receive: 'socket' | 'webhook' | 'both'
  /** Needed where there is a webhook. */
  secrets?: Secrets
  api: LarkApi
  sending: Sending
  clock: Clock
  log: Logger
  metrics?: Pick<Metrics, 'connection'>
  timings?: SupervisionOptions['timings'] & {
    markMs?: number
    againMs?: number
    checkMs?: number
    pingTimeout?: number
  }
}

export interface Lark {
  platform: Platform
  /** Adds the webhook to the process's server, where this app has one. */
  attach(server: FastifyInstance): Promise<void>
}

/** How often it is looked whether the app may hear groups, and how long it has been away. */
const checkMs = 60_000
/** Away so long, and the administrators are told. */
const outageMs = 10 * 60_000

/** Lark or Feishu, by long connection or webhook or both: one ear behind them, which knows doubles by their id. */
export function createLark(options: LarkOptions): Lark {
  const { api, appId, clock, receive, timings } = options
  const log = options.log.child({ platform: 'lark' })
  const ending = new AbortController()
  const chats = createChats(api)
  let desk: Desk | undefined
  let bot: LarkBot | undefined
  let receiver: Receiver | undefined
  let supervision: Supervision | undefined
  let downSince: Date | undefined
  let checking: NodeJS.Timeout | undefined
  /** Since when all that the webhook is sent bears a stamp that cannot be of now, and by how much. */
  let clockWrong: { since: Date; byMs: number } | undefined

  const met = () => {
    if (!desk) throw new Error('the Lark platform was started before it met the desk')
    return desk
  }
  const groupHearing = createGroupHearing({ api, appId, desk: met })
  const known: Known = {
    now: () => clock.now(),
    botId: () => bot?.id ?? '',
    group: (chatId) => met().registry.group('lark', chatId),
    chats,
    quotes: createQuotes({ api, db: () => met().db, botId: () => bot?.id ?? '' }),
  }
  let hear: (message: Incoming) => Promise<void> = async () => {}
  const presence = createPresence({
    db: () => met().db,
    listener: `lark:${appId}`,
    clock,
    log,
    ...timings,
    makeUp: async (gap) => {
      await groupHearing.ask()
      const about = { api, desk: met(), known, botName: () => bot?.name ?? '', hearsAll: groupHearing.may }
      await reconcile({ ...about, hear, log }, gap)
    },
  })

  function status(): 'up' | 'doubtful' | 'down' {
    if (!bot) return 'down'
    if (clockWrong && receive === 'webhook') return 'doubtful'
    return supervision?.status() ?? 'up'
  }

  function turnUp(): void {
    downSince = undefined
    presence.arrived()
    tellStatus()
  }

  function turnDown(): void {
    downSince ??= clock.now()
    void presence.lost()
    tellStatus()
  }

  function tellStatus(): void {
    options.metrics?.connection.set({ platform: 'lark' }, { up: 1, doubtful: 0.5, down: 0 }[status()])
  }

  async function check(): Promise<void> {
    tellStatus()
    await groupHearing.ask()
    if (clockWrong) await tellClock(clockWrong)
    if (!downSince || clock.now().getTime() - downSince.getTime() < outageMs) return
    const key = `lark:down:${appId}:${downSince.toISOString()}`
    await commit(met().db, tellAdmins(met(), larkDown(downSince), key))
  }

  async function tellClock({ since, byMs }: { since: Date; byMs: number }): Promise<void> {
    const key = `lark:clock:${appId}:${since.toISOString()}`
    await commit(met().db, tellAdmins(met(), larkClockWrong(byMs), key))
  }

  /** One old request may be somebody's replay; if nothing else comes, it is our clock that is wrong. */
  function onStamp(wrongByMs: number | null): void {
    if (wrongByMs === null) clockWrong = undefined
    else clockWrong = { since: clockWrong?.since ?? clock.now(), byMs: wrongByMs }
    tellStatus()
  }

  /** A platform that is away when we start keeps nothing else from starting; one that refuses us does. */
  async function find(): Promise<void> {
    try {
      open(await askBot(api))
    } catch (error) {
      if (error instanceof PermanentError) throw error
      downSince = clock.now()
      awaitBot(api, log, ending.signal)
        .then(open)
        .catch((err) => ending.signal.aborted || log.error({ err }, 'Lark cannot be listened to'))
    }
  }

  /** Everything that needs to know who the bot is. */
  function open(found: LarkBot): void {
    if (ending.signal.aborted) return
    bot = found
    receiver = createReceiver({ appId, known, hear, log, onHeard: groupHearing.heard })
    if (receive === 'webhook') {
      turnUp()
      return
    }
    downSince ??= clock.now()
    supervision = supervise({
      open: () => openSocket({ ...options, ...timings, receiver: receiver as Receiver }),
      onUp: turnUp,
      onDown: turnDown,
      log,
      timings,
    })
  }

  const platform: Platform = {
    id: 'lark',
    limits: larkLimits,
    ...options.sending,
    meet(met) {
      desk = met
      options.sending.meet(met)
    },
    async start(heard) {
      hear = heard
      tellStatus()
      await find()
      const safely = () => void check().catch((err) => log.warn({ err }, 'Lark could not be looked after'))
      safely()
      checking = setInterval(safely, timings?.checkMs ?? checkMs)
    },
    status,
    async stop() {
      ending.abort()
      clearInterval(checking)
      supervision?.stop()
      await presence.stop()
      receiver = undefined
    },
  }

  return {
    platform,
    async attach(server) {
      if (receive === 'socket' || !options.secrets) return
      const verifier = createVerifier(options.secrets, clock)
      await server.register(larkWebhook, { verifier, receiver: () => receiver, log, onStamp })
    },
  }
}
