// The package is CommonJS: Node sees its names only on the default export.
import chineseDays from 'chinese-days'
import { addDays } from '../../matters/working-time.ts'

// Only the tables of chinese-days are used: its conversions of dates go through the server's own zone, and take
// the thirtieth of a second lunar month for the second of March.
const firstYear = 1900
const lastYear = 2100
const firstDay = '1900-01-31'
/** Days from `firstDay` to each lunar new year; filled as far as it is asked for. */
const newYears = [0]

/** The day (YYYY-MM-DD) of a lunar date; null where that year or month does not have it. */
export function lunarDay(year: number, month: number, day: number, leap = false): string | null {
  const first = firstOfMonth(year, month, leap)
  return first && day >= 1 && day <= monthLength(year, month, leap) ? addDays(first, day - 1) : null
}

/** The first day of a lunar month and the first after it. */
export function lunarMonth(year: number, month: number, leap = false): { from: string; to: string } | null {
  const from = firstOfMonth(year, month, leap)
  return from ? { from, to: addDays(from, monthLength(year, month, leap)) } : null
}

/** How many days a lunar month has: 29 or 30, none for a leap month the year is without. */
export function monthLength(year: number, month: number, leap = false): number {
  if (!leap) return chineseDays.monthDays(year, month)
  const { leapMonth, days } = chineseDays.getYearLeapMonth(year)
  return leapMonth === month ? days : 0
}

/** The lunar year a day lies in. */
export function lunarYearOf(day: string): number {
  const year = Math.min(Math.max(Number(day.slice(0, 4)), firstYear), lastYear)
  return addDays(firstDay, newYear(year)) <= day ? year : year - 1
}

function firstOfMonth(year: number, month: number, leap: boolean): string | null {
  if (year < firstYear || year > lastYear || (leap && monthLength(year, month, true) === 0)) return null
  const { leapMonth = 13, days } = chineseDays.getYearLeapMonth(year)
  let offset = newYear(year)
  for (let before = 1; before < month; before++) offset += monthLength(year, before)
  if (leapMonth < month) offset += days
  if (leap) offset += monthLength(year, month)
  return addDays(firstDay, offset)
}

function newYear(year: number): number {
  for (let known = newYears.length; known <= year - firstYear; known++)
    newYears.push((newYears[known - 1] ?? 0) + yearLength(firstYear + known - 1))
  return newYears[year - firstYear] ?? 0
}

function yearLength(year: number): number {
  let days = chineseDays.getYearLeapMonth(year).days
  for (let month = 1; month <= 12; month++) days += chineseDays.monthDays(year, month)
  return days
}
