import { loadWords, type Words } from './tagger-words.ts'
import { readWeights } from './weights.ts'

/** What is known of the language before a name is looked for. */
export interface Known {
  words: Words
  /** How usual pairs of characters are, in steps 0–7, four bits a pair, at the place their hash points to. */
  pairs: Uint32Array
  /** Weights of single characters and pairs: above zero in posts of social media, below in neighbours' talk. */
  register: Int8Array
  registerStep: number
  registerBase: number
}

export function loadKnown(file: URL, words: URL): Known {
  const { about, numbers } = readWeights(file)
  const { pairs, register } = numbers
  if (!(pairs instanceof Uint32Array && register instanceof Int8Array))
    throw new Error(`${file.pathname} holds no pairs and register; run npm run train`)
  return {
    words: loadWords(words),
    pairs,
    register,
    registerStep: Number(about.registerStep),
    registerBase: Number(about.registerBase),
  }
}

export function pairSlot(pairs: { length: number }, a: number, b: number): number {
  return Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) >>> (32 - Math.log2(pairs.length * 8))
}

/** 0 for a pair hardly ever seen, 7 for one in every tenth message. */
export function pairLevel(pairs: Uint32Array, a: number, b: number): number {
  const slot = pairSlot(pairs, a, b)
  return ((pairs[slot >> 3] as number) >>> (4 * (slot & 7))) & 15
}

/** 0 for neighbours' talk and reports, 6 for a post of social media. */
export function registerOf(text: string, known: Known): number {
  const score = registerScore(text, known.register) * known.registerStep + known.registerBase
  return bounds.filter((bound) => score >= bound).length
}

const bounds = [-3, -1.5, -0.5, 0.5, 1.5, 3]

/** The sum over a text's pieces, by the root of their number, so that length alone decides nothing. */
export function registerScore(text: string, weights: ArrayLike<number>): number {
  let sum = 0
  const slots = registerSlots(text, weights.length)
  for (const slot of slots) sum += weights[slot] as number
  return slots.length === 0 ? 0 : sum / Math.sqrt(slots.length)
}

/** Where the weights of a text's characters and pairs stand. */
export function registerSlots(text: string, many: number): Uint32Array {
  const slots = new Uint32Array(Math.max(0, 2 * text.length - 1))
  const shift = 32 - Math.log2(many)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    slots[2 * i] = Math.imul(code, 0x9e3779b1) >>> shift
    if (i + 1 < text.length)
      slots[2 * i + 1] = Math.imul(code * 31 + text.charCodeAt(i + 1), 0x85ebca6b) >>> shift
  }
  return slots
}
