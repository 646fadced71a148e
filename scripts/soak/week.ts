import { setTimeout as pause } from 'node:timers/promises'
import { createChance } from '../../test/support/lark/chance.ts'
import { account, botName } from './community.ts'
import { spoilLark } from './faults.ts'
import { type Ears, listenIn } from './hear.ts'
import { breachesIn } from './limits.ts'
import {
  type On,
  planWeek,
  type Report,
  sittingCount,
  sittingHours,
  type Utterance,
  type WeekPlan,
} from './plan.ts'
import { openTown, type Town } from './town.ts'

export interface SoakOptions {
  /** An empty, migrated database. */
  url: string
  messages: number
  seed: number
  larkGroups?: number
  wechatGroups?: number
  /** False: Lark says a post again whenever it is sent again. For the test of the count. */
  knowsUuids?: boolean
  /** How likely Lark says a post and does not answer. */
  losesAnswers?: number
  /** In which sittings the bot is killed, and when. */
  ends?: ReadonlyMap<number, End>
  logLevel?: string
  tell?: (line: string) => void
}

export interface Soaked {
  messages: number
  reports: number
  lost: number
  doubled_lark: number
  doubled_wechat: number
  limit_breaches: number
  crashes: number
  seconds: number
}

/** What happens to the bot in a sitting: killed at any moment, or right after a platform took a post. */
export type End = 'anywhere' | On
const usualEnds: ReadonlyMap<number, End> = new Map<number, End>([
  [2, 'anywhere'],
  [5, 'lark'],
  [8, 'wechat'],
  [11, 'anywhere'],
  [14, 'lark'],
])
/** Sittings in which Lark's connection dies without a word. */
const silences = new Set([4, 12])
const hour = 3_600_000

/** Lives through a week and counts. */
export async function soak(options: SoakOptions): Promise<Soaked & { unexplained: number }> {
  const { messages, seed, larkGroups = 300, wechatGroups = 50 } = options
  const { knowsUuids = true, logLevel = 'silent', ends = usualEnds } = options
  const begun = performance.now()
  const tell = (line: string) => options.tell?.(`${secondsSince(begun)} s: ${line}`)
  const plan = planWeek({ messages, seed, larkGroups, wechatGroups })
  const town = await openTown({ url: options.url, plan, seed, knowsUuids, logLevel })
  try {
    const ears = listenIn(town)
    await announce(town, plan, tell)
    spoilLark(town.lark, options.losesAnswers)
    const chance = createChance(seed + 1)
    for (const [n, said] of plan.sittings.entries()) {
      await sit(town, { n, said, chance, ears, end: ends.get(n) })
      const reports = plan.reports.filter((one) => isKept(one, ears)).length
      tell(
        `${n + 1}/${sittingCount}: ${reports} of ${plan.reports.length} reports kept, ${town.crashes.length} crashes`,
      )
    }
    town.lark.faults.none()
    if (!(await town.calm(120_000))) tell('not all that is due was said within two minutes')
    return { ...(await count(town, { plan, ears, messages, tell })), seconds: secondsSince(begun) }
  } finally {
    await town.end()
  }
}

const secondsSince = (from: number) => Math.round((performance.now() - from) / 100) / 10

/** The bot comes into every group, and says there what it is. */
async function announce(town: Town, { rooms }: WeekPlan, tell: (line: string) => void): Promise<void> {
  const { lark, wechat, store } = town
  for (const { on, key } of rooms) {
    if (on === 'lark') lark.addsBot('officer', key)
    else wechat.joins(account, key)
  }
  // A notice is held until WeChat's account has gone through its rooms.
  const until = performance.now() + 240_000
  for (let announced = 0; announced < rooms.length; await pause(200)) {
    await town.calm(until - performance.now())
    const [row] = await store.sql<{ n: number }[]>`
      select count(*)::int as n from groups where announced_at is not null`
    announced = row?.n ?? 0
    if (performance.now() > until) throw new Error(`announced in ${announced} of ${rooms.length} groups`)
  }
  tell(`announced in ${rooms.length} groups`)
  // What was said in the second of the notice counts as said before it.
  await town.push(60_000)
}

/** One sitting: people talk while the bot may die; then all that follows, and time goes by. */
async function sit(
  town: Town,
  about: { n: number; said: Utterance[]; chance: () => number; ears: Ears; end: End | undefined },
): Promise<void> {
  const { n, said, chance, ears, end } = about
  const [first = 0] = sittingHours
  const at = sittingHours[n % sittingHours.length] ?? first
  await town.push(startsAt(n, at).getTime() - town.lark.clock.ms())
  await town.ask({ tick: true })
  await town.calm(60_000)
  const onLark = said.filter(({ room }) => room.on === 'lark')
  const onWechat = said.filter(({ room }) => room.on === 'wechat')
  const noticed = silences.has(n) ? silenced(town) : undefined
  // WeChat gives nothing again that was said while nobody listened: there people wait until the bot is back.
  if (end === 'wechat') await dieOnWechat(town, ears, onWechat)
  else if (end) await Promise.all([talk(town, ears, onLark.splice(0), chance), die(town, end, chance)])
  await Promise.all([talk(town, ears, onLark, chance), talk(town, ears, onWechat, chance), noticed])
  await town.calm(60_000)
  await ears.look()
  const reports = said.flatMap(({ report }) => report ?? [])
  for (const one of reports.filter(({ confirms }) => confirms)) await confirm(town, one, ears)
  await town.calm(60_000)
}

