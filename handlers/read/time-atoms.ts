import { halfWidth } from './number.ts'
import type { Slice } from './time-calendar.ts'
import type { Length } from './time-length.ts'
import type { Rule } from './time-pattern.ts'
import { rules } from './time-rules.ts'
import { simplified } from './time-words.ts'

/** A smallest piece of an expression of time, where it stands and what it means. */
export type Atom = { start: number; end: number } & Meaning
export type Meaning =
  | { kind: 'year'; year: number }
  | { kind: 'shiftYear'; years: number }
  | { kind: 'years'; from: number; count: number }
  | { kind: 'month'; month: number; slice?: Slice }
  /** `turn` counts such stretches from the present one: 上季度 is -1. */
  | { kind: 'months'; from: number; count: number; turn?: number }
  | { kind: 'shiftMonth'; months: number; slice?: Slice }
  | { kind: 'dayOfMonth'; day: number }
  | { kind: 'date'; year?: number; month: number; day: number }
  /** A lunar month, or a day of one; of whichever is nearest where only the day was said. */
  | { kind: 'lunar'; month: number | null; day: number | null; leap: boolean }
  | { kind: 'shiftDay'; days: number }
  | { kind: 'weekday'; day: number; weeks: number | null }
  | { kind: 'week'; weeks: number; slice?: Slice }
  | { kind: 'weekend'; weeks: number | null }
  /** Some of the days, weeks, months or quarters of what was said before; counted from its end where negative. */
  | { kind: 'nth'; from: number; count: number; unit: string; weekday?: number }
  | { kind: 'feast'; name: string; whole: boolean }
  | { kind: 'part'; part: string }
  | { kind: 'clock'; hour: number; minute: number; vague: boolean; exact: boolean }
  | ({ kind: 'length' } & Length)
  | { kind: 'now' }
  | { kind: 'lately'; days: number }
  | { kind: 'every' }

/** Narrow and simplified letters, each in its place: what the rules read. */
export function normal(text: string): string {
  return simplified(halfWidth(text))
}

/** The atoms of a normal text in order; overlaps go to the earlier rule. */
export function findAtoms(text: string): Atom[] {
  const taken = new Uint8Array(text.length)
  const atoms: Atom[] = []
  for (const rule of rules) if (rule.needs.test(text)) apply(rule, text, taken, atoms)
  return atoms.sort((a, b) => a.start - b.start)
}

function apply({ pattern, read }: Rule, text: string, taken: Uint8Array, atoms: Atom[]): void {
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index
    const end = start + match[0].length
    if (taken.subarray(start, end).includes(1)) {
      // What overlaps (初一早) may hide what does not (早上).
      pattern.lastIndex = start + 1
      continue
    }
    const meaning = read(match)
    if (!meaning) continue
    taken.fill(1, start, end)
    for (const one of [meaning].flat()) atoms.push({ start, end, ...one })
  }
}
