import { canBegin, canEnd, forbidden, isKnown, knownBit, type Tagger } from '../../handlers/read/tagger.ts'
import { randomFrom, shuffle } from './random.ts'

/** One text to learn from: `width` feature hashes a character, row by row, and the right label of each. */
export interface Example {
  features: Int32Array
  gold: Uint8Array
  /** How much it counts; 1 where nothing is said. */
  weight?: number
}

export interface Recipe {
  labels: readonly string[]
  width: number
  /** Length of the table of weights, a power of two. */
  slots: number
  /** Length of the table of known features, in bytes. */
  knownBytes: number
  /** A feature counts only if it stands in as many texts: rare pieces of text are not learned by heart. */
  floor: number
  epochs: number
  /** So many are trained and their mean is taken: it leans less on the order and the copies one happened to see. */
  members: number
  rate: number
  /** Pull towards zero, per touch of a weight. */
  decay: number
  /** Share of features left out at random while learning, so that none is leaned on alone. */
  dropout: number
  seed: number
}

/**
 * Trains a conditional random field by stochastic gradient with AdaGrad steps, and rounds it to whole numbers.
 * Each epoch may bring examples of its own; the features known are those of epoch 0. The same examples and recipe
 * give the same bytes.
 */
export function trainTagger(examplesOf: (epoch: number) => Example[], recipe: Recipe): Tagger {
  const known = knownFeatures(examplesOf(0), recipe)
  const members = Array.from({ length: recipe.members }, (_, turn) => {
    const model = new Field(recipe.labels, recipe)
    const random = randomFrom(recipe.seed + turn)
    const kept = (hash: number) => (isKnown(known, hash) && random() >= recipe.dropout ? hash : 0)
    for (let epoch = 0; epoch < recipe.epochs; epoch++) {
      for (const example of shuffle(examplesOf(epoch), random))
        model.learn({ ...example, features: example.features.map(kept) }, recipe.rate)
      if (epoch >= recipe.epochs / 2) model.remember()
    }
    return model.mean()
  })
  return rounded(recipe.labels, meanOf(members), known)
}

type Weighted = { weights: Float32Array; moves: Float32Array }

function meanOf(members: Weighted[]): Weighted {
  const mean = (pick: (member: Weighted) => Float32Array) =>
    pick(members[0] as Weighted).map((_, at) =>
      members.reduce((sum, member) => sum + (pick(member)[at] as number) / members.length, 0),
    )
  return { weights: mean(({ weights }) => weights), moves: mean(({ moves }) => moves) }
}

function knownFeatures(examples: Example[], { floor, knownBytes }: Recipe): Uint32Array {
  const texts = new Map<number, number>()
  for (const { features } of examples) {
    for (const hash of new Set(features)) texts.set(hash, (texts.get(hash) ?? 0) + 1)
  }
  const known = new Uint32Array(knownBytes / 4)
  for (const [hash, count] of texts) if (count >= floor && hash !== 0) setBit(known, hash)
  return known
}

/** Marks a hash as known, where `isKnown` looks for it. */
export function setBit(known: Uint32Array, hash: number): void {
  const bit = knownBit(known, hash)
  known[bit >>> 5] = ((known[bit >>> 5] as number) | (1 << (bit & 31))) >>> 0
}

/** The weights while they are learned, and the sums of squared slopes by which AdaGrad shortens its steps. */
class Field {
  readonly weights: Float32Array
  readonly moves: Float32Array
  private readonly slopes: Float32Array
  private readonly moveSlopes: Float32Array
  private readonly weightSums: Float32Array
  private readonly moveSums: Float32Array
  private remembered = 0
  readonly many: number

  constructor(
    readonly labels: readonly string[],
    private readonly recipe: Recipe,
  ) {
    this.many = labels.length
    this.weights = new Float32Array(recipe.slots)
    this.slopes = new Float32Array(recipe.slots).fill(1e-2)
    this.moves = allowedMoves(labels)
    this.moveSlopes = new Float32Array(this.moves.length).fill(1e-2)
    this.weightSums = new Float32Array(recipe.slots)
    this.moveSums = new Float32Array(this.moves.length)
  }

