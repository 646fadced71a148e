import type { Days, Prefer } from './time-calendar.ts'
import { oneDay } from './time-calendar.ts'

/** What a day is reckoned from. */
export interface Around {
  at: Date
  today: string
  prefer: Prefer
  /** Said beside it; null where only the preference decides. */
  year: number | null
}

/**
 * A day that comes once a year: in the year said, else in the last (or next) year that has it. `thisYear` is the
 * present one in the calendar that `dayIn` counts by.
 */
export function yearlyDay(
  { year, today, prefer }: Around,
  dayIn: (year: number) => string | null,
  thisYear = Number(today.slice(0, 4)),
): Days | null {
  if (year !== null) {
    const day = dayIn(year)
    return day ? oneDay(day) : null
  }
  const turn = prefer === 'past' ? -1 : 1
  // The 29th of February may be eight years off, the 30th of a lunar month a few.
  for (let away = -1; away <= 8; away++) {
    const day = dayIn(thisYear + away * turn)
    if (day && (prefer === 'past' ? day <= today : day >= today)) return oneDay(day)
  }
  return null
}
