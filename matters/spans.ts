import { addDays, atLocal, isWorkingDay, localDate } from './working-time.ts'

/**
 * What a span is counted in: minutes, hours and days around the clock (m, h, d); hours by day (dh, 07:00–22:00);
 * office hours and days of working days with the holidays of matters/working-time.ts (wh, wd).
 */
export const units = ['m', 'h', 'd', 'dh', 'wh', 'wd'] as const
export type Unit = (typeof units)[number]
export interface Span {
  n: number
  unit: Unit
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Hours of the day in which time passes; a unit that is not here counts around the clock. */
const windows: Partial<Record<Unit, readonly [from: number, to: number][]>> = {
  dh: [[7, 22]],
  wh: [
    [9, 12],
    [13.5, 17.5],
  ],
  wd: [
    [9, 12],
    [13.5, 17.5],
  ],
}
/** One of each, in milliseconds of its own kind of time: a working day has seven hours. */
const lengths: Record<Unit, number> = {
  m: minuteMs,
  h: hourMs,
  d: dayMs,
  dh: hourMs,
  wh: hourMs,
  wd: 7 * hourMs,
}
/** No span of ours comes near it; without it a broken table of holidays could be walked for ever. */
const daysWalked = 20 * 366

/** `30m`, `2h`, `15d`, `2dh`, `4wh`, `10wd`; `2h*` is hours by day. Null where it is none of these. */
export function parseSpan(text: string): Span | null {
  const [, n, unit] = /^(\d{1,3})(m|h\*|dh|wh|wd|h|d)$/.exec(text) ?? []
  if (!n || !unit) return null
  return { n: Number(n), unit: unit === 'h*' ? 'dh' : (unit as Unit) }
}

/** When that span is over. Working days end at the close of the last one; the day it starts on is not counted. */
export function dueAt(span: Span, start: Date): Date {
  if (span.unit === 'wd' && span.n > 0) return closeOfWorkingDay(start, span.n)
  return later(span.unit, start, span.n * lengths[span.unit])
}

function closeOfWorkingDay(start: Date, n: number): Date {
  let date = localDate(start)
  for (let left = n; left > 0; left--) {
    date = addDays(date, 1)
    while (!isWorkingDay(date)) date = addDays(date, 1)
  }
  return atLocal(date, '17:30')
}

/** The instant at which so much time of that unit has passed. Always within the unit's hours, or at their end. */
export function later(unit: Unit, start: Date, ms: number): Date {
  if (!windows[unit]) return new Date(start.getTime() + ms)
  let left = ms
  for (const { from, to } of windowsAfter(unit, start)) {
    const begin = Math.max(from, start.getTime())
    if (begin + left <= to) return new Date(begin + left)
    left -= Math.max(0, to - begin)
  }
  throw new Error(`no end of ${ms} ms in ${unit} after ${start.toISOString()} within ${daysWalked} days`)
}

/** How much time of that unit passes between two instants, in milliseconds; 0 where the second is not later. */
export function between(unit: Unit, from: Date, to: Date): number {
  if (to <= from) return 0
  if (!windows[unit]) return to.getTime() - from.getTime()
  let passed = 0
  for (const window of windowsAfter(unit, from)) {
    if (window.from >= to.getTime()) break
    passed += Math.max(0, Math.min(window.to, to.getTime()) - Math.max(window.from, from.getTime()))
  }
  return passed
}

/** The unit's windows that are not over at that instant, in order, as epoch milliseconds. */
function* windowsAfter(unit: Unit, start: Date): Generator<{ from: number; to: number }> {
  let date = localDate(start)
  for (let walked = 0; walked < daysWalked; walked++, date = addDays(date, 1)) {
    if (unit !== 'dh' && !isWorkingDay(date)) continue
    const midnight = atLocal(date, '00:00').getTime()
    for (const [from, to] of windows[unit] ?? []) {
      const window = { from: midnight + from * hourMs, to: midnight + to * hourMs }
      if (window.to >= start.getTime()) yield window
    }
  }
}
