import { type Clock, remindersPassed } from './clocks.ts'
import type { Matter } from './matter.ts'
import { atLocal, inQuietHours, localDate } from './working-time.ts'

/** In each of these parts of the day what is not urgent is brought up together; in the quiet hours nothing is. */
const begin = ['07:00', '12:00', '17:30', '22:00'] as const

export interface HalfDay {
  from: Date
  until: Date
}

/** The part of the day that holds then; null in the quiet hours. */
export function halfDayAt(now: Date): HalfDay | null {
  if (inQuietHours(now)) return null
  const edges = begin.map((time) => atLocal(localDate(now), time))
  const next = edges.findIndex((edge) => edge > now)
  const [from, until] = [edges[next - 1], edges[next]]
  return from && until ? { from, until } : null
}

/** Of these each reminder is told for itself, at its minute. */
export function isPressing(matter: Pick<Matter, 'colour' | 'urgency'>): boolean {
  return matter.colour === 'red' || matter.urgency !== 'normal'
}

/**
 * How many reminders of something not urgent are to be told by now. That its time is over waits for the next half day
 * where four fifths were told in this one or before: its reader knows by when it was.
 */
export function remindersToTell(clock: Clock, now: Date, { from }: HalfDay): number {
  const passed = remindersPassed(clock, now)
  return passed >= 3 && clock.reminded === 2 && clock.dueAt > from ? 2 : passed
}

/** How many will have come by the end of the half day, and can be told with others; that it is over never ahead of time. */
export function remindersAhead(clock: Clock, { until }: HalfDay): number {
  return Math.min(2, remindersPassed(clock, until))
}
