import type { TimeReading } from '../../matters/reading.ts'
import { addDays, weekday } from '../../matters/working-time.ts'

export type Prefer = 'past' | 'future'
export type Granularity = TimeReading['granularity']
/** Whole days as YYYY-MM-DD, `to` exclusive. */
export interface Days {
  from: string
  to: string
  granularity: Granularity
}

export function oneDay(day: string): Days {
  return { from: day, to: addDays(day, 1), granularity: 'day' }
}

/** That day as YYYY-MM-DD; null where the month does not have it. */
export function isoDay(year: number, month: number, day: number): string | null {
  const written = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
  const real = new Date(`${written}T00:00Z`)
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(written) ? written : null
}

/** YYYY-MM, some months from that of a day. */
export function shiftedMonth(day: string, months: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${pad((index % 12) + 1)}`
}

/** A month (YYYY-MM) or its first, second or last ten days. */
export function monthSpan(month: string, third?: 0 | 1 | 2): Days {
  const starts = [
    `${month}-01`,
    `${month}-11`,
    `${month}-21`,
    `${shiftedMonth(`${month}-01`, 1)}-01`,
  ] as const
  if (third === undefined) return { from: starts[0], to: starts[3], granularity: 'month' }
  return { from: starts[third], to: starts[(third + 1) as 1 | 2 | 3], granularity: 'week' }
}

export function wholeYear(year: number): Days {
  return { from: `${year}-01-01`, to: `${year + 1}-01-01`, granularity: 'longer' }
}

/** The week (Monday first) some weeks from that of a day. */
export function weekOf(day: string, weeks: number): Days {
  const monday = addDays(day, weeks * 7 - ((weekday(day) + 6) % 7))
  return { from: monday, to: addDays(monday, 7), granularity: 'week' }
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}