  /** Takes the weights of now into the mean, which errs less than any one state of them. */
  remember(): void {
    this.remembered++
    this.weights.forEach((weight, at) => {
      this.weightSums[at] = (this.weightSums[at] as number) + weight
    })
    this.moves.forEach((move, at) => {
      this.moveSums[at] = (this.moveSums[at] as number) + move
    })
  }

  /** The mean of the remembered states. */
  mean(): Weighted {
    const by = (sum: number) => sum / this.remembered
    return { weights: this.weightSums.map(by), moves: this.moveSums.map(by) }
  }

  /** One step down the slope of one text. */
  learn({ features, gold, weight = 1 }: Example, rate: number): void {
    if (gold.length === 0) return
    const { many } = this
    const chances = this.chances(features, gold.length)
    for (let i = 0; i < gold.length; i++) {
      for (let l = 0; l < many; l++) {
        const slope = weight * ((chances.at[i * many + l] as number) - (gold[i] === l ? 1 : 0))
        if (Math.abs(slope) > 1e-3) this.descend(features, i, l, slope, rate)
      }
    }
    this.descendMoves(chances.moves, gold, weight, rate)
  }

  private descend(features: Int32Array, i: number, label: number, slope: number, rate: number): void {
    const { width, decay, slots } = this.recipe
    const { weights, slopes } = this
    for (let f = i * width; f < (i + 1) * width; f++) {
      const hash = features[f] as number
      if (hash === 0) continue
      const at = (hash + label) & (slots - 1)
      const down = slope + decay * (weights[at] as number)
      const sum = (slopes[at] as number) + down * down
      slopes[at] = sum
      weights[at] = (weights[at] as number) - (rate * down) / Math.sqrt(sum)
    }
  }

  private descendMoves(expected: Float64Array, gold: Uint8Array, weight: number, rate: number): void {
    for (let i = 1; i < gold.length; i++) {
      const at = (gold[i - 1] as number) * this.many + (gold[i] as number)
      expected[at] = (expected[at] as number) - 1
    }
    for (let at = 0; at < this.moves.length; at++) {
      const slope = weight * (expected[at] as number)
      if (slope === 0 || this.moves[at] === Number.NEGATIVE_INFINITY) continue
      const sum = (this.moveSlopes[at] as number) + slope * slope
      this.moveSlopes[at] = sum
      this.moves[at] = (this.moves[at] as number) - (rate * slope) / Math.sqrt(sum)
    }
  }

  /** Forward and backward: how likely each label is at each character, and how often each move is to be expected. */
  private chances(features: Int32Array, length: number): { at: Float64Array; moves: Float64Array } {
    const { many } = this
    const fit = this.fit(features, length)
    const move = Float64Array.from(this.moves, (weight) => Math.exp(weight))
    const ahead = new Float64Array(length * many)
    const behind = new Float64Array(length * many)
    for (let i = 0; i < length; i++) {
      let sum = 0
      for (let to = 0; to < many; to++) {
        let mass = i === 0 ? (canBegin(this, to) ? 1 : 0) : 0
        if (i > 0)
          for (let from = 0; from < many; from++)
            mass += (ahead[(i - 1) * many + from] as number) * (move[from * many + to] as number)
        mass *= fit[i * many + to] as number
        ahead[i * many + to] = mass
        sum += mass
      }
      for (let l = 0; l < many; l++) ahead[i * many + l] = (ahead[i * many + l] as number) / sum
    }
    for (let i = length - 1; i >= 0; i--) {
      let sum = 0
      for (let from = 0; from < many; from++) {
        let mass = i === length - 1 ? (canEnd(this, from) ? 1 : 0) : 0
        if (i < length - 1)
          for (let to = 0; to < many; to++)
            mass +=
              (move[from * many + to] as number) *
              (fit[(i + 1) * many + to] as number) *
              (behind[(i + 1) * many + to] as number)
        behind[i * many + from] = mass
        sum += mass
      }
      for (let l = 0; l < many; l++) behind[i * many + l] = (behind[i * many + l] as number) / sum
    }
    return { at: joined(ahead, behind, many), moves: this.expectedMoves(ahead, behind, fit, move, length) }
  }

