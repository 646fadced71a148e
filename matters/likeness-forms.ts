import { positionOf } from './likeness-background.ts'
import { gram } from './likeness-letters.ts'
import type { Sketch } from './likeness-sketch.ts'

/** How telling the lesser of two names is that fill one form; 0 where nothing is filled in. */
export interface Filled {
  /** Once, in the head. */
  inHead: number
  /** Once, anywhere. */
  anywhere: number
  /** The same two names more than once. */
  again: number
}

type Said = Pick<Sketch, 'letters' | 'headEnd' | 'grams' | 'rarities'>

/**
 * Letters that the other text does not know, and hashes of the two letters before and behind them; behind also where one
 * or two letters more are of the name, which the other text may know from elsewhere (安和 of 安和小区).
 */
interface Gap {
  from: number
  to: number
  rarity: number
  before: number
  behind: [number, number, number]
}

const longestName = 12
/** Numbers and spans of time change when somebody tells the same anew; that is no other name. */
const counting = new Set(
  [...'零一二三四五六七八九十百千万两几多年月日号时分个半'].map((letter) => letter.charCodeAt(0)),
)

/**
 * Whether two texts are one form filled in with two names: where each has letters of its own, at least two and hardly
 * any in common, the same letters stand before and behind. So write those who complain of many places, and those who
 * copy somebody else's words.
 */
export function filledIn(a: Said, b: Said): Filled {
  const filled = { inHead: 0, anywhere: 0, again: 0 }
  const gapsOfA = gaps(a, b)
  if (gapsOfA.length === 0) return filled
  const gapsOfB = gaps(b, a)
  const used = new Set<Gap>()
  const pairs = new Set<string>()
  for (const one of gapsOfA) {
    const other = gapsOfB.find((gap) => !used.has(gap) && sameFrame(one, gap) && !alike(a, one, b, gap))
    if (!other) continue
    used.add(other)
    const telling = Math.min(one.rarity, other.rarity)
    const names = `${a.letters.subarray(one.from, one.to)}|${b.letters.subarray(other.from, other.to)}`
    if (one.to <= a.headEnd && other.to <= b.headEnd) filled.inHead = Math.max(filled.inHead, telling)
    filled.anywhere = Math.max(filled.anywhere, telling)
    if (pairs.has(names)) filled.again = Math.max(filled.again, telling)
    pairs.add(names)
  }
  return filled
}

function gaps(a: Said, b: Said): Gap[] {
  const { letters } = a
  const known = knownTo(b, letters)
  const found: Gap[] = []
  for (let from = 0; from < letters.length; from++) {
    if (known[from] || letters[from] === 0) continue
    let to = from
    while (to < letters.length && !known[to] && letters[to] !== 0) to++
    const gap = { from, to, ...frame(letters, from, to), rarity: rarestPair(a, from, to) }
    if (to - from >= 2 && to - from <= longestName && isName(letters, from, to)) found.push(gap)
    from = to
  }
  return found
}

/** 1 for every letter that stands in a triple the other text has too. */
function knownTo(other: Said, letters: Int32Array): Uint8Array {
  const known = new Uint8Array(letters.length)
  for (let at = 0; at + 2 < letters.length; at++) {
    const [a, b, c] = [letters[at] as number, letters[at + 1] as number, letters[at + 2] as number]
    if (a === 0 || b === 0 || c === 0) continue
    if (positionOf(other.grams, gram(a, b, c)) >= 0) known.fill(1, at, at + 3)
  }
  return known
}

function frame(letters: Int32Array, from: number, to: number): Pick<Gap, 'before' | 'behind'> {
  const at = (index: number) => letters[index] ?? 0
  const two = (index: number) => (index + 1 < letters.length ? gram(at(index), at(index + 1)) : 0)
  return {
    before: from >= 2 ? two(from - 2) : from === 1 ? at(0) : 0,
    behind: [two(to), two(to + 1), two(to + 2)],
  }
}

function rarestPair(said: Said, from: number, to: number): number {
  let most = 0
  for (let at = from; at + 1 < to; at++) {
    const pair = gram(said.letters[at] as number, said.letters[at + 1] as number)
    most = Math.max(most, said.rarities[positionOf(said.grams, pair)] ?? 0)
  }
  return most
}

function isName(letters: Int32Array, from: number, to: number): boolean {
  let counted = 0
  for (let at = from; at < to; at++) {
    const letter = letters[at] as number
    if (letter > 0xffff || counting.has(letter)) counted++
  }
  return counted * 2 < to - from
}

/** At the very beginning a title may lack what stands before. */
function sameFrame(a: Gap, b: Gap): boolean {
  const [[behindA, ...laterA], [behindB, ...laterB]] = [a.behind, b.behind]
  const sameBehind =
    behindA === behindB ||
    (behindA !== 0 && laterB.includes(behindA)) ||
    (behindB !== 0 && laterA.includes(behindB))
  return sameBehind && (a.before === b.before || (a.from <= 2 && b.from <= 2))
}

/** Half of the shorter's letters in both, what both begin and end with aside: one name, written in two ways. */
function alike(a: Said, one: Gap, b: Said, other: Gap): boolean {
  const [first, second] = [a.letters.subarray(one.from, one.to), b.letters.subarray(other.from, other.to)]
  const shortest = Math.min(first.length, second.length)
  let [before, behind] = [0, 0]
  while (before < shortest && first[before] === second[before]) before++
  while (behind < shortest - before && first.at(-1 - behind) === second.at(-1 - behind)) behind++
  const left = shortest - before - behind
  if (left < 2) return true
  const letters = second.subarray(before, second.length - behind)
  let shared = 0
  for (const letter of first.subarray(before, first.length - behind)) if (letters.includes(letter)) shared++
  return shared * 2 >= left
}
