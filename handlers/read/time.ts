import type { TimeReading } from '../../matters/reading.ts'
import { type Atom, findAtoms, normal } from './time-atoms.ts'
import { opened } from './time-bounds.ts'
import type { Prefer } from './time-calendar.ts'
import { together } from './time-group.ts'
import { type Expression, joinNights, joinRanges } from './time-ranges.ts'
import { type Resolved, resolve, toReading } from './time-resolve.ts'

export interface TimeOptions {
  /** Reports tell of what was; a command that sets a date wants 'future'. */
  prefer?: Prefer
}

/**
 * The first time a text speaks of, in Shanghai time; 现在 and 最近 only where it names no other. Null if it
 * speaks of none. Never throws.
 */
export function readTime(text: string, at: Date, options: TimeOptions = {}): TimeReading | null {
  const times = readTimes(text, at, options)
  return (
    times.find((time) => !/^(?:现在|目前|当前|正在|最近|近来|近期|近日)$/.test(time.text)) ?? times[0] ?? null
  )
}

/** Nobody tells more in one message; a long list of dates must not hold up the others. */
const mostTimes = 100

/** Every time a text speaks of, relative to `at`. An end that was left open (8点以后) is null. */
export function readTimes(text: string, at: Date, options: TimeOptions = {}): TimeReading[] {
  return findTimes(text, at, options).map(({ reading }) => reading)
}

/** The same with where each stands in the text. */
export function findTimes(
  text: string,
  at: Date,
  { prefer = 'past' }: TimeOptions = {},
): { start: number; end: number; reading: TimeReading }[] {
  const said = normal(text)
  const expressions = together(said, findAtoms(said))
    .slice(0, mostTimes)
    .flatMap((atoms) => expressionOf(said, atoms, at, prefer) ?? [])
  return joinRanges(said, joinNights(expressions)).map(({ start, end, resolved }) => ({
    start,
    end,
    reading: toReading(text.slice(start, end), resolved),
  }))
}

function expressionOf(text: string, atoms: Atom[], at: Date, prefer: Prefer): Expression | null {
  const resolved = resolve(atoms, at, prefer)
  if (!resolved || !inCalendar(resolved)) return null
  const start = Math.min(...atoms.map((a) => a.start))
  const end = Math.max(...atoms.map((a) => a.end))
  return opened(text, { start, end, atoms, resolved }, at)
}

/** chinese-days and ISO years both end somewhere; what lies beyond is no time anybody reports. */
function inCalendar({ from, to }: Resolved): boolean {
  return [from, to].every((d) => d.getTime() > -2e12 && d.getTime() < 7e12)
}
