import { addDays, localDate, weekday } from '../../matters/working-time.ts'
import type { Atom } from './time-atoms.ts'
import {
  type Days,
  isoDay,
  monthSpan,
  monthsFrom,
  oneDay,
  type Prefer,
  shiftedMonth,
  weekOf,
  yearsFrom,
} from './time-calendar.ts'
import { feastDays, lunarDays } from './time-days-lunar.ts'
import { nthDays } from './time-days-nth.ts'
import { daysAway } from './time-length.ts'
import { type Around, yearlyDay } from './time-yearly.ts'

/** The days some atoms name together; null where they name none, or one that does not exist. */
export function daysOf(atoms: Atom[], at: Date, prefer: Prefer): Days | null {
  const today = localDate(at)
  const year = yearOf(atoms, Number(today.slice(0, 4)))
  let days: Days | null = null
  for (const atom of atoms) {
    if (!isDayKind(atom)) continue
    days = narrowed(atom, days, { at, today, prefer, year })
    if (!days) return null
  }
  return days ?? (year === null ? null : yearsFrom(year, 1))
}

type OtherKind = 'year' | 'shiftYear' | 'part' | 'clock' | 'now' | 'lately' | 'every'
type DayAtom = Exclude<Atom, { kind: OtherKind }>
const otherKinds: string[] = [
  'year',
  'shiftYear',
  'part',
  'clock',
  'now',
  'lately',
  'every',
] satisfies OtherKind[]

function isDayKind(atom: Atom): atom is DayAtom {
  if (atom.kind === 'length')
    return (atom.toward === 'ago' || atom.toward === 'ahead') && '天工周月季年'.includes(atom.unit)
  return !otherKinds.includes(atom.kind)
}

function yearOf(atoms: Atom[], thisYear: number): number | null {
  for (const atom of atoms) {
    if (atom.kind === 'year') return atom.year
    if (atom.kind === 'shiftYear') return thisYear + atom.years
  }
  return null
}

/** What the days said so far become with one more word: 下个月 and then 10号. */
function narrowed(atom: DayAtom, said: Days | null, around: Around): Days | null {
  const { today, at } = around
  switch (atom.kind) {
    case 'date':
      return yearlyDay({ ...around, year: atom.year ?? around.year }, (year) =>
        isoDay(year, atom.month, atom.day),
      )
    case 'month':
      return monthSpan(nearestMonth(atom.month, 1, around), atom.slice)
    case 'shiftMonth':
      return monthSpan(shiftedMonth(today, atom.months), atom.slice)
    case 'months':
      return someMonths(atom, around)
    case 'years':
      return yearsFrom(atom.from, atom.count)
    case 'length':
      return daysAway(atom, at)
    case 'nth':
      return nthDays(atom, said ?? (around.year === null ? null : yearsFrom(around.year, 1)))
    case 'dayOfMonth':
      return dayOfMonth(atom.day, said, around)
    case 'lunar':
      return lunarDays(atom, around)
    case 'feast':
      return feastDays(atom, around)
    case 'shiftDay':
      return oneDay(addDays(today, atom.days))
    case 'week':
      return weekOf(today, atom.weeks, atom.slice)
    case 'weekday':
      return said && said.granularity !== 'week' ? said : weekdayIn(atom.day, atom.weeks, said, around)
    case 'weekend':
      return weekend(atom.weeks, around)
  }
}

/** YYYY-MM of a month that begins a stretch of some: this year's, unless that lies on the wrong side of now. */
function nearestMonth(month: number, count: number, { year, today, prefer }: Around): string {
  const thisMonth = Number(today.slice(5, 7))
  const turn = prefer === 'past' ? (month > thisMonth ? -1 : 0) : month + count <= thisMonth ? 1 : 0
  const its = year ?? Number(today.slice(0, 4)) + turn
  return shiftedMonth(`${its}-01-01`, month - 1)
}

function someMonths({ from, count, turn }: Extract<Atom, { kind: 'months' }>, around: Around): Days {
  if (turn === undefined) return monthsFrom(`${nearestMonth(from, count, around)}-01`, count)
  const month = Number(around.today.slice(5, 7))
  const sinceTurn = (month - 1) % count
  return monthsFrom(`${shiftedMonth(around.today, turn * count - sinceTurn)}-01`, count)
}

/** 10号: in the month just said, else in the last (or next) one that has it. */
function dayOfMonth(day: number, said: Days | null, { today, prefer }: Around): Days | null {
  const months = said
    ? [said.from.slice(0, 7)]
    : [0, 1, 2].map((n) => shiftedMonth(today, prefer === 'past' ? -n : n))
  for (const month of months) {
    const [year = 0, number = 1] = month.split('-').map(Number)
    const found = isoDay(year, number, day)
    if (found && (said || (prefer === 'past' ? found <= today : found >= today))) return oneDay(found)
  }
  return null
}

/** 周三 is the last one (today counts), or the next where the future is meant; 上周三 that of last week. */
function weekdayIn(day: number, weeks: number | null, said: Days | null, { today, prefer }: Around): Days {
  const found = addDays(said?.from ?? weekOf(today, weeks ?? 0).from, day - 1)
  if (said || weeks !== null) return oneDay(found)
  if (prefer === 'past') return oneDay(found <= today ? found : addDays(found, -7))
  return oneDay(found >= today ? found : addDays(found, 7))
}

function weekend(weeks: number | null, { today, prefer }: Around): Days {
  const coming = addDays(weekOf(today, weeks ?? 0).from, 5)
  const early = weeks === null && prefer === 'past' && weekday(today) % 6 !== 0
  const saturday = early ? addDays(coming, -7) : coming
  return { from: saturday, to: addDays(saturday, 2), granularity: 'day' }
}
