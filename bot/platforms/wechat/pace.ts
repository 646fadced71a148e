import { type Priority, priorities } from '../../../matters/message.ts'
import { addDays, atLocal, localDate, localTime } from '../../../matters/working-time.ts'
import type { LedgerFile } from './ledger.ts'

// WeChat publishes no numbers; these are what maintainers of bots advise after their bans (facts 2.3): a message every
// 3–5 seconds, silence at night, a cap a day.
const shortestGapMs = 3_000
const longestGapMs = 5_000
const wakesAt = '06:00'
/** Nobody rises on the stroke of six: spread over this many minutes. */
const wakeMinutes = 10
/** How long a waiting post keeps its place before less urgent ones; above the pause until it is tried again. */
const placeMs = 15_000

export interface Pace {
  /**
   * Milliseconds this post has to wait; 0: it may be sent now, and only it. Emergencies break the night's rest and the
   * cap, not the gap between two messages. Everybody else, answers too, waits until six, or until tomorrow.
   */
  wait(post: { uuid: string; priority: Priority }): number
  /** One message went out: the next may follow after 3–5 seconds. */
  sent(uuid: string): void
}

/** The pace of one account. What it counted outlives a restart. */
export function createPace(options: {
  now: () => Date
  random: () => number
  dailyCap: number
  ledger: LedgerFile
  /** Something has to wait because as many went out as a day allows. */
  onCapped?: () => void
}): Pace {
  const { now, random, dailyCap, ledger, onCapped } = options
  const lastSentAt = ledger.read().lastSentAt
  let freeMs = lastSentAt ? Date.parse(lastSentAt) + gap() : 0
  let cappedOn: string | undefined
  const waiting = new Map<string, { priority: Priority; untilMs: number }>()

  function gap(): number {
    return shortestGapMs + random() * (longestGapMs - shortestGapMs)
  }

  function sentToday(): number {
    const { sentOn, sentCount } = ledger.read()
    return sentOn === localDate(now()) ? sentCount : 0
  }

  /** The end of the night's rest, or of the day whose cap is reached. */
  function restMs(at: Date): number {
    const today = localDate(at)
    const asleep = localTime(at) < wakesAt
    if (!asleep && sentToday() < dailyCap) return 0
    if (!asleep && cappedOn !== today) {
      cappedOn = today
      onCapped?.()
    }
    const morning = atLocal(asleep ? today : addDays(today, 1), wakesAt)
    return morning.getTime() - at.getTime() + random() * wakeMinutes * 60_000
  }

  function wait({ uuid, priority }: { uuid: string; priority: Priority }): number {
    const at = now()
    const rest = priority === priorities.emergency ? 0 : restMs(at)
    if (rest > 0) return rest
    for (const [other, { untilMs }] of waiting) if (untilMs < at.getTime()) waiting.delete(other)
    const overtaken = [...waiting].some(([other, one]) => other !== uuid && one.priority < priority)
    const left = freeMs - at.getTime()
    // A clock that was set back must not silence an account for good.
    if (left > longestGapMs) freeMs = at.getTime()
    if (left <= 0 && !overtaken) return 0
    waiting.set(uuid, { priority, untilMs: Math.max(freeMs, at.getTime()) + placeMs })
    return Math.max(left, overtaken ? shortestGapMs : 100)
  }

  return {
    wait,
    sent(uuid) {
      const at = now()
      waiting.delete(uuid)
      freeMs = at.getTime() + gap()
      ledger.write({
        sentOn: localDate(at),
        sentCount: sentToday() + 1,
        lastSentAt: at.toISOString(),
      })
    },
  }
}
