import { join } from 'node:path'
import { commit } from '../../../db/write.ts'
import type { Desk } from '../../../handlers/desk.ts'
import { type WechatNews, wechatNews } from '../../../handlers/replies/wechat-news.ts'
import { type Clock, systemClock } from '../../../matters/clock.ts'
import { HeldError } from '../../../matters/errors.ts'
import type { Incoming } from '../../../matters/message.ts'
import type { Logger } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import type { Platform } from '../platform.ts'
import { befriend } from './befriend.ts'
import type { Launch } from './child-orders.ts'
import { createEchoes } from './echo.ts'
import type { Gap, Health } from './health.ts'
import { createWechatHearing } from './hear.ts'
import { createLanes } from './lanes.ts'
import { openLedger } from './ledger.ts'
import { createPace, type Pace } from './pace.ts'
import { createSender, type SendTiming, usualSendTiming } from './send.ts'
import { type Supervised, supervise, type Timing, usualTiming } from './supervise.ts'
import type { CreateWechatHearing, Fact, WechatHearing } from './wire.ts'

/** Only a guard: the pace of each account is far slower, and its own (pace.ts). */
export const wechatLimits: Platform['limits'] = {
  platform: { perSecond: 20, burst: 40 },
  chat: { perSecond: 2, burst: 5 },
}

const healthValues: Record<Health, number> = { up: 1, doubtful: 0.5, down: 0 }

export interface WechatOptions {
  accounts: { name: string; launch: Omit<Launch, 'memory'> }[]
  /** One folder per account goes below it, with its session and counts. */
  folder: string
  botName: string
  /** The puppet's ids outlive a login. */
  stableIds?: boolean
  dailyCap: number
  /** A friend request that carries it is accepted; absent: the communities' codes are. */
  friendCode?: string
  log: Logger
  metrics?: Metrics
  /** A QR code is to be shown to whoever runs the bot. */
  onQr?: (account: string, url: string) => void
  createHearing?: CreateWechatHearing
  renderPng?: (svg: string) => Promise<Buffer>
  random?: () => number
  timing?: Partial<Timing>
  sendTiming?: Partial<SendTiming>
  /** Trouble that ends sooner is told to nobody, though it is counted. */
  tellAfterMs?: number
  /** Said to the administrators at the start, if there is something. */
  news?: WechatNews
}

export interface Wechat extends Platform {
  supervised(): Supervised[]
}

