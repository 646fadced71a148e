import { lettersOf } from './letters.ts'

/** What a matter is about stands in its first words; the rest of a long paste would only cost time. */
const longest = 300
const letters = new Uint16Array(longest)

/** The pieces of one text: hashes of its letters and of pairs of neighbours, 32 bits each. */
export interface Grams {
  hashes: Uint32Array
  count: number
}

const grams: Grams = { hashes: new Uint32Array(2 * longest + 1), count: 0 }

/** A text's pieces; the answer is overwritten by the next call. */
export function gramsOf(text: string): Grams {
  const length = lettersOf(text, letters)
  let count = 0
  let before = 0
  for (let at = 0; at < length; at++) {
    const letter = letters[at] as number
    if (letter !== 32) grams.hashes[count++] = mix(letter)
    grams.hashes[count++] = mix(before * 0x10001 + letter)
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
