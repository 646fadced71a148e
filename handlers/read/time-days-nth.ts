import { addDays, weekday } from '../../matters/working-time.ts'
import type { Atom } from './time-atoms.ts'
import { type Days, monthsFrom, oneDay, shiftedMonth, weekOf } from './time-calendar.ts'

type Nth = Extract<Atom, { kind: 'nth' }>

/** 第三个月, 前10天, 最后两周 of a year or a month that was said; null where it has not so many. */
export function nthDays(nth: Nth, whole: Days | null): Days | null {
  if (!whole) return null
  if (nth.weekday) return nthWeekday(nth.weekday, nth.from, whole)
  // The first and the last week may reach over the edge.
  if (nth.unit === '周') return weeksOf(nth, whole)
  const found = nth.unit === '天' ? daysIn(nth, whole) : monthsOf(nth, whole)
  return found.from >= whole.from && found.to <= whole.to ? found : null
}

function nthWeekday(day: number, index: number, { from, to }: Days): Days | null {
  const first = addDays(from, (day - weekday(from) + 7) % 7)
  const last = addDays(to, -1 - ((weekday(addDays(to, -1)) - day + 7) % 7))
  const found = index < 0 ? addDays(last, (index + 1) * 7) : addDays(first, index * 7)
  return found >= from && found < to ? oneDay(found) : null
}

/** A week belongs where its Thursday lies, so the first one holds the fourth day (ISO 8601). */
function weeksOf({ from, count }: Nth, whole: Days): Days | null {
  const day = from < 0 ? addDays(whole.to, -4) : addDays(whole.from, 3)
  const first = weekOf(day, from < 0 ? from + 1 : from).from
  const to = addDays(first, count * 7)
  return addDays(to, -4) < whole.to && addDays(first, 3) >= whole.from
    ? { from: first, to, granularity: 'week' }
    : null
}

function daysIn({ from, count }: Nth, whole: Days): Days {
  const first = addDays(from < 0 ? whole.to : whole.from, from)
  return { from: first, to: addDays(first, count), granularity: count === 1 ? 'day' : 'week' }
}

function monthsOf({ from, count, unit }: Nth, whole: Days): Days {
  const each = unit === '季' ? 3 : 1
  const first = shiftedMonth(from < 0 ? whole.to : whole.from, from * each)
  return monthsFrom(`${first}-01`, count * each)
}
