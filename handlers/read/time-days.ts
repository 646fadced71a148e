// The package is CommonJS: Node sees its names only on the default export.
import chineseDays from 'chinese-days'
import { addDays, localDate, weekday } from '../../matters/working-time.ts'
import type { Atom } from './time-atoms.ts'
import {
  type Days,
  isoDay,
  monthSpan,
  oneDay,
  type Prefer,
  shiftedMonth,
  weekOf,
  wholeYear,
} from './time-calendar.ts'
import { daysAway } from './time-duration.ts'
import { feasts } from './time-words.ts'

interface Around {
  at: Date
  today: string
  prefer: Prefer
  /** Said beside it; null where only the preference decides. */
  year: number | null
}

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
  return days ?? (year === null ? null : wholeYear(year))
}

type DayAtom = Exclude<Atom, { kind: 'year' | 'shiftYear' | 'part' | 'clock' | 'now' | 'lately' | 'every' }>

function isDayKind(atom: Atom): atom is DayAtom & { start: number; end: number } {
  if (atom.kind === 'duration')
    return (atom.toward === 'ago' || atom.toward === 'ahead') && '天周月季年'.includes(atom.unit)
  return !['year', 'shiftYear', 'part', 'clock', 'now', 'lately', 'every'].includes(atom.kind)
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
      return monthDay(atom.month, atom.day, { ...around, year: atom.year ?? around.year })
    case 'month':
      return wholeMonth(atom.month, atom.third, around)
    case 'shiftMonth':
      return monthSpan(shiftedMonth(today, atom.months), atom.third)
    case 'months':
      return someMonths(atom, around)
    case 'duration':
      return daysAway(atom, at)
    case 'dayOfMonth':
      return dayOfMonth(atom.day, said, around)
    case 'lunar':
      return lunarDays(atom.month, atom.day, around)
    case 'feast':
      return feastDays(atom.name, around)
    case 'shiftDay':
      return oneDay(addDays(today, atom.days))
    case 'week':
      return weekOf(today, atom.weeks)
    case 'weekday':
      return said && said.granularity !== 'week' ? said : weekdayIn(atom.day, atom.weeks, said, around)
    case 'weekend':
      return weekend(atom.weeks, around)
  }
}

function monthDay(month: number, day: number, { year, today, prefer }: Around): Days | null {
  if (year !== null) return dayOrNull(isoDay(year, month, day))
  const thisYear = Number(today.slice(0, 4))
  const now = isoDay(thisYear, month, day)
  if (now && (prefer === 'past' ? now <= today : now >= today)) return oneDay(now)
  return dayOrNull(isoDay(thisYear + (prefer === 'past' ? -1 : 1), month, day) ?? now)
}

function dayOrNull(day: string | null): Days | null {
  return day ? oneDay(day) : null
}

function wholeMonth(month: number, third: 0 | 1 | 2 | undefined, { year, today, prefer }: Around): Days {
  const thisMonth = Number(today.slice(5, 7))
  const turn = prefer === 'past' ? (month > thisMonth ? -1 : 0) : month < thisMonth ? 1 : 0
  const its = year ?? Number(today.slice(0, 4)) + turn
  return monthSpan(shiftedMonth(`${its}-01-01`, month - 1), third)
}

function someMonths(months: Extract<Atom, { kind: 'months' }>, { year, today, prefer }: Around): Days {
  const thisMonth = Number(today.slice(5, 7))
  const quarter =
    months.quarters === undefined ? null : thisMonth - ((thisMonth - 1) % 3) + months.quarters * 3
  const first = quarter ?? months.from
  const over = prefer === 'past' ? (first > thisMonth ? -1 : 0) : first + months.count <= thisMonth ? 1 : 0
  const its = year ?? Number(today.slice(0, 4)) + (quarter === null ? over : 0)
  const from = `${shiftedMonth(`${its}-01-01`, first - 1)}-01`
  return { from, to: `${shiftedMonth(from, months.count)}-01`, granularity: 'longer' }
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

function lunarDays(month: number, day: number | null, { year, today, prefer }: Around): Days | null {
  if (year !== null) return lunarIn(year, month, day)
  const thisYear = Number(chineseDays.getLunarDate(today).lunarYear)
  const now = lunarIn(thisYear, month, day)
  if (now && (prefer === 'past' ? now.from <= today : now.to > today)) return now
  return lunarIn(thisYear + (prefer === 'past' ? -1 : 1), month, day)
}

/** chinese-days knows the lunar years 1900–2100 and throws beyond them. */
function lunarIn(year: number, month: number, day: number | null): Days | null {
  const solar = (lunarDay: number) => chineseDays.getSolarDateFromLunar(`${year}-${month}-${lunarDay}`).date
  try {
    if (day !== null) return oneDay(solar(day))
    return { from: solar(1), to: addDays(solar(1), 30), granularity: 'month' }
  } catch {
    return null
  }
}

function feastDays(name: string, around: Around): Days | null {
  const feast = feasts[name]
  if (!feast) return null
  const first = feast.lunar
    ? lunarDays(feast.month, feast.day, around)
    : monthDay(feast.month, feast.day, around)
  return (
    first && {
      from: first.from,
      to: addDays(first.from, feast.days),
      granularity: feast.days > 1 ? 'week' : 'day',
    }
  )
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
