import type { TimeReading } from '../../matters/reading.ts'
import { addDays, atLocal, localDate, localIso, localTime } from '../../matters/working-time.ts'
import type { Atom } from './time-atoms.ts'
import type { Granularity, Prefer } from './time-calendar.ts'
import { clockAt, partAt } from './time-clock.ts'
import { daysOf } from './time-days.ts'
import { lengthAt } from './time-length.ts'
import { partsOfDay } from './time-words.ts'

/** What an expression comes to: an interval, how fine it is, and whether it comes again. */
export interface Resolved {
  from: Date
  to: Date
  /** The side nothing was said of: 8点以后 has no end. */
  open: 'start' | 'end' | null
  granularity: Granularity
  recurring: boolean
  /** Said with a day of its own (昨天, 周三, 11月3日). */
  dated: boolean
  /** Said of the evening or the night, which the small hours after it belong to. */
  night: boolean
}

interface Span {
  from: Date
  to: Date
  granularity: Granularity
}

const minuteMs = 60_000

/** Works out atoms that were said together. Null where they make no time at all (31 February, 一点 alone). */
export function resolve(atoms: Atom[], at: Date, prefer: Prefer): Resolved | null {
  const recurring = atoms.some((atom) => atom.kind === 'every')
  const part = atoms.find((atom) => atom.kind === 'part')?.part ?? null
  const days = daysOf(atoms, at, prefer)
  const night = Boolean(part && partsOfDay[part]?.night)
  const told = { recurring, dated: days !== null, night, open: null }
  const turn = recurring ? 'today' : prefer
  const clock = atoms.find((atom) => atom.kind === 'clock')
  if (clock) {
    if (!clock.exact && !days && !part && !recurring) return null
    return { ...clockSpan(clock, clockAt(clock, part, days, at, turn)), ...told }
  }
  if (part) return { ...partAt(part, days, at, turn), granularity: 'part_of_day', ...told }
  if (days)
    return {
      from: atLocal(days.from, '00:00'),
      to: atLocal(days.to, '00:00'),
      granularity: days.granularity,
      ...told,
    }
  const span = looseSpan(atoms, at, prefer)
  if (span) return { ...span, ...told }
  return recurring ? { from: at, to: at, granularity: 'day', ...told } : null
}

/** An hour told to the hour lasts one, told to the minute a minute. */
function clockSpan(clock: Extract<Atom, { kind: 'clock' }>, from: Date): Span {
  const hourly = clock.vague || clock.minute === 0
  const granularity: Granularity = hourly ? 'hour' : 'minute'
  return { from, to: new Date(from.getTime() + (hourly ? 60 : 1) * minuteMs), granularity }
}

/** 刚才, 最近, 半年: reckoned from the moment of speaking. */
function looseSpan(atoms: Atom[], at: Date, prefer: Prefer): Span | null {
  for (const atom of atoms) {
    if (atom.kind === 'length') return lengthAt(atom, at, prefer)
    if (atom.kind === 'now') return { from: at, to: at, granularity: 'minute' }
    if (atom.kind === 'lately')
      return {
        from: new Date(at.getTime() - atom.days * 1440 * minuteMs),
        to: at,
        granularity: atom.days > 7 ? 'month' : 'week',
      }
  }
  return null
}

/** 上礼拜三晚上 … 凌晨两点: the small hours of the day after the evening. */
export function nightAfter(evening: Resolved, clock: Resolved): Resolved {
  const from = atLocal(addDays(localDate(evening.from), 1), localTime(clock.from))
  return {
    ...clock,
    from,
    to: new Date(from.getTime() + clock.to.getTime() - clock.from.getTime()),
    dated: true,
  }
}

/** Whether it was told by the clock. */
export function isClock({ granularity }: Resolved): boolean {
  return granularity === 'minute' || granularity === 'hour'
}

/** The reading of an expression. What comes again has no one instant; `from` is then its latest turn. */
export function toReading(text: string, { from, to, open, granularity, recurring }: Resolved): TimeReading {
  const start = open === 'start' ? null : localIso(from)
  return {
    text,
    at: recurring ? null : start,
    from: start,
    to: open === 'end' ? null : localIso(to),
    granularity,
    recurring,
  }
}
