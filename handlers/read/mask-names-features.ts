import { type Known, pairLevel, registerOf } from './mask-names-known.ts'
import {
  ambiguousSurnames,
  givenCharacters,
  rareSurnames,
  sureSurnames,
  titleWords,
} from './mask-names-lists.ts'
import { edge, featuresOf, type Rows, row, shapeOf, templatesOf } from './tagger-templates.ts'
import { wordLengths } from './tagger-words.ts'

// c is the character itself, k its kind, w the words that begin and end there, f how usual it is with the next one,
// t whether a title begins there, a whether it comes again with its neighbour, r the register of the whole text,
// o is the same everywhere.
const templates = templatesOf(
  'o0',
  'c-2, c-1, c0, c1, c2, c-2 c-1, c-1 c0, c0 c1, c1 c2, c-1 c1, c-2 c-1 c0, c-1 c0 c1, c0 c1 c2',
  'k-2, k-1, k0, k1, k2, k3, k-2 k-1, k-1 k0, k0 k1, k1 k2, k2 k3',
  'k-2 k-1 k0, k-1 k0 k1, k0 k1 k2, k1 k2 k3, k-2 k-1 k0 k1, k-1 k0 k1 k2, k0 k1 k2 k3',
  'w-2, w-1, w0, w1, w2, w-1 w0, w0 w1, w-1 w0 w1',
  'w0 k0 k1, w0 k-1 k0, w0 w1 k0 k1, w0 k0 k1 k2, w0 k-1 k0 k1, w-1 k-2 k-1 k0, w0 c0',
  'k-1 c0, c-1 k0 k1, c1 k0 k-1, c2 k0 k1',
  't0 k0, t1 k0, t2 k0, a0 k0 k1, a0 w0',
  'r0, r0 k0, r0 k0 k1, r0 f0, r0 w0',
  'f-2, f-1, f0, f1, f-1 f0, f0 f1, f-1 f0 f1',
  'f0 k0 k1, f-1 k-1 k0, f-1 f0 k0 k1, f0 f1 k0 k1 k2, f-1 f0 k-1 k0 k1',
)

/** How many features each character has. */
export const nameWidth = templates.width

/** What can be seen around each character within the given stretches of a text in which names are looked for. */
export function nameFeatures(
  text: string,
  known: Known,
  stretches: readonly [from: number, to: number][],
): Int32Array[] {
  if (stretches.length === 0) return []
  const rows = rowsOf(text, known)
  return stretches.map(([from, to]) => {
    const cut = Object.entries(rows).map(([name, row]) => [name, row.subarray(from, to + 2 * edge)])
    return featuresOf(templates, Object.fromEntries(cut), to - from)
  })
}

function rowsOf(text: string, known: Known): Rows {
  const register = registerOf(text, known)
  const { begin, end } = wordLengths(known.words, text)
  const titled = titlesIn(text)
  const again = repeats(text)
  const c = row(text, shapeOf)
  return {
    c,
    k: row(text, kindOf, outside),
    w: row(text, (_, i) => (begin[i] as number) * 8 + (end[i] as number)),
    f: row(text, (_, i) => pairLevel(known.pairs, c[i + edge] as number, c[i + edge + 1] as number)),
    t: row(text, (_, i) => titled[i] as number),
    a: row(text, (_, i) => again[i] as number),
    r: row(text, () => register),
  }
}

const latin = 20
const figure = 21
const handle = 22
const colon = 23
const dot = 24
const star = 25
const mark = 26
const outside = 27

/** 0 other, 1 often in given names; 2, 3 the same for a sure surname, 4, 5 for one often a word, 6, 7 for a rare one. */
const hanKinds = new Map<number, number>()
for (const c of givenCharacters) hanKinds.set(c.charCodeAt(0), 1)
;[sureSurnames, ambiguousSurnames, rareSurnames].forEach((surnames, turn) => {
  for (const c of surnames) {
    const held = hanKinds.get(c.charCodeAt(0)) ?? 0
    if (held < 2) hanKinds.set(c.charCodeAt(0), 2 * (turn + 1) + held)
  }
})

function kindOf(code: number): number {
  if (code >= 0x4e00 && code <= 0x9fff) return hanKinds.get(code) ?? 0
  const shape = shapeOf(code)
  if (shape === 97) return latin
  if (shape === 48) return figure
  if (code === 64 || code === 0xff20) return handle
  if (code === 58 || code === 0xff1a) return colon
  if (code === 0xb7 || code === 0x2022 || code === 0xff0e) return dot
  return code === 42 ? star : mark
}

const title = new RegExp(titleWords, 'y')
const titleHeads = new Set(titleWords.match(/(?<=^|\|)./g)?.map((c) => c.charCodeAt(0)))

function titlesIn(text: string): Uint8Array {
  const found = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    if (!titleHeads.has(text.charCodeAt(i))) continue
    title.lastIndex = i
    if (title.test(text)) found[i] = 1
  }
  return found
}

const pairCounts = new Uint8Array(4096)

/** 2 where a character comes again in the text together with a neighbour, as names do; else 1. */
function repeats(text: string): Uint8Array {
  const slots = new Uint16Array(text.length)
  pairCounts.fill(0)
  for (let i = 0; i + 1 < text.length; i++) {
    const slot = Math.imul(text.charCodeAt(i) * 65_536 + text.charCodeAt(i + 1), 0x9e3779b1) >>> 20
    slots[i] = slot
    if ((pairCounts[slot] as number) < 2) pairCounts[slot] = (pairCounts[slot] as number) + 1
  }
  const again = new Uint8Array(text.length).fill(1)
  for (let i = 0; i + 1 < text.length; i++) {
    if (pairCounts[slots[i] as number] === 2) again.fill(2, i, i + 2)
  }
  return again
}
