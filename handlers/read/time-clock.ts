import { addDays, atLocal, localDate } from '../../matters/working-time.ts'
import type { Atom } from './time-atoms.ts'
import type { Days, Prefer } from './time-calendar.ts'
import { partsOfDay } from './time-words.ts'

type Clock = Extract<Atom, { kind: 'clock' }>
const minuteMs = 60_000

/** The instant of a clock: on its day, or without one on the nearest that the preference allows. */
export function clockAt(
  clock: Clock,
  part: string | null,
  days: Days | null,
  at: Date,
  turn: Prefer | 'today',
): Date {
  const minutes = wallMinutes(clock, part, days !== null)
  if (days) return plusMinutes(days.from, minutes)
  const today = localDate(at)
  const said = plusMinutes(today, minutes)
  if (turn === 'past' && said > at) return plusMinutes(addDays(today, -1), minutes)
  if (turn === 'future' && said < at) return plusMinutes(addDays(today, 1), minutes)
  return said
}

/** A part of a day (昨晚); said without a day, the last that has begun or the next that is not over. */
export function partAt(
  part: string,
  days: Days | null,
  at: Date,
  turn: Prefer | 'today',
): { from: Date; to: Date } {
  const hours = partsOfDay[part] ?? { from: 0, to: 24 }
  const today = localDate(at)
  const early = !days && turn === 'past' && plusMinutes(today, hours.from * 60) > at
  const over = !days && turn === 'future' && plusMinutes(today, hours.to * 60) <= at
  const day = days?.from ?? addDays(today, early ? -1 : over ? 1 : 0)
  return { from: plusMinutes(day, hours.from * 60), to: plusMinutes(day, hours.to * 60) }
}

/** Wall minutes after the day's midnight: 下午3点 900, 半夜11点 1380, 昨晚两点 1560 (the night that follows). */
function wallMinutes(clock: Clock, part: string | null, dated: boolean): number {
  return (clock.hour + hoursLater(clock.hour, part, dated)) * 60 + clock.minute
}

function hoursLater(hour: number, part: string | null, dated: boolean): number {
  switch (part) {
    case '中午':
      return hour <= 2 ? 12 : 0
    case '下午':
    case '傍晚':
    case '放学':
      return hour < 12 ? 12 : 0
    case '晚上':
    case '半夜':
    case '后半夜':
      if (hour <= 5) return dated ? 24 : 0
      return hour <= 12 ? 12 : 0
    case '凌晨':
      return hour === 12 ? -12 : 0
    default:
      return 0
  }
}

function plusMinutes(day: string, minutes: number): Date {
  return new Date(atLocal(day, '00:00').getTime() + minutes * minuteMs)
}