/** Lark's connection stays open and says nothing more; resolves when the bot has another. */
async function silenced({ lark }: Town): Promise<void> {
  const { opened } = lark.socket.counts()
  lark.socket.silence()
  while (lark.socket.counts().opened === opened) await pause(20)
}

const isKept = (report: Report, ears: Ears) => ears.isAnswered(report) || ears.isDrafted(report)

function startsAt(n: number, at: number): Date {
  const monday = Date.parse('2026-11-16T00:00:00+08:00')
  return new Date(monday + (24 * Math.floor(n / sittingHours.length) + at) * hour)
}

async function talk(town: Town, ears: Ears, said: readonly Utterance[], chance: () => number): Promise<void> {
  for (const [n, one] of said.entries()) {
    say(town, ears, one, chance)
    if (n % 20 === 19) await Promise.race([town.lark.delivery.settled(), pause(200)])
    await pause(2)
  }
}

function say({ lark, wechat }: Town, ears: Ears, one: Utterance, chance: () => number): void {
  const { room, who, text, toBot, report } = one
  const id =
    room.on === 'lark'
      ? lark.says(who, room.key, text, { mentionBot: toBot })
      : wechat.says(who, room.key, toBot ? `@${botName}\u2005${text}` : text, {
          times: chance() < 0.05 ? 2 : 1,
        })
  if (report) ears.said(report, id)
}

/** The bot is killed somewhere in the middle of what is said, or right after Lark took a post; and comes back. */
async function die(town: Town, end: 'anywhere' | 'lark', chance: () => number): Promise<void> {
  if (end === 'lark') await town.ask({ dieAfter: 'lark' })
  await Promise.race([town.gone(), pause(end === 'lark' ? 3_000 : 200 + chance() * 800)])
  await town.kill()
  await town.revive()
}

/** Killed between WeChat's taking a post and our knowing it: one report is told, and its answer is the bot's last word. */
async function dieOnWechat(town: Town, ears: Ears, said: Utterance[]): Promise<void> {
  await town.ask({ dieAfter: 'wechat' })
  const at = said.findIndex(({ report }) => report !== undefined)
  for (const one of at < 0 ? [] : said.splice(at, 1)) say(town, ears, one, () => 1)
  await Promise.race([town.gone(), pause(6_000)])
  await town.kill()
  await town.revive()
}

/** The reporter says yes to what was understood. */
async function confirm({ lark, wechat }: Town, { on, who, reachable }: Report, ears: Ears): Promise<void> {
  if (on === 'wechat') {
    if (reachable) wechat.says(who, account, '1')
    return
  }
  const card = ears.asked(who)
  // Whoever is shown an error presses again.
  for (let tried = 0; card && tried < 3; tried++) {
    const { error } = await lark.clicks(who, card.messageId, /确认/)
    if (!error) return
  }
}

async function count(
  town: Town,
  about: { plan: WeekPlan; ears: Ears; messages: number; tell: (line: string) => void },
): Promise<Omit<Soaked, 'seconds'> & { unexplained: number }> {
  const { plan, ears, messages, tell } = about
  const lost = plan.reports.filter((one) => !isKept(one, ears))
  for (const { on, room, door } of lost) tell(`lost: ${door} in ${room.key} (${room.mode}, ${on})`)
  const doubled = ears.doubledOnWechat()
  const settled = await town.store.sql<{ id: string }[]>`
    select message_id as id from outbox where platform = 'wechat' and outcome = 'sent'`
  const known = new Set(settled.map(({ id }) => id.split('/').at(-1)))
  const unexplained = doubled.filter(({ before, again }) => {
    const died = town.crashes.some((at) => before.at <= at.getTime() && at.getTime() <= again.at)
    return !died || known.has(before.messageId)
  })
  tell(
    `WeChat: ${doubled.length} said twice, ${doubled.length - unexplained.length} of them after a crash before it was settled`,
  )
  return {
    messages,
    reports: plan.reports.length,
    lost: lost.length,
    doubled_lark: ears.doubledOnLark(plan.reports),
    doubled_wechat: doubled.length,
    limit_breaches: breachesIn(town),
    crashes: town.crashes.length,
    unexplained: unexplained.length,
  }
}
