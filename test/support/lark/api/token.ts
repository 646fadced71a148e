import { randomBytes } from 'node:crypto'
import type { LarkClock } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import type { Answer } from './call.ts'

export const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal'
const livesMs = 2 * 3_600_000
const renewedMs = 30 * 60_000

export type Tokens = ReturnType<typeof createTokens>

/** Gives the same token while at least 30 minutes are left of it, then another; the old one stays good until its end. */
export function createTokens(clock: LarkClock, app: { id: string; secret: string }) {
  const good = new Map<string, number>()
  let current = ''
  let given = 0
  const leftMs = (token: string) => (good.get(token) ?? 0) - clock.ms()
  return {
    give(body: Record<string, unknown>): Answer {
      given += 1
      if (body.app_id !== app.id || body.app_secret !== app.secret)
        throw new Refusal(10014, 'app secret invalid', 200)
      if (leftMs(current) < renewedMs) {
        current = `t-${randomBytes(20).toString('hex')}`
        good.set(current, clock.ms() + livesMs)
      }
      return { top: { tenant_access_token: current, expire: Math.floor(leftMs(current) / 1000) } }
    },
    accepts: (token: string) => leftMs(token) > 0,
    /** From now on no token given so far is good (99991663). */
    revoke: () => {
      good.clear()
      current = ''
    },
    /** How often one was asked for. */
    asked: () => given,
  }
}
