import type { Matter } from './matter.ts'
import { addDays, addWorkingDays, atLocal, localDate } from './working-time.ts'

const minuteMs = 60_000

/** How long a department has to check in, by colour (B9): blue, and what has no colour, a day. */
const checkInMinutes = { emergency: 15, red: 60, yellow: 4 * 60, blue: 24 * 60 } as const

/** When a department that is whistled for now has to have checked in. */
export function checkInBy(
  matter: Pick<Matter, 'urgency' | 'emergencyLiftedAt' | 'colour'>,
  now: Date,
  minutes?: number,
): Date {
  const standing = matter.urgency === 'emergency' && !matter.emergencyLiftedAt
  const usual = checkInMinutes[standing ? 'emergency' : (matter.colour ?? 'blue')]
  return new Date(now.getTime() + (minutes ?? usual) * minuteMs)
}

/** A joint session is held within three working days (B9). */
export function sessionBy(now: Date): Date {
  return atLocal(addWorkingDays(localDate(now), 3), '18:00')
}

/** What is proposed where nobody names a time: the next working morning. */
export function sessionAt(now: Date): Date {
  return atLocal(addWorkingDays(addDays(localDate(now), 1), 0), '09:30')
}

/** A hand-over is answered within three working days. */
export function receiptBy(at: Date): Date {
  return atLocal(addWorkingDays(localDate(at), 3), '18:00')
}

/** The last day on which both may ask the court to confirm (人民调解法 §33): thirty days from the agreement's. */
export function confirmableUntil(agreementOn: string): string {
  return addDays(agreementOn, 30)
}

/** A second 治安调解 is tried within seven working days of the first (程序规定 §183). */
export function secondTryUntil(first: Date): string {
  return addWorkingDays(localDate(first), 7)
}
