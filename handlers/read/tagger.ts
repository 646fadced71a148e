import { readWeights, type Weights, writeWeights } from './weights.ts'

/**
 * A linear-chain tagger over hashed features. A feature's weights stand side by side, one a label, from the slot its
 * hash points to; tables of neighbours overlap, which training sees and allows for.
 */
export interface Tagger {
  labels: readonly string[]
  /** A power of two long. */
  weights: Int8Array
  /** One bit a feature that training met often enough; what it never met says nothing, instead of noise. */
  known: Uint32Array
  /** Weight of going from label to label, row by row; `forbidden` is never gone. */
  moves: Int8Array
  /** What one step of the whole-number weights is worth in nats. */
  step: number
}

export const forbidden = -128

/** Reads a tagger that `saveTagger` wrote; throws where the file is none. */
export function loadTagger(file: URL): Tagger {
  const { about, numbers } = readWeights(file)
  const { weights, known, moves } = numbers
  const { labels, step } = about
  if (
    !(weights instanceof Int8Array && moves instanceof Int8Array && known instanceof Uint32Array) ||
    !Array.isArray(labels)
  )
    throw new Error(
      `${file.pathname} holds no tagger; run npm run train, or take the file from the repository anew`,
    )
  return { labels: labels.map(String), step: Number(step), weights, known, moves }
}

/** Writes what `loadTagger` reads; `about` says where the numbers come from. */
export function saveTagger(
  file: URL,
  { labels, step, weights, known, moves }: Tagger,
  about: object,
  further: Weights['numbers'] = {},
): void {
  writeWeights(file, { about: { ...about, labels, step }, numbers: { weights, known, moves, ...further } })
}

/** Whether a feature is among those training met; 0 stands for no feature. */
export function isKnown(known: Uint32Array, hash: number): boolean {
  if (hash === 0) return false
  const bit = knownBit(known, hash)
  return ((known[bit >>> 5] as number) & (1 << (bit & 31))) !== 0
}

/** Where in a table, a power of two long, the bit of a hash stands. */
export function knownBit(known: Uint32Array, hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (Math.clz32(known.length) - 4)
}

/** How well each label fits each position: `width` features a position, row by row. */
export function scores(tagger: Tagger, features: Int32Array, width: number): Int32Array {
  const { weights, known, labels } = tagger
  const many = labels.length
  const end = weights.length - 1
  // As in `isKnown`, written out: this runs some thousand times a message.
  const shift = Math.clz32(known.length) - 4
  const all = new Int32Array((features.length / width) * many)
  for (let f = 0, row = 0, left = width; f < features.length; f++) {
    const hash = features[f] as number
    const bit = Math.imul(hash, 0x9e3779b1) >>> shift
    if (hash !== 0 && ((known[bit >>> 5] as number) & (1 << (bit & 31))) !== 0) {
      for (let l = 0; l < many; l++)
        all[row + l] = (all[row + l] as number) + (weights[(hash + l) & end] as number)
    }
    if (--left === 0) {
      left = width
      row += many
    }
  }
  return all
}

/** The best row of labels as a whole (Viterbi), as indices into `labels`. */
export function bestLabels(tagger: Tagger, fit: Int32Array): Uint8Array {
  const many = tagger.labels.length
  const length = fit.length / many
  const back = new Uint8Array(fit.length)
  let best = Float64Array.from(fit.subarray(0, many), (score, l) =>
    canBegin(tagger, l) ? score : Number.NEGATIVE_INFINITY,
  )
  for (let i = 1; i < length; i++) {
    const next = new Float64Array(many)
    for (let to = 0; to < many; to++) {
      let top = Number.NEGATIVE_INFINITY
      for (let from = 0; from < many; from++) {
        const move = tagger.moves[from * many + to] as number
        const score = move === forbidden ? Number.NEGATIVE_INFINITY : (best[from] as number) + move
        if (score > top) {
          top = score
          back[i * many + to] = from
        }
      }
      next[to] = top + (fit[i * many + to] as number)
    }
    best = next
  }
  return walkBack(tagger, best, back, length)
}

function walkBack(tagger: Tagger, best: Float64Array, back: Uint8Array, length: number): Uint8Array {
  const many = tagger.labels.length
  const row = new Uint8Array(length)
  let at = 0
  let top = Number.NEGATIVE_INFINITY
  for (let l = 0; l < many; l++) {
    if (canEnd(tagger, l) && (best[l] as number) > top) [at, top] = [l, best[l] as number]
  }
  for (let i = length - 1; i >= 0; i--) {
    row[i] = at
    at = back[i * many + at] as number
  }
  return row
}

/** A text cannot begin inside a span. */
export function canBegin(tagger: Pick<Tagger, 'labels'>, label: number): boolean {
  return !/^[IE]/.test(tagger.labels[label] ?? '')
}

/** Nor end there, where the last character of a span has a label of its own. */
export function canEnd(tagger: Pick<Tagger, 'labels'>, label: number): boolean {
  const { labels } = tagger
  return !/^[BI]/.test(labels[label] ?? '') || !labels.some((name) => name.startsWith('E'))
}
