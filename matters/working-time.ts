// The package is CommonJS: Node sees its names only on the default export.
import chineseDays from 'chinese-days'
import overrides from './holidays.json' with { type: 'json' }

/** China has one zone and, since 1991, no summer time: an offset is enough and the process's TZ never matters. */
export const zone = 'Asia/Shanghai'
const offsetMs = 8 * 3_600_000
const dayMs = 24 * 3_600_000
const quietFrom = 22
const quietUntil = 7
const weekdayNames = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** What holidays.json adds for years chinese-days does not know yet: days off and make-up working days. */
type Override = { off?: string[]; work?: string[] }
let tables = overrides as Record<string, Override>
const overrideOf = (year: string): Override | undefined => tables[year]

/** Puts these years beside those of holidays.json until what it gives back is called. For tests and simulations only. */
export function withHolidays(years: Record<string, Override>): () => void {
  const before = tables
  tables = { ...before, ...years }
  return () => {
    tables = before
  }
}

/** The day of an instant in Shanghai, as YYYY-MM-DD. */
export function localDate(instant: Date): string {
  return inZone(instant).slice(0, 10)
}

/** The wall time of an instant in Shanghai, as HH:MM. */
export function localTime(instant: Date): string {
  return inZone(instant).slice(11, 16)
}

/** The instant as ISO with +08:00, to the second. */
export function localIso(instant: Date): string {
  return `${inZone(instant).slice(0, 19)}+08:00`
}

/** The instant of a Shanghai day (YYYY-MM-DD) and time (HH:MM). Throws where it is no date. */
export function atLocal(date: string, time: string): Date {
  const instant = new Date(`${date}T${time}+08:00`)
  // JavaScript reads 30 February as 2 March.
  if (Number.isNaN(instant.getTime()) || localDate(instant) !== date)
    throw new Error(`no such local time: ${date} ${time}`)
  return instant
}

/** The Shanghai day `days` later (or earlier). */
export function addDays(date: string, days: number): string {
  return localDate(new Date(atLocal(date, '12:00').getTime() + days * dayMs))
}

/** Whether offices work that day (YYYY-MM-DD), by the State Council's table with its make-up Saturdays (调休). */
export function isWorkingDay(date: string): boolean {
  const override = overrideOf(date.slice(0, 4))
  if (override?.off?.includes(date)) return false
  if (override?.work?.includes(date)) return true
  return chineseDays.getDayDetail(date).work
}

/** That day if it is a working day, else the first one after it. */
export function nextWorkingDay(date: string): string {
  let day = date
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}

/** The last working day before that day. */
export function workingDayBefore(date: string): string {
  let day = addDays(date, -1)
  while (!isWorkingDay(day)) day = addDays(day, -1)
  return day
}

/** The n-th working day after that day; 0 moves to the next working day only. */
export function addWorkingDays(date: string, n: number): string {
  let day = nextWorkingDay(date)
  for (let left = n; left > 0; left--) day = nextWorkingDay(addDays(day, 1))
  return day
}

/** The same wall time, moved forward to a working day. */
export function shiftToWorkingDay(instant: Date): Date {
  const date = localDate(instant)
  const days = (atLocal(nextWorkingDay(date), '00:00').getTime() - atLocal(date, '00:00').getTime()) / dayMs
  return new Date(instant.getTime() + days * dayMs)
}

/** Whether unsolicited posts must wait: 22:00 to 07:00. */
export function inQuietHours(instant: Date): boolean {
  const hour = Number(localTime(instant).slice(0, 2))
  return hour >= quietFrom || hour < quietUntil
}

/** In the evening or on a day off (requirement A208). */
export function peopleAreHome(instant: Date): boolean {
  return localTime(instant) >= '18:00' || !isWorkingDay(localDate(instant))
}

/** When the quiet hours that hold at that instant end; the instant itself outside of them. */
export function endOfQuietHours(instant: Date): Date {
  if (!inQuietHours(instant)) return instant
  const date = localDate(instant)
  const evening = Number(localTime(instant).slice(0, 2)) >= quietFrom
  return atLocal(evening ? addDays(date, 1) : date, `0${quietUntil}:00`)
}

/** How a day is said to people: 11月28日(周六,调休上班)15:00. */
export function dayWords(instant: Date): string {
  const date = localDate(instant)
  const [, month, day] = date.split('-').map(Number)
  const notes = [weekdayNames[weekday(date)], noteOf(date)].filter(Boolean).join(',')
  return `${month}月${day}日(${notes})${localTime(instant)}`
}

/**
 * Whether neither chinese-days nor holidays.json has that year's table. Then plain Monday to Friday is used,
 * and the caller must say so loudly.
 */
export function unknownYear(year: number): boolean {
  if (overrideOf(String(year))) return false
  // chinese-days does not say which years it has; of 1–3 October at least one is a weekday, and always off.
  return ['01', '02', '03'].some((day) => chineseDays.getDayDetail(`${year}-10-${day}`).work)
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00Z`).getUTCDay()
}

function noteOf(date: string): string | null {
  const weekend = weekday(date) % 6 === 0
  const works = isWorkingDay(date)
  if (works === !weekend) return null
  if (works) return '调休上班'
  // A named day reads "National Day,国庆节,3"; an ordinary one is just "Friday".
  return chineseDays.getDayDetail(date).name.split(',')[1] ?? '放假'
}

function inZone(instant: Date): string {
  return new Date(instant.getTime() + offsetMs).toISOString()
}
