import { addDays, atLocal, isWorkingDay, localDate, localTime } from '../../matters/working-time.ts'
import {
  type Days,
  type Granularity,
  isoDay,
  monthSpan,
  oneDay,
  type Prefer,
  shiftedMonth,
  yearsFrom,
} from './time-calendar.ts'

/** 三天前, 三天后, 三天内, 近三天 that end now, and 三天 alone. */
export type Toward = 'ago' | 'ahead' | 'within' | 'past' | 'lasting'
/** How long, in parts that add up; years and months are reckoned on the calendar. */
export interface Length {
  months: number
  minutes: number
  workingDays: number
  /** About how many days all of it is. */
  days: number
  /** The finest unit it was told in. */
  unit: string
  toward: Toward
}

const minuteMs = 60_000
interface UnitOfTime {
  months?: number
  minutes?: number
  workingDays?: number
  granularity: Granularity
}
const units: Record<string, UnitOfTime> = {
  秒: { minutes: 1 / 60, granularity: 'minute' },
  分: { minutes: 1, granularity: 'minute' },
  刻: { minutes: 15, granularity: 'minute' },
  时: { minutes: 60, granularity: 'hour' },
  天: { minutes: 1440, granularity: 'day' },
  工: { workingDays: 1, granularity: 'day' },
  周: { minutes: 10_080, granularity: 'week' },
  月: { months: 1, granularity: 'month' },
  季: { months: 3, granularity: 'longer' },
  年: { months: 12, granularity: 'longer' },
}

/** So many of a unit, as it was said (个把小时, 礼拜, 周年). */
export function lengthOf(amount: number, said: string, toward: Toward): Length {
  const unit = unitOf(said)
  const { months = 0, minutes = 0, workingDays = 0 } = units[unit] ?? {}
  const days = amount * (months * 30 + minutes / 1440 + workingDays * 1.5)
  return {
    months: amount * months,
    minutes: amount * minutes,
    workingDays: amount * workingDays,
    days,
    unit,
    toward,
  }
}

/** 一年零三个月, 3天5小时: the later words say which way. */
export function added(first: Length, second: Length): Length {
  return {
    months: first.months + second.months,
    minutes: first.minutes + second.minutes,
    workingDays: first.workingDays + second.workingDays,
    days: first.days + second.days,
    unit: second.unit,
    toward: second.toward === 'lasting' ? first.toward : second.toward,
  }
}

/** 三天了 ends now, 三天内 begins now, 十分钟后 is an instant; 半年 alone ends or begins as the preference has it. */
export function lengthAt(
  length: Length,
  at: Date,
  prefer: Prefer,
): { from: Date; to: Date; granularity: Granularity } {
  const { toward, unit } = length
  const ahead = toward === 'ahead' || toward === 'within' || (toward === 'lasting' && prefer === 'future')
  const other = shifted(at, length, ahead ? 1 : -1)
  const granularity = units[unit]?.granularity ?? 'day'
  if (toward === 'ago' || toward === 'ahead') return { from: other, to: other, granularity }
  return ahead ? { from: at, to: other, granularity } : { from: other, to: at, granularity }
}

/** 三天前 is that day, 三个月前 that month, 三年前 that year; what is counted in hours is no day. */
export function daysAway(length: Length, at: Date): Days | null {
  if (length.toward !== 'ago' && length.toward !== 'ahead') return null
  const there = localDate(lengthAt(length, at, 'past').from)
  if ('天工周'.includes(length.unit)) return oneDay(there)
  if (length.unit === '年' && length.months % 12 === 0) return yearsFrom(Number(there.slice(0, 4)), 1)
  // Half a month ago is about a day, not a month.
  if (!Number.isInteger(length.months)) return { ...oneDay(there), granularity: 'week' }
  return '月季年'.includes(length.unit) ? monthSpan(there.slice(0, 7)) : null
}

function shifted(at: Date, { months, minutes, workingDays }: Length, turn: 1 | -1): Date {
  const whole = Math.trunc(months)
  const rest = minutes + Math.round((months - whole) * 30) * 1440
  const month = shiftedMonth(localDate(at), whole * turn)
  const day = lastDayUpTo(month, Number(localDate(at).slice(8)))
  const instant = atLocal(workingDayFrom(day, workingDays * turn), localTime(at))
  const seconds = at.getTime() % minuteMs
  return new Date(instant.getTime() + seconds + rest * turn * minuteMs)
}

function workingDayFrom(day: string, count: number): string {
  let there = day
  for (let left = Math.abs(count); left > 0; ) {
    there = addDays(there, Math.sign(count))
    if (isWorkingDay(there)) left--
  }
  return there
}

/** A month after 31 January is 28 February. */
function lastDayUpTo(month: string, day: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return isoDay(year, number, day) ?? lastDayUpTo(month, day - 1)
}

function unitOf(word: string): string {
  return unitWords.find(([pattern]) => pattern.test(word))?.[1] ?? '天'
}
const unitWords: [RegExp, string][] = [
  [/秒/, '秒'],
  [/分/, '分'],
  [/刻/, '刻'],
  [/时|钟/, '时'],
  [/工作/, '工'],
  [/年/, '年'],
  [/礼拜|星期|周/, '周'],
  [/季/, '季'],
  [/月/, '月'],
]