/** WeChat over wechaty: each account a process of its own, all of them one platform. */
export function createWechat(options: WechatOptions): Wechat {
  const { log, metrics, botName, random = Math.random, tellAfterMs = 60_000 } = options
  const accounts = new Map<string, { supervised: Supervised; pace: Pace }>()
  const echoes = createEchoes()
  const troubles = new Map<string, NodeJS.Timeout>()
  let desk: Desk | undefined
  let hearing: WechatHearing | undefined
  let lanes: ReturnType<typeof createLanes> | undefined
  let stopping = false
  const clock: Clock = { now: () => (desk?.clock ?? systemClock).now() }
  const onError = (err: unknown) => log.error({ err }, 'WeChat could not be heard and is heard again')

  function openAccount({ name, launch }: WechatOptions['accounts'][number]): void {
    const folder = join(options.folder, name)
    const ledger = openLedger(join(folder, 'counts.json'))
    const supervised = supervise({
      ...{ name, folder, launch, ledger, clock, log },
      timing: { ...usualTiming, ...options.timing },
      onFact: (fact) => take(name, fact),
      onHealth: (health) => onHealth(name, health),
      onGap: (gap) => onGap(name, gap),
    })
    const { dailyCap } = options
    const onCapped = () => tellAdmins({ what: 'capped', account: name, since: clock.now() })
    const pace = createPace({ now: () => clock.now(), random, dailyCap, ledger, onCapped })
    accounts.set(name, { supervised, pace })
    metrics?.wechatHealth.set({ account: name }, healthValues.down)

    function onGap(account: string, gap: Gap): void {
      const gaps = [...ledger.read().gaps, isoGap(gap)].slice(-50)
      ledger.write({ gaps })
      const seconds = Math.max(0, (gap.to.getTime() - gap.from.getTime()) / 1000)
      metrics?.wechatGaps.inc({ account, reason: gap.reason })
      metrics?.wechatGapSeconds.inc({ account, reason: gap.reason }, seconds)
      log.warn({ account, ...isoGap(gap) }, 'nothing was heard in this time, and none of it comes again')
      if (seconds * 1000 >= tellAfterMs) tellAdmins({ what: 'gap', account, ...gap })
    }
  }

  function take(account: string, fact: Fact): void {
    if (stopping || fact.kind === 'heartbeat' || fact.kind === 'error') return
    if (fact.kind === 'scan') {
      if (fact.status === 'waiting' && fact.url) options.onQr?.(account, fact.url)
      return
    }
    if (fact.kind === 'message' && fact.self) echoes.hear(account, fact)
    if (fact.kind === 'login') checkName(account, fact.self.name)
    if (fact.kind === 'logout') wantLogin(account)
    // No puppet on the web protocol can follow an invitation (facts 2.2); a telephone can.
    if (fact.kind === 'room-invite') tellAdmins({ what: 'invited', account, since: clock.now() })
    if (lanes?.push(account, fact) !== false) return
    metrics?.wechatGaps.inc({ account, reason: 'overflow' })
    log.error({ account }, 'more came than could be kept: a message of WeChat is lost')
  }

  /** The bot's name says that it is one, on WeChat as everywhere (rule N-5). */
  function checkName(account: string, name: string): void {
    if (name.includes('机器人')) return
    log.warn({ account }, 'the nickname of the WeChat account does not say that it is a bot')
    tellAdmins({ what: 'unnamed', account, since: clock.now() })
  }

  function wantLogin(account: string): void {
    const since = accounts.get(account)?.supervised.trouble()?.since ?? clock.now()
    tellAdmins({ what: 'login_wanted', account, since })
  }

  function onHealth(account: string, health: Health): void {
    if (stopping) return
    metrics?.wechatHealth.set({ account }, healthValues[health])
    log.info({ account, health }, 'a WeChat account changed its health')
    clearTimeout(troubles.get(account))
    if (health !== 'up')
      troubles.set(
        account,
        setTimeout(() => tellTrouble(account), tellAfterMs),
      )
  }

  function tellTrouble(account: string): void {
    const supervised = accounts.get(account)?.supervised
    const trouble = supervised?.trouble()
    if (!trouble) return
    if (supervised?.qr()) wantLogin(account)
    else tellAdmins({ what: 'away', account, ...trouble })
  }

  function tellAdmins(news: WechatNews): void {
    if (!desk || stopping) return
    commit(desk.db, wechatNews(desk, news)).catch((err) => log.error({ err }, 'news could not be told'))
  }

  async function handle(account: string, fact: Fact): Promise<void> {
    const supervised = accounts.get(account)?.supervised
    if (fact.kind === 'friendship' && supervised && desk)
      await befriend(fact, { account: supervised, desk, code: options.friendCode, random }).catch((err) =>
        log.warn({ err, account }, 'a friend request could not be accepted; the person may ask again'),
      )
    await hearing?.take(account, fact)
  }

  const sender = createSender({
    hearing: () => {
      if (!hearing) throw new HeldError('WeChat is not open yet', 5)
      return hearing
    },
    ...{ accounts, echoes },
    timing: { ...usualSendTiming, ...options.sendTiming },
    ...(options.renderPng && { renderPng: options.renderPng }),
  })

  return {
    id: 'wechat',
    limits: wechatLimits,
    meet(met) {
      desk = met
    },
    async start(hear: (message: Incoming) => Promise<void>) {
      hearing = (options.createHearing ?? createWechatHearing)({
        ...{ hear, desk, botName, onError, stableIds: options.stableIds ?? false },
        account: (name) => accounts.get(name)?.supervised,
        accounts: options.accounts.map(({ name }) => name),
      })
      lanes = createLanes(handle, { onError })
      for (const account of options.accounts) openAccount(account)
      if (options.news) tellAdmins(options.news)
    },
    send: sender.send,
    status() {
      const all = [...accounts.values()].map(({ supervised }) => supervised.health())
      if (all.length > 0 && all.every((health) => health === 'up')) return 'up'
      return all.every((health) => health === 'down') ? 'down' : 'doubtful'
    },
    supervised: () => [...accounts.values()].map(({ supervised }) => supervised),
    async stop() {
      stopping = true
      for (const timer of troubles.values()) clearTimeout(timer)
      await Promise.all([...accounts.values()].map(({ supervised }) => supervised.stop()))
      await lanes?.stop()
      hearing?.close?.()
    },
  }
}

function isoGap({ from, to, reason }: Gap) {
  return { from: from.toISOString(), to: to.toISOString(), reason }
}
