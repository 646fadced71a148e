import { inMandarin } from './dialect.ts'
import { sharedWords } from './words.ts'

/**
 * For each label its cues, one a line: a weight (negative: it speaks against), then lists of words with `|`
 * between the lists. Every list must be met by one of its words, all within `window` characters of each other;
 * `@name` stands for a list of words.ts. A cue counts once in a text.
 */
export type Lexicon = Readonly<Record<string, string>>

interface Cue {
  label: string
  weight: number
  lists: string[][]
}

/** Characters between the first and the last word of one cue: about two clauses of chat. */
const window = 30
/** What a matter is about stands in its first words; the rest of a 64 KB paste would only cost time. */
const longest = 600

interface Node {
  next: Map<number, Node>
  /** Cues this word belongs to, as cue × 4 + list. */
  ends: number[]
}

/** People name the matter first and tell its history after. */
const early = 60

/**
 * Compiles a lexicon once; the answer reads a folded text in one pass and says each label's sum of weights, of
 * which those found later than the first `early` characters count `late`.
 */
export function compile(lexicon: Lexicon, late = 1): (folded: string) => Map<string, number> {
  const cues = Object.entries(lexicon).flatMap(([label, lines]) => cuesOf(label, lines))
  const root: Node = { next: new Map(), ends: [] }
  for (const [index, { lists }] of cues.entries()) {
    for (const [list, words] of lists.entries()) {
      for (const word of words) plant(root, fold(word), index * 4 + list)
    }
  }
  // Most letters begin no word: a table answers that faster than a map.
  const beginnings: (Node | undefined)[] = Array.from({ length: 0x10000 }, (_, code) => root.next.get(code))
  const sizes = cues.map(({ lists }) => lists.length)
  // Positions grow from one text to the next, so that nothing must be cleared between texts.
  const seen = new Float64Array(cues.length * 4).fill(-1e6)
  const fired = new Float64Array(cues.length)
  let base = 1e3
  return (folded) => {
    const sums = new Map<string, number>()
    const start = base
    const end = Math.min(folded.length, longest)
    for (let at = 0; at < end; at++) {
      let node = beginnings[folded.charCodeAt(at)]
      for (let to = at + 1; node; to++) {
        const { ends } = node
        for (let which = 0; which < ends.length; which++) {
          const hit = ends[which] as number
          const cue = hit >> 2
          if (fired[cue] === start) continue
          seen[hit] = start + at
          if (!allSeen(seen, cue, sizes[cue] ?? 1, start + at)) continue
          fired[cue] = start
          const found = cues[cue]
          if (found) add(sums, found, at < early ? 1 : late)
        }
        if (to >= end) break
        node = node.next.get(folded.charCodeAt(to))
      }
    }
    base = start + end + window + 1
    return sums
  }
}

function add(sums: Map<string, number>, { label, weight }: Cue, share: number): void {
  sums.set(label, (sums.get(label) ?? 0) + share * weight)
}

function allSeen(seen: Float64Array, cue: number, size: number, now: number): boolean {
  for (let list = 0; list < size; list++) {
    if (now - (seen[cue * 4 + list] ?? -1e6) > window) return false
  }
  return true
}

function cuesOf(label: string, lines: string): Cue[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [weight = '', ...words] = line.split(' ')
      const lists = words.join(' ').split('|').map(wordsOf)
      if (!Number(weight) || lists.length > 4 || lists.some((list) => list.length === 0)) {
        throw new Error(`lexicon ${label}: "${line}" should be a weight and up to four lists of words`)
      }
      return { label, weight: Number(weight), lists }
    })
}

function wordsOf(list: string): string[] {
  return list
    .split(' ')
    .filter(Boolean)
    .flatMap((word) => {
      if (!word.startsWith('@')) return [word]
      const shared = sharedWords[word.slice(1)]
      if (!shared) throw new Error(`lexicon: no list of words ${word} in words.ts`)
      return wordsOf(shared)
    })
}

function plant(root: Node, word: string, hit: number): void {
  let node = root
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    let next = node.next.get(code)
    if (!next) {
      next = { next: new Map(), ends: [] }
      node.next.set(code, next)
    }
    node = next
  }
  if (!node.ends.includes(hit)) node.ends.push(hit)
}

/** Control, format and variation characters: NUL, zero-width, right-to-left marks, BOM. */
const invisible = /\p{Cc}(?<!\n)|\p{Cf}|\ufe0f/gu
const keptNumbers = new Set(['110', '119', '120', '122', '12345', '12315', '96110', '12123', '114', '315'])

/**
 * The form in which texts and lexicons meet: half width, lower case, every run of digits one `0` except the
 * public numbers people name (110, 12345 …), no invisible characters.
 */
export function fold(text: string): string {
  return inMandarin(text.slice(0, longest * 2))
    .normalize('NFKC')
    .toLowerCase()
    .replace(invisible, '')
    .replace(/\d+/g, (digits) => (keptNumbers.has(digits) ? digits : '0'))
}
