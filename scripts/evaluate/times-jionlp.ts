import type { TimeReading } from '../../matters/reading.ts'
import { addDays, isWorkingDay, localDate, localIso } from '../../matters/working-time.ts'
import { reasonToLeaveOut } from './times-left-out.ts'
import {
  type Answer,
  either,
  found,
  inside,
  interval,
  lasts,
  moment,
  recurs,
  type Spec,
  sameBound,
  sharesHalf,
  type Unit,
} from './times-spec.ts'

interface Expected {
  type: string
  definition: string
  time: [string, string] | Length | [Length, Length] | Record<string, unknown>
}
type Length = Record<string, number | boolean>

/** For what gives no base time. */
const anyTime = '2021-06-15 12:00:00'

/** A row of JioNLP's test cases: [text, base, answer] of its parser or [text, spans] of its extractor. */
export function jioSpec(row: Record<string, unknown>): Spec {
  const [input, second, expected] = row.case as [string, unknown, Expected | undefined]
  if (!expected) return extraction(input, second as { text: string; offset: [number, number] }[])
  const days = daysAsked(expected)
  const years = Array.isArray(expected.time)
    ? expected.time.flatMap((bound) =>
        typeof bound === 'string' && /^\d/.test(bound) ? Number(bound.slice(0, 4)) : [],
      )
    : []
  return {
    input,
    moments: momentsOf(second),
    wanted: [
      {
        start: 0,
        end: input.length,
        answers: [answer(input, expected)],
        leftOut: reasonToLeaveOut({ text: input, years, days: days ? days[1] : 0 }),
      },
    ],
    complete: true,
  }
}

function extraction(input: string, spans: { text: string; offset: [number, number] }[]): Spec {
  return {
    input,
    moments: [moment(anyTime)],
    wanted: spans.map(({ text, offset: [start, end] }) => ({
      start,
      end,
      answers: [found],
      leftOut: reasonToLeaveOut({ text, years: [], days: 0 }),
    })),
    complete: true,
  }
}

/** A base may name only a year or a day: its first, its middle and its last moment all fit it. */
function momentsOf(base: unknown): Date[] {
  if (base === null || base === undefined) return [moment(anyTime)]
  if (typeof base === 'number') return [new Date(base * 1000)]
  const parts = Array.isArray(base)
    ? base
    : ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part) => (base as Length)[part])
  const known = parts.filter((part): part is number => typeof part === 'number')
  const first = Date.UTC(
    known[0] ?? 0,
    (known[1] ?? 1) - 1,
    known[2] ?? 1,
    known[3] ?? 0,
    known[4] ?? 0,
    known[5] ?? 0,
  )
  const next = known.map((part, i) => (i === known.length - 1 ? part + 1 : part))
  const last =
    Date.UTC(next[0] ?? 0, (next[1] ?? 1) - 1, next[2] ?? 1, next[3] ?? 0, next[4] ?? 0, next[5] ?? 0) - 1000
  return [first, (first + last) / 2, last].map((ms) => new Date(ms - 8 * 3_600_000))
}

function answer(text: string, expected: Expected): Answer {
  const { type, definition, time } = expected
  if (type === 'time_period') return recurs
  if (type === 'time_delta') return length(expected)
  const [from, to] = time as [string, string]
  if (/[春夏秋冬]/.test(text) && !/春节/.test(text)) return sharesHalf(from, to)
  if (from === to) return interval(from, undefined, 'minute')
  const told = { definition, fromNow: /内|以来|过去|未来/.test(text) }
  const bounded: Answer = (reading) =>
    !reading.recurring && lower(reading.from, from, told) && upper(reading.to, to, told)
  if (from.endsWith('inf') || to.endsWith('inf'))
    return counted(text) ? (reading) => touches(reading, from, to, told) : bounded
  // 六小时前 is an instant to the reader and an hour to JioNLP.
  return type === 'time_point' || /[前后]$/.test(text) ? either(bounded, inside(from, to)) : bounded
}

interface Told {
  definition: string
  /** An end reckoned from now is an instant; others are the last second of their day or hour. */
  fromNow: boolean
}

/** 三年以前 and 三年前 are one to the reader, and to Recognizers; JioNLP leaves the first open on its far side. */
function counted(text: string): boolean {
  return /(?:年|月|周|天|小时|分钟|钟|秒)半?以[前后]$/.test(text)
}

function touches({ from, to }: TimeReading, theirFrom: string, theirTo: string, told: Told): boolean {
  return theirFrom.endsWith('inf') ? upper(to, theirTo, told) : lower(from, theirFrom, told)
}

/** What is told only roughly (blur) is compared in the unit its bounds are round in. */
function lower(ours: string | null, theirs: string, { definition }: Told): boolean {
  const unit = definition === 'blur' ? roundness(theirs) : fine(theirs)
  return sameBound(ours, theirs === '-inf' ? null : theirs, unit)
}

/** JioNLP's ends are the last second; ours are exclusive. */
function upper(ours: string | null, theirs: string, { definition, fromNow }: Told): boolean {
  if (ours === null || theirs === 'inf') return ours === null && theirs === 'inf'
  // Now is the whole hour where the base names no minute.
  const unit =
    definition === 'blur' ? roundness(theirs) : /(?<!23:)59:59$/.test(theirs) ? 'hour' : fine(theirs)
  const last = localIso(new Date(Date.parse(ours) - 1000))
  const ends = fromNow ? [ours, last] : [theirs.endsWith(':59') ? last : ours]
  return ends.some((end) => sameBound(end, theirs, unit))
}

function fine(bound: string): Unit {
  return /00:00:00$|23:59:59$/.test(bound) ? 'day' : 'minute'
}

function roundness(bound: string): Unit {
  if (!/00:00:00$|23:59:59$/.test(bound)) return 'minute'
  if (/-01-01 00|-12-31 23/.test(bound)) return 'year'
  const nextDay = addDays(bound.slice(0, 10), 1)
  return /-01 00/.test(bound) || (/23:59/.test(bound) && nextDay.endsWith('-01')) ? 'month' : 'day'
}

const daysIn: Record<string, number> = {
  year: 365.25,
  month: 30.44,
  day: 1,
  hour: 1 / 24,
  minute: 1 / 1440,
  second: 1 / 86_400,
}

function daysAsked({ type, time }: Expected): [number, number] | null {
  if (type !== 'time_delta') return null
  const bounds = (Array.isArray(time) ? time : [time, time]) as [Length, Length]
  const [least, most] = bounds.map((bound) =>
    Object.entries(bound).reduce(
      (sum, [unit, n]) =>
        sum + (unit === 'infinite' ? Number.POSITIVE_INFINITY : (daysIn[unit] ?? 0) * Number(n)),
      0,
    ),
  )
  return [least ?? 0, most === Number.POSITIVE_INFINITY ? (least ?? 0) * 2 : (most ?? 0)]
}

function length(expected: Expected): Answer {
  const { workday } = expected.time as Length
  if (workday) return (reading) => workingDays(reading.from, reading.to) === workday
  return lasts(...(daysAsked(expected) ?? [0, 0]))
}

function workingDays(from: string | null, to: string | null): number {
  if (!from || !to) return 0
  let count = 0
  const end = localDate(new Date(to))
  for (let day = localDate(new Date(from)); day < end; day = addDays(day, 1))
    if (isWorkingDay(addDays(day, 1))) count++
  return count
}