  private expectedMoves(
    ahead: Float64Array,
    behind: Float64Array,
    fit: Float64Array,
    move: Float64Array,
    length: number,
  ): Float64Array {
    const { many } = this
    const expected = new Float64Array(many * many)
    const pair = new Float64Array(many * many)
    for (let i = 1; i < length; i++) {
      let sum = 0
      for (let from = 0; from < many; from++) {
        const before = ahead[(i - 1) * many + from] as number
        for (let to = 0; to < many; to++) {
          const at = from * many + to
          const mass =
            before * (move[at] as number) * (fit[i * many + to] as number) * (behind[i * many + to] as number)
          pair[at] = mass
          sum += mass
        }
      }
      for (let at = 0; at < pair.length; at++)
        expected[at] = (expected[at] as number) + (pair[at] as number) / sum
    }
    return expected
  }

  /** e to the score, each character's best at 1, lest numbers run away. */
  private fit(features: Int32Array, length: number): Float64Array {
    const { many, weights } = this
    const { width, slots } = this.recipe
    const fit = new Float64Array(length * many)
    for (let i = 0; i < length; i++) {
      for (let f = i * width; f < (i + 1) * width; f++) {
        const hash = features[f] as number
        if (hash === 0) continue
        for (let l = 0; l < many; l++)
          fit[i * many + l] = (fit[i * many + l] as number) + (weights[(hash + l) & (slots - 1)] as number)
      }
      const row = fit.subarray(i * many, (i + 1) * many)
      const top = Math.max(...row)
      for (let l = 0; l < many; l++) row[l] = Math.exp((row[l] as number) - top)
    }
    return fit
  }
}

function joined(ahead: Float64Array, behind: Float64Array, many: number): Float64Array {
  const both = new Float64Array(ahead.length)
  for (let i = 0; i < both.length; i += many) {
    let sum = 0
    for (let l = i; l < i + many; l++) {
      const mass = (ahead[l] as number) * (behind[l] as number)
      both[l] = mass
      sum += mass
    }
    for (let l = i; l < i + many; l++) both[l] = (both[l] as number) / sum
  }
  return both
}

/** B opens a span, I goes on, E closes it, S is a span of one; O is none. Without E, I also closes, and B may. What cannot follow is never tried. */
function allowedMoves(labels: readonly string[]): Float32Array {
  const closes = labels.some((label) => label.startsWith('E'))
  return Float32Array.from({ length: labels.length ** 2 }, (_, at) => {
    const from = labels[Math.floor(at / labels.length)] ?? ''
    const to = labels[at % labels.length] ?? ''
    const open = /^[BI]/.test(from)
    const inside = /^[IE]/.test(to)
    const on = open && inside && from.slice(1) === to.slice(1)
    const fits = on || (!inside && !(open && closes))
    return fits ? 0 : Number.NEGATIVE_INFINITY
  })
}

/** Whole numbers of one size for weights and moves; the few largest are cut so that the many keep their grain. */
function rounded(labels: readonly string[], { weights, moves }: Weighted, known: Uint32Array): Tagger {
  const sizes = Float32Array.from(
    weights.filter((weight) => weight !== 0),
    Math.abs,
  ).sort()
  const step = Math.max(1e-6, (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127)
  const whole = (weight: number) => Math.max(-127, Math.min(127, Math.round(weight / step)))
  return {
    labels,
    known,
    step,
    weights: Int8Array.from(weights, whole),
    moves: Int8Array.from(moves, (move) => (move === Number.NEGATIVE_INFINITY ? forbidden : whole(move))),
  }
}
