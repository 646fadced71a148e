import { type Known, pairLevel } from './mask-names-known.ts'
import {
  ambiguousSurnames,
  foreignSounds,
  givenCharacters,
  rareSurnames,
  sureSurnames,
} from './mask-names-lists.ts'

const opening = 1
const given = 2
const foreign = 4
const sign = 8
const kinds = new Map<number, number>()
mark(`${sureSurnames}${ambiguousSurnames}${rareSurnames}小老阿`, opening)
mark(givenCharacters, given)
mark(foreignSounds, foreign)
mark('@＠·•．', sign)

function mark(characters: string, kind: number): void {
  for (const c of characters) kinds.set(c.charCodeAt(0), (kinds.get(c.charCodeAt(0)) ?? 0) | kind)
}

/** In more than one of a hundred messages. */
const usual = 5
/** So many characters before the beginning of a possible name and after it are looked at. */
const before = 1
const after = 5

/**
 * The stretches of a text in which a name could stand at all: an unusual pair that a surname begins, two characters of
 * given names or three foreign sounds. In ordinary talk that is one character in five, and the rest costs nothing.
 */
export function sitesOf(text: string, known: Known): [number, number][] {
  const sites: [number, number][] = []
  for (let i = 0; i < text.length; i++) {
    if (!mayBegin(text, i, known)) continue
    const from = Math.max(0, i - before)
    const to = Math.min(text.length, i + after)
    const last = sites.at(-1)
    if (last && from <= last[1]) last[1] = to
    else sites.push([from, to])
  }
  return sites
}

function mayBegin(text: string, i: number, known: Known): boolean {
  const code = text.charCodeAt(i)
  const kind = kinds.get(code) ?? 0
  if (kind === 0 || kind & sign) return kind !== 0
  const next = text.charCodeAt(i + 1)
  const both = kind & (kinds.get(next) ?? 0)
  const third = kinds.get(text.charCodeAt(i + 2)) ?? 0
  if (!(kind & opening || both & given || both & foreign & third)) return false
  if (pairLevel(known.pairs, code, next) > (both & given && !(kind & opening) ? 1 : 2)) return false
  // 何处理, 单方面: what a usual pair follows was cut in the midst of a word.
  return pairLevel(known.pairs, next, text.charCodeAt(i + 2)) <= usual
}
