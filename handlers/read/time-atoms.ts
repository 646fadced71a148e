import { halfWidth } from './number.ts'
import { rules } from './time-rules.ts'

/** A smallest piece of an expression of time, where it stands and what it means. */
export type Atom = { start: number; end: number } & Meaning
export type Meaning =
  | { kind: 'year'; year: number }
  | { kind: 'shiftYear'; years: number }
  | { kind: 'month'; month: number; third?: 0 | 1 | 2 }
  | { kind: 'months'; from: number; count: number; quarters?: number }
  | { kind: 'shiftMonth'; months: number; third?: 0 | 1 | 2 }
  | { kind: 'dayOfMonth'; day: number }
  | { kind: 'date'; year?: number; month: number; day: number }
  | { kind: 'lunar'; month: number; day: number | null }
  | { kind: 'shiftDay'; days: number }
  | { kind: 'weekday'; day: number; weeks: number | null }
  | { kind: 'week'; weeks: number }
  | { kind: 'weekend'; weeks: number | null }
  | { kind: 'feast'; name: string }
  | { kind: 'part'; part: string }
  | { kind: 'clock'; hour: number; minute: number; vague: boolean; exact: boolean }
  | { kind: 'duration'; amount: number; unit: string; toward: 'ago' | 'ahead' | 'within' | 'lasting' }
  | { kind: 'now'; recent: boolean }
  | { kind: 'lately'; days: number }
  | { kind: 'every' }

/** The atoms of a text in order; overlaps go to the earlier rule. */
export function findAtoms(text: string): Atom[] {
  const half = halfWidth(text)
  const taken = new Uint8Array(half.length)
  const atoms: Atom[] = []
  for (const [pattern, read] of rules) {
    for (const match of half.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (end === start || taken.subarray(start, end).includes(1)) continue
      const meaning = read(match)
      if (!meaning) continue
      taken.fill(1, start, end)
      for (const one of [meaning].flat()) atoms.push({ start, end, ...one })
    }
  }
  return atoms.sort((a, b) => a.start - b.start)
}
