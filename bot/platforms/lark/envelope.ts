import { z } from 'zod'

/** What every event of version 2.0 has in common; `event` is read by whoever knows its type. */
export const envelope = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: z.string().min(1),
    event_type: z.string().min(1),
    create_time: z.string(),
    app_id: z.string(),
    /** Empty on the long connection, where nothing needs to be proved. */
    token: z.string().default(''),
  }),
  event: z.record(z.string(), z.unknown()),
})

export type Envelope = z.infer<typeof envelope>

/** What is older is not heard: the platform delivers again for 7.1 h at most, so nobody waits for an answer any more. */
export const oldestMs = 8 * 3_600_000

/**
 * An instant as the platform writes it: seconds (10 digits: menus, headers), milliseconds (13: im.*) or microseconds
 * (16: card.action.trigger), told apart by their length. Null: no number.
 */
export function instantOf(written: string | number | undefined): Date | null {
  const digits = String(written ?? '')
  if (!/^\d{9,17}$/.test(digits)) return null
  const perSecond = digits.length <= 11 ? 1e-3 : digits.length <= 14 ? 1 : 1e3
  return new Date(Math.floor(Number(digits) / perSecond))
}
