import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect, type Store } from '../../db/client.ts'
import { plant } from '../../db/plant.ts'
import { inQuietHours } from '../../matters/working-time.ts'
import { openFakeLark } from '../../test/support/lark/index.ts'
import { openFakeWechat } from '../../test/support/wechat/fake-wechat.ts'
import { type Bot, type BotSettings, type Order, startBot } from './bot.ts'
import { account, botName, castOf, communityOf, fillWechat, plantWechat } from './community.ts'
import type { WeekPlan } from './plan.ts'

/** The longest pause that the bot keeps between two messages on WeChat. */
const wechatPauseMs = 5_100
/** A post that is tried again within this is waited for; one that rests longer comes when the clock is moved. */
const soonMs = 20_000

export type Town = Awaited<ReturnType<typeof openTown>>

/**
 * Both platforms' doubles, a database and the bot as a process, on one clock: it runs with the machine's, and is moved
 * on where nobody speaks. The limits of Lark alone are counted by the machine's clock, as the bot keeps them.
 */
export async function openTown(options: {
  url: string
  plan: WeekPlan
  seed: number
  knowsUuids: boolean
  logLevel: string
}) {
  const { url, plan, seed, knowsUuids, logLevel } = options
  const lark = await openFakeLark({
    ...castOf(plan),
    ...{ botName, seed, knowsUuids, at: '2026-11-16T08:00:00+08:00', limitsMs: () => performance.now() },
    clientConfig: { PingInterval: 3, ReconnectCount: -1, ReconnectInterval: 0.2, ReconnectNonce: 0.1 },
  })
  const { clock } = lark
  const wechat = await openFakeWechat({ now: clock.ms, heartbeatMs: 1_000 })
  fillWechat(wechat, plan)
  const store = connect(url, { connections: 4 })
  await plant(store.db, communityOf(plan), clock.now())
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-soak-'))
  const aheadMs = () => clock.ms() - Date.now()
  const settings = (): BotSettings => ({
    ...{ databaseUrl: url, botName, logLevel, aheadMs: aheadMs() },
    lark: { url: lark.url, appId: lark.appId, appSecret: lark.appSecret },
    wechat: { puppet: wechat.puppet, endpoint: wechat.endpoint, folder, account },
  })
  const crashes: Date[] = []
  let bot: Bot = await startBot(settings())
  await wechat.scans(account)
  await up()
  await plantWechat(store, wechat, plan, clock.now())

  async function up(): Promise<void> {
    while ((await bot.ask({ isUp: true })) !== 3) await pause(50)
  }

  /** Moves the clock of platforms, bot and queues; what was to be tried again by then is tried. */
  async function push(ms: number): Promise<void> {
    await bot.ask({ hold: true })
    const before = aheadMs()
    await clock.forward(ms)
    const movedSeconds = (aheadMs() - before) / 1000
    for (const table of ['inbox', 'outbox'])
      await store.sql`
        update ${store.sql(table)} set next_at = next_at - make_interval(secs => ${movedSeconds})
        where settled_at is null and next_at > clock_timestamp()`
    await bot.ask({ aheadMs: aheadMs() })
    await store.sql`select pg_notify('inbox', ''), pg_notify('outbox', '')`
  }

  /** Resolves when all that was said is heard, and all that is due is said; false if it took too long. */
  async function calm(longestMs: number): Promise<boolean> {
    const until = performance.now() + longestMs
    for (let quiet = 0; quiet < 2; ) {
      if (performance.now() > until) return false
      await Promise.race([lark.delivery.settled(), pause(5_000)])
      const { inbox, lark: onLark, wechat: onWechat } = await openRows(store, clock.now())
      const untaken = wechat.told(account) - (await bot.ask({ taken: true }))
      quiet = inbox + onLark + onWechat === 0 && untaken <= 0 ? quiet + 1 : 0
      if (onWechat > 0 && inbox === 0) await push(wechatPauseMs)
      await pause(quiet ? 5 : 40)
    }
    return true
  }

  /** A minute goes by, after which what a dead process had in hand is anybody's. */
  async function rest(): Promise<void> {
    for (const table of ['inbox', 'outbox'])
      await store.sql`
        update ${store.sql(table)} set lease_until = lease_until - interval '1 minute' where settled_at is null`
    await push(60_000)
  }

  /** It died by the signal: it is started again over the same database and the same session. */
  async function revive(): Promise<void> {
    if ((await bot.gone) !== 'SIGKILL') throw new Error('the bot ended by itself')
    crashes.push(clock.now())
    await rest()
    bot = await startBot(settings())
    await up()
  }

  return {
    ...{ lark, wechat, store, crashes, push, calm, revive },
    ask: (order: Order) => bot.ask(order),
    gone: () => bot.gone,
    kill: () => bot.kill(),
    async end(): Promise<void> {
      await bot.ask({ stop: true })
      await bot.gone
      await lark.close()
      await wechat.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openRows(store: Store, now: Date) {
  const soon = `${soonMs} milliseconds`
  const [row] = await store.sql<{ inbox: number; lark: number; wechat: number }[]>`
    with due as (
      select platform from outbox where settled_at is null and next_at < clock_timestamp() + ${soon}::interval
        and (not_before is null or not_before <= ${now})
        and (not_before is null and unasked_on is null or not ${inQuietHours(now)}))
    select (select count(*)::int from inbox where settled_at is null) as inbox,
      (select count(*)::int from due where platform = 'lark') as lark,
      (select count(*)::int from due where platform = 'wechat') as wechat`
  return row ?? { inbox: 0, lark: 0, wechat: 0 }
}
