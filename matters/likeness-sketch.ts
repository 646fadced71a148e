import { type Background, directionOf, positionOf, rarity, topicOf } from './likeness-background.ts'
import { type KeyName, keyNames, principals } from './likeness-key-names.ts'
import { eachGram, eitherWay, gram, lettersOf, longest, plainOf } from './likeness-letters.ts'
import { districtsIn, type NameKind, numberedIn } from './likeness-names.ts'

/** What is kept of a text to compare it with others. Lives in memory alone; no table holds it. */
export interface Sketch {
  letters: Int32Array
  /** So many letters are its title, or what it begins with. */
  headEnd: number
  /** Sorted pairs and triples of letters, and how telling each is. */
  grams: Uint32Array
  rarities: Float32Array
  /** Of all rarities together (Euclid). */
  length: number
  /** Positions in `grams` of those that stand in the head. */
  head: Uint16Array
  /** 1 for those same grams. */
  headed: Uint8Array
  /** How much the grams of the head weigh together: all of them by their rarity squared, those of no name by `wordWeight`. */
  headWeight: number
  headWords: number
  /** 1 for the grams that belong to a key name. */
  named: Uint8Array
  /** 1 for those that belong to a site, a road or an area. */
  sited: Uint8Array
  /** How much the grams that belong to none weigh together: by their rarity squared, and as `wordWeight` has it. */
  bare: number
  words: number
  /** Sorted pairs without regard to their order. */
  loose: Uint32Array
  names: KeyName[]
  principal: Partial<Record<NameKind, KeyName>>
  districts: Set<string>
  numbered: Map<string, Set<string>>
  /** Words of digits and Latin letters: 226960, zqm. */
  codes: Set<number>
  /** Where its meaning points to, names aside; of the whole and of the head. */
  direction: Float32Array
  headDirection: Float32Array
  /** What it is about, as a reader of categories sees it; the whole and the head. */
  topic: Topic
  headTopic: Topic
  /** The grams by which it is looked for, the most telling first. */
  keys: number[]
}

export type Topic = ReturnType<typeof topicOf>

/** Where no title stands apart, these first letters are the head. */
const headLetters = 30
const longestTitle = 45
/** 3栋 tells which building it is about only when said early. */
const numberedWithin = 80
const mostKeys = 60

/** Sketches a text as it comes: title and body, a title alone, a message in a chat. */
export function sketchOf(text: string, background: Background): Sketch {
  const plain = plainOf(text)
  const letters = lettersOf(plain)
  const title = titleOf(text)
  const headEnd = title ? lettersOf(title).length : letterAt(letters, headLetters)
  const head = { letters: headEnd, plain: title ? title.length : headLetters + 2 }
  const counted = count(letters, headEnd)
  const grams = Uint32Array.from(counted.times.keys()).sort()
  const rarities = Float32Array.from(grams, (gram) => rarity(background, gram))
  const names = keyNames(plain, letters, head, counted.times, background)
  const inNames = ofNames(letters, new Set(names.key.flatMap((name) => name.pairs)))
  const flags = (wanted: { has(gram: number): boolean }) =>
    Uint8Array.from(grams, (gram) => (wanted.has(gram) ? 1 : 0))
  const named = flags(inNames)
  const headed = flags(counted.head)
  const together = (weight: (rarity: number, at: number) => number) =>
    rarities.reduce((sum, rarity, at) => sum + weight(rarity, at), 0)
  const sites = names.key.filter(({ kind }) => kind === 'site' || kind === 'road' || kind === 'area')
  const towards = (pairs: Map<number, number>) =>
    directionOf(background, new Map([...pairs].filter(([pair]) => !names.pairs.has(pair))))
  return {
    letters,
    headEnd,
    grams,
    rarities,
    length: Math.sqrt(together((rarity) => rarity * rarity)) || 1,
    head: Uint16Array.from(counted.head, (gram) => positionOf(grams, gram)),
    headed,
    headWeight: together((rarity, at) => (headed[at] ? rarity * rarity : 0)),
    headWords: together((rarity, at) => (headed[at] && !named[at] ? wordWeight(rarity) : 0)),
    named,
    sited: flags(ofNames(letters, new Set(sites.flatMap((name) => name.pairs)))),
    bare: together((rarity, at) => (named[at] ? 0 : rarity * rarity)),
    words: together((rarity, at) => (named[at] ? 0 : wordWeight(rarity))),
    loose: Uint32Array.from(counted.loose).sort(),
    names: names.key,
    principal: principals(names.key),
    districts: districtsIn(plain),
    numbered: numberedIn(plain.slice(0, numberedWithin)),
    codes: new Set(letters.filter((letter) => letter > 0xffff)),
    direction: towards(counted.pairs),
    headDirection: towards(counted.headPairs),
    topic: topicOf(background, text.slice(0, longest)),
    headTopic: topicOf(background, title ? text.slice(0, text.indexOf('\n')) : text.slice(0, headLetters)),
    keys: keysOf(grams, rarities, counted),
  }
}

/** The pairs of names, and every triple that holds one. */
function ofNames(letters: Int32Array, pairs: Set<number>): Set<number> {
  const found = new Set(pairs)
  eachGram(letters, (triple, at, length) => {
    if (length === 2) return
    const [a, b, c] = [letters[at] as number, letters[at + 1] as number, letters[at + 2] as number]
    if (pairs.has(gram(a, b)) || pairs.has(gram(b, c))) found.add(triple)
  })
  return found
}

/** Everybody's words say nothing of the matter; what nobody else writes says no more of it than a good word. */
export function wordWeight(rarity: number): number {
  return rarity > 2.5 ? Math.min(rarity, 6.5) ** 2 : 0
}

/** The first line, where it is as long as a title; null else. */
function titleOf(text: string): string | null {
  const end = text.indexOf('\n')
  const line = end > 0 && end <= 2 * longestTitle ? plainOf(text.slice(0, end)) : ''
  return line.length >= 4 && line.length <= longestTitle ? line : null
}

/** Where the nth letter ends; spaces are none. */
function letterAt(letters: Int32Array, nth: number): number {
  let seen = 0
  for (let at = 0; at < letters.length; at++) if (letters[at] !== 0 && ++seen === nth) return at + 1
  return letters.length
}

interface Counted {
  times: Map<number, number>
  head: Set<number>
  loose: Set<number>
  pairs: Map<number, number>
  headPairs: Map<number, number>
}

function count(letters: Int32Array, headEnd: number): Counted {
  const counted: Counted = {
    times: new Map(),
    head: new Set(),
    loose: new Set(),
    pairs: new Map(),
    headPairs: new Map(),
  }
  const more = (map: Map<number, number>, gram: number) => map.set(gram, (map.get(gram) ?? 0) + 1)
  eachGram(letters, (gram, at, length) => {
    const inHead = at + length <= headEnd
    more(counted.times, gram)
    if (inHead) counted.head.add(gram)
    if (length === 3) return
    counted.loose.add(eitherWay(letters[at] as number, letters[at + 1] as number))
    more(counted.pairs, gram)
    if (inHead) more(counted.headPairs, gram)
  })
  return counted
}

/** Telling grams first; standing in the head or more than once adds half each. */
function keysOf(grams: Uint32Array, rarities: Float32Array, { times, head }: Counted): number[] {
  const weight = (gram: number, at: number) =>
    (rarities[at] as number) * (1 + (head.has(gram) ? 0.5 : 0) + ((times.get(gram) ?? 0) > 1 ? 0.5 : 0))
  return [...grams]
    .map((gram, at) => [gram, weight(gram, at)] as const)
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostKeys)
    .map(([gram]) => gram)
}
