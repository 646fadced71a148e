import { addDays } from '../../matters/working-time.ts'
import type { Atom } from './time-atoms.ts'
import { type Days, oneDay } from './time-calendar.ts'
import { feasts } from './time-feasts.ts'
import { lunarDay, lunarMonth, lunarYearOf } from './time-lunar.ts'
import { type Around, yearlyDay } from './time-yearly.ts'

/** A lunar month or a day of it. */
export function lunarDays(
  { month, day, leap }: Extract<Atom, { kind: 'lunar' }>,
  around: Around,
): Days | null {
  if (month === null) return lunarDayOfMonth(day ?? 1, around)
  if (day !== null) return lunarYearly(around, (year) => lunarDay(year, month, day, leap))
  // A month that has begun is not over: what is to be may lie in the rest of it.
  const found = lunarYearly(around, (year) => {
    const span = lunarMonth(year, month, leap)
    return span && (around.prefer === 'past' ? span.from : addDays(span.to, -1))
  })
  const span = found && lunarMonth(lunarYearOf(found.from), month, leap)
  return span && { ...span, granularity: 'month' }
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** 廿三: of the last (or next) lunar month that has it. */
function lunarDayOfMonth(day: number, { today, prefer }: Around): Days | null {
  const year = lunarYearOf(today)
  const days = [year - 1, year, year + 1]
    .flatMap((of) => months.flatMap((month) => [false, true].map((leap) => lunarDay(of, month, day, leap))))
    .filter((one) => one !== null)
  const found = prefer === 'past' ? days.findLast((one) => one <= today) : days.find((one) => one >= today)
  return found ? oneDay(found) : null
}

/** The day of a feast; with its holidays where 期间 or 假期 is said. */
export function feastDays({ name, whole }: Extract<Atom, { kind: 'feast' }>, around: Around): Days | null {
  const feast = feasts[name]
  if (!feast) return null
  const day = feast.lunar ? lunarYearly(around, feast.dayIn) : yearlyDay(around, feast.dayIn)
  if (!day || !whole || feast.days === 1) return day
  return { from: day.from, to: addDays(day.from, feast.days), granularity: 'week' }
}

function lunarYearly(around: Around, dayIn: (year: number) => string | null): Days | null {
  return yearlyDay(around, dayIn, lunarYearOf(around.today))
}
