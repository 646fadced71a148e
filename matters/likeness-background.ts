/**
 * What was learned beforehand of how people write: in how many of `documents` texts a gram stood, and in which
 * direction of meaning a pair of letters points. Numbers only; no text can be had back from them.
 */
export interface Background {
  documents: number
  /**
   * Open addressing over 2^n cells: 12 bits to tell a gram from others that fall into its cell, 4 bits of its step of
   * commonness, 0 for an empty cell. What stood in fewer than `fewest` texts is not kept.
   */
  cells: Uint16Array
  /** Sorted grams that have a direction, `width` numbers each in `directions`. */
  directed: Uint32Array
  directions: Int8Array
  width: number
  /** How a reader scores a text under each of its categories: what it is about, whatever the words. */
  scoresOf: (text: string) => Float32Array
  /** The mean of those scores over texts of all kinds, and over what they begin with: few words lean another way. */
  usual: Float32Array
  usualOfFew: Float32Array
}

/** A gram in fewer texts than this counts as never seen: one text's own words leave no trace. */
export const fewest = 4
/** Each step of commonness is this many times the texts of the step before. */
const stepTimes = 1.8
const mostProbes = 64
/** Scores are divided by it before they are taken for shares. */
const heat = 0.6
/** A text of at most so many signs is as short as a title. */
export const fewSigns = 45

/** How telling a gram is: the logarithm of how few texts hold it, from 0 to about 10. */
export function rarity(background: Background, gram: number): number {
  const step = stepOf(background.cells, gram)
  const texts = step === 0 ? 0 : fewest * stepTimes ** (step - 0.5)
  return Math.log((background.documents + 1) / (texts + 1))
}

export function isUnheard(background: Background, gram: number): boolean {
  return stepOf(background.cells, gram) === 0
}

function stepOf(cells: Uint16Array, gram: number): number {
  const mask = cells.length - 1
  const sign = gram >>> 20
  for (let probe = 0; probe < mostProbes; probe++) {
    const cell = cells[(gram + probe) & mask] as number
    if (cell === 0) return 0
    if (cell >>> 4 === sign) return cell & 15
  }
  return 0
}

/** The cells for so many texts a gram; throws where they do not suffice. */
export function cellsFor(texts: ReadonlyMap<number, number>, size: number): Uint16Array {
  const cells = new Uint16Array(size)
  for (const [gram, count] of texts) {
    if (count < fewest) continue
    const step = Math.min(15, 1 + Math.floor(Math.log(count / fewest) / Math.log(stepTimes)))
    let probe = 0
    while (cells[(gram + probe) & (size - 1)] !== 0) {
      if (++probe === mostProbes) throw new Error(`${size} cells are too few for ${texts.size} grams`)
    }
    cells[(gram + probe) & (size - 1)] = ((gram >>> 20) << 4) | step
  }
  return cells
}

/** Where the pairs of a text point to together, of length 1; all noughts where none of them is known. */
export function directionOf(background: Background, pairs: ReadonlyMap<number, number>): Float32Array {
  const { directed, directions, width } = background
  const sum = new Float32Array(width)
  for (const [pair, times] of pairs) {
    const at = positionOf(directed, pair)
    if (at < 0) continue
    const weight = 1 + Math.log(times)
    for (let k = 0; k < width; k++)
      sum[k] = (sum[k] as number) + weight * (directions[at * width + k] as number)
  }
  const length = Math.hypot(...sum) || 1
  return sum.map((one) => one / length)
}

/** What a text is about: how its scores differ from the usual, of length 1; and the roots of their shares. */
export function topicOf(background: Background, text: string): { lean: Float32Array; roots: Float32Array } {
  const usual = text.length <= fewSigns ? background.usualOfFew : background.usual
  const scores = background.scoresOf(text)
  const lean = scores.map((score, at) => score - (usual[at] as number))
  const length = Math.hypot(...lean) || 1
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp((score - most) / heat))
  const all = powers.reduce((sum, one) => sum + one, 0)
  return { lean: lean.map((one) => one / length), roots: powers.map((one) => Math.sqrt(one / all)) }
}

/** Index of a number in sorted numbers, or -1. */
export function positionOf(sorted: Uint32Array, wanted: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = sorted[middle] as number
    if (found === wanted) return middle
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
