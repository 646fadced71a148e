import type { LarkClock } from './clock.ts'
import { refusals } from './refusal.ts'

/** Per API, app and tenant (频控策略); per chat, shared by all bots in it; per card. */
export const larkLimits = { apiPerSecond: 50, apiPerMinute: 1000, chatPerSecond: 5, patchPerSecond: 5 }

export type Limits = ReturnType<typeof createLimits>

/** Counts by this clock and refuses what is too often. */
export function createLimits(clock: Pick<LarkClock, 'ms'>, on: boolean) {
  const taken = new Map<string, number[]>()
  let breaches = 0

  /** Milliseconds to wait; 0 when there was room, which is then taken. */
  function take(key: string, most: number, spanMs: number): number {
    const now = clock.ms()
    const times = (taken.get(key) ?? []).filter((one) => one > now - spanMs)
    taken.set(key, times)
    const oldest = times[0]
    if (times.length >= most && oldest !== undefined) return oldest + spanMs - now
    times.push(now)
    return 0
  }

  function within(key: string, most: number, spanMs: number): number {
    const wait = take(key, most, spanMs)
    if (wait > 0) breaches += 1
    return on ? wait : 0
  }

  return {
    /** How often somebody asked too often. */
    breaches: () => breaches,
    api(name: string): void {
      const { apiPerSecond, apiPerMinute } = larkLimits
      const second = within(`s ${name}`, apiPerSecond, 1000)
      if (second > 0) throw refusals.tooOften(apiPerSecond, 1)
      const minute = within(`m ${name}`, apiPerMinute, 60_000)
      if (minute > 0) throw refusals.tooOften(apiPerMinute, Math.ceil(minute / 1000))
    },
    chat(id: string): void {
      if (within(`c ${id}`, larkLimits.chatPerSecond, 1000) > 0) throw refusals.tooOftenHere()
    },
    patch(messageId: string): void {
      if (within(`p ${messageId}`, larkLimits.patchPerSecond, 1000) > 0) throw refusals.tooOftenHere()
    },
    /** Room that other bots in the chat use up. */
    others(id: string, times: number): void {
      for (let one = 0; one < times; one++) take(`c ${id}`, Number.POSITIVE_INFINITY, 1000)
    },
  }
}
