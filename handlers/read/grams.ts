import { lettersOf } from './letters.ts'

/** What a matter is about stands in its first words; the rest of a long paste would only cost time. */
const longest = 300
const letters = new Uint16Array(longest)
/** Stands before the first letter. */
const start = 1

/** The pieces of one text: hashes of its letters, of pairs and of triples of neighbours, 32 bits each. */
export interface Grams {
  hashes: Uint32Array
  count: number
}

const grams: Grams = { hashes: new Uint32Array(3 * longest + 1), count: 0 }

/** A text's pieces, with or without triples; the answer is overwritten by the next call. */
export function gramsOf(text: string, triples = true): Grams {
  const length = lettersOf(text, letters)
  let count = 0
  let before = start
  let earlier = 0
  for (let at = 0; at < length; at++) {
    const letter = letters[at] as number
    if (letter !== 32) grams.hashes[count++] = mix(letter)
    grams.hashes[count++] = mix(before * 0x10001 + letter)
    if (triples && at > 1)
      grams.hashes[count++] = mix(Math.imul(earlier, 0x9e3779b1) ^ (before * 0x10001 + letter))
    earlier = before
    before = letter
  }
  if (length > 0) grams.hashes[count++] = mix(before * 0x10001)
  grams.count = count
  return grams
}

/** Spreads close numbers over 32 bits (murmur3's last step). */
function mix(number: number): number {
  let h = number >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The distinct pairs of a text, to see what two texts share. */
export function bigramsOf(text: string): Set<number> {
  const length = lettersOf(text, letters)
  const pairs = new Set<number>()
  for (let at = 1; at < length; at++) {
    const [one, two] = [letters[at - 1] as number, letters[at] as number]
    if (one > 127 && two > 127) pairs.add(one * 0x10000 + two)
  }
  return pairs
}
