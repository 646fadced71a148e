import { numeral, toNumber } from './number.ts'
import type { Meaning } from './time-atoms.ts'

type Read = (match: RegExpMatchArray) => Meaning | Meaning[] | null
/** A way to say a time. A text without any of the letters it needs is spared the search. */
export interface Rule {
  needs: RegExp
  pattern: RegExp
  read: Read
}

/** A rule from the letters it cannot do without and the source of its pattern. */
export function rule(letters: string, source: string, read: Read): Rule {
  return { needs: new RegExp(`[${letters}]`), pattern: new RegExp(source, 'g'), read }
}

/** One character of a number. */
export const N = `[${numeral}]`
/** What stands between the ends of a stretch. */
export const till = '(?:到|至|[-—–~]{1,2})'

/** The number a part of a match stands for; null where it was not said. */
export function num(written: string | undefined): number | null {
  return toNumber(written ?? '')
}
