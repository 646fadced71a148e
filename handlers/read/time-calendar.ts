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
/** Days counted from 1 within a month or a week, the end exclusive; null reaches to its end. */
export type Slice = readonly [from: number, to: number | null]

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

/** A month (YYYY-MM) or some of its days (上旬, 下半月). */
export function monthSpan(month: string, slice?: Slice): Days {
  const whole = { from: `${month}-01`, to: `${shiftedMonth(`${month}-01`, 1)}-01` }
  return slice ? { ...sliced(whole, slice), granularity: 'week' } : { ...whole, granularity: 'month' }
}

/** Some months from the first of one (YYYY-MM-DD). */
export function monthsFrom(first: string, count: number): Days {
  return {
    from: first,
    to: `${shiftedMonth(first, count)}-01`,
    granularity: count === 1 ? 'month' : 'longer',
  }
}

export function yearsFrom(year: number, count: number): Days {
  return { from: `${year}-01-01`, to: `${year + count}-01-01`, granularity: 'longer' }
}

/** The week (Monday first) some weeks from that of a day, or some of its days. */
export function weekOf(day: string, weeks: number, slice: Slice = [1, null]): Days {
  const monday = addDays(day, weeks * 7 - ((weekday(day) + 6) % 7))
  return { ...sliced({ from: monday, to: addDays(monday, 7) }, slice), granularity: 'week' }
}

function sliced(
  { from, to }: { from: string; to: string },
  [first, last]: Slice,
): { from: string; to: string } {
  return { from: addDays(from, first - 1), to: last === null ? to : addDays(from, last - 1) }
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}
