import { isKnown } from './tagger.ts'
import { readWeights } from './weights.ts'

/** A set of words kept as bits: it never misses one of them, and takes about one in two hundred others for one. */
export type Words = Uint32Array

export const longestWord = 6

export function loadWords(file: URL): Words {
  const { words } = readWeights(file).numbers
  if (!(words instanceof Uint32Array)) throw new Error(`${file.pathname} holds no words`)
  return words
}

/** The two numbers a word is known by. */
export function wordHashes(text: string, from: number, to: number): [number, number] {
  let one = first
  let other = second
  for (let i = from; i < to; i++) {
    one = mixed(one, text.charCodeAt(i))
    other = mixed(other, text.charCodeAt(i))
  }
  return [one, other]
}

const first = 0x2545f491
const second = 0x6b79d8a3

function mixed(hash: number, code: number): number {
  const next = Math.imul(hash ^ code, 0x85ebca6b)
  return next ^ (next >>> 15)
}

/** For each character the length of the longest word that begins there (0 for none) and of the longest that ends there. */
export function wordLengths(words: Words, text: string): { begin: Uint8Array; end: Uint8Array } {
  const begin = new Uint8Array(text.length + 1)
  const end = new Uint8Array(text.length + 1)
  for (let i = 0; i < text.length; i++) {
    let one = first
    let other = second
    const last = Math.min(text.length, i + longestWord)
    for (let to = i; to < last; to++) {
      const code = text.charCodeAt(to)
      // Words are of Chinese characters alone.
      if (code < 0x4e00 || code > 0x9fff) break
      one = mixed(one, code)
      other = mixed(other, code)
      if (to === i || !isKnown(words, one) || !isKnown(words, other)) continue
      begin[i] = to + 1 - i
      end[to] = Math.max(end[to] as number, to + 1 - i)
    }
  }
  return { begin, end }
}
