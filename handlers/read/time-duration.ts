import { atLocal, localDate, localTime } from '../../matters/working-time.ts'
import type { Atom } from './time-atoms.ts'
import {
  type Days,
  type Granularity,
  isoDay,
  monthSpan,
  oneDay,
  type Prefer,
  shiftedMonth,
  wholeYear,
} from './time-calendar.ts'

type Duration = Extract<Atom, { kind: 'duration' }>
const minuteMs = 60_000
/** Of fixed length; months and years are reckoned on the calendar. */
const minutesOf: Record<string, number> = { 秒: 1 / 60, 分: 1, 刻: 15, 时: 60, 天: 1440, 周: 10_080 }
const monthsOf: Record<string, number> = { 月: 1, 季: 3, 年: 12 }
const granularities: Record<string, Granularity> = {
  秒: 'minute',
  分: 'minute',
  刻: 'minute',
  时: 'hour',
  天: 'day',
  周: 'week',
  月: 'month',
}

/** 半年 and 三天了 end now, 三天内 begins now, 十分钟后 is an instant. */
export function durationAt(
  duration: Duration,
  at: Date,
  prefer: Prefer,
): { from: Date; to: Date; granularity: Granularity } {
  const { toward, unit, amount } = duration
  const ahead = toward === 'ahead' || toward === 'within' || (toward === 'lasting' && prefer === 'future')
  const other = shifted(at, ahead ? amount : -amount, unit)
  const granularity = granularities[unit] ?? 'longer'
  if (toward === 'ago' || toward === 'ahead') return { from: other, to: other, granularity }
  return ahead ? { from: at, to: other, granularity } : { from: other, to: at, granularity }
}

/** 三天前 is that day, 三个月前 that month, 三年前 that year; what is counted in hours is no day. */
export function daysAway(duration: Duration, at: Date): Days | null {
  if (duration.toward !== 'ago' && duration.toward !== 'ahead') return null
  const there = localDate(durationAt(duration, at, 'past').from)
  if (duration.unit === '天' || duration.unit === '周') return oneDay(there)
  if (duration.unit === '年' && Number.isInteger(duration.amount)) return wholeYear(Number(there.slice(0, 4)))
  return duration.unit in monthsOf ? monthSpan(there.slice(0, 7)) : null
}

function shifted(at: Date, amount: number, unit: string): Date {
  const minutes = minutesOf[unit]
  if (minutes) return new Date(at.getTime() + amount * minutes * minuteMs)
  const months = amount * (monthsOf[unit] ?? 1)
  const whole = Math.trunc(months)
  const month = shiftedMonth(localDate(at), whole)
  const instant = atLocal(lastDayUpTo(month, Number(localDate(at).slice(8))), localTime(at))
  return new Date(instant.getTime() + Math.round((months - whole) * 30) * 1440 * minuteMs)
}

/** A month after 31 January is 28 February. */
function lastDayUpTo(month: string, day: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return isoDay(year, number, day) ?? lastDayUpTo(month, day - 1)
}
