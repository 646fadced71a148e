import { setTimeout as pause } from 'node:timers/promises'
import type { Platform } from '../platform.ts'

/**
 * What we send, by open.feishu.cn 频控策略 and reply-message: 50 a second and 1,000 a minute of one API, and 5 a second in
 * one group, shared with whatever other bots are there; 5 a second to one person, 5 changes a second of one card. A bucket
 * lets through at most `burst + perSecond × t` in any span t, so these keep both the second and the minute:
 * 30 + 15 ≤ 50, 30 + 60 × 15 = 930 ≤ 1,000; 2 + 2 ≤ 5.
 */
export const larkLimits: Platform['limits'] = {
  platform: { perSecond: 15, burst: 30 },
  chat: { perSecond: 2, burst: 2 },
}

/** Resolves when this API may be called once more. For what the outbox's buckets do not see: reading, uploading. */
export type Pace = (api: string) => Promise<void>

/** One process's own pace for each API, the same figures. Other processes only send, and that is counted elsewhere. */
export function createPace(rate = larkLimits.platform, nowMs = () => performance.now()): Pace {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return async (api) => {
    const now = nowMs()
    const bucket = buckets.get(api) ?? { tokens: rate.burst, at: now }
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond) - 1
    bucket.at = now
    buckets.set(api, bucket)
    // Below zero it is taken from the future: who comes later waits behind.
    if (bucket.tokens < 0) await pause((-bucket.tokens / rate.perSecond) * 1000)
  }
}

/** Ids taken out of a path: what is counted as one API, and what may stand in an error. */
export function apiOf(method: string, path: string): string {
  return `${method} ${path.replace(/\?.*$/, '').replace(/\/(?:[a-z]{2,4}_[\w-]+|[\w-]*\d[\w@.-]{7,}|[^/]*(?:@|%40)[^/]*)/g, '/:id')}`
}
