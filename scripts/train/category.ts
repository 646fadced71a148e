import { type CategoryModel, cuesOf, logitsOf, sharesOf } from '../../handlers/read/category-model.ts'
import { fold } from '../../handlers/read/lexicon/cue.ts'
import { cueSums } from '../../handlers/read/lexicon/index.ts'
import { inSteps } from '../../handlers/read/weights.ts'
import { type CategoryId, categories } from '../../matters/taxonomy.ts'
import { bucketsOf } from './expert.ts'
import { type Exercise, fitSoftmax } from './softmax.ts'

/** One text with what it is about; null: no matter. */
export interface Labelled {
  text: string
  category: CategoryId | null
  weight: number
  /** Texts of one hand or source stay together when halves are made. */
  hand: string
  /** Of a correction there is no text, only the buckets of its pieces. */
  buckets?: Uint32Array
}

const bits = 16
const schooling = { epochs: 10, rate: 0.2, dropout: 0.3 }

export interface Trained {
  model: CategoryModel
  /** A model that has not seen this hand. */
  strangerTo: (hand: string) => CategoryModel
}

/**
 * 1. A model of each half of the hands answers for the other half; from that come the heat and the thresholds.
 * 2. The model that is kept learns from everything.
 */
export function trainCategory(all: readonly Labelled[]): Trained {
  const hands = [...new Set(all.map(({ hand }) => hand))].sort()
  const half = (which: number) => all.filter(({ hand }) => hands.indexOf(hand) % 2 === which)
  const halves = [fit(half(0)), fit(half(1))] as const
  const strangerTo = (hand: string) => halves[hands.indexOf(hand) % 2 === 0 ? 1 : 0]
  const foreign = all.map((one) => ({
    ...one,
    logits: logitsOf(one.text, cueSums(fold(one.text)), strangerTo(one.hand)),
  }))
  const model = fit(all)
  const heat = heatOf(foreign, model)
  return { model: { ...model, heat, ...thresholdsOf(foreign, model, heat) }, strangerTo }
}

function fit(all: readonly Labelled[]): CategoryModel {
  const classes: (CategoryId | null)[] = [...categories.keys(), null]
  const rowOf = rowsOf(all)
  const exercises = all.map((one) => exerciseOf(one, rowOf, classes))
  const rows = rowOf.reduce((most, row) => Math.max(most, row), 0)
  const { weights, bias, cue } = fitSoftmax(exercises, { rows, classes: classes.length }, schooling)
  const loudest = loudestRows(rowOf, weights, classes.length)
  return {
    classes,
    bits,
    rowOf: loudest.rowOf,
    ...inSteps(loudest.kept),
    bias,
    cue,
    heat: 1,
    answerFrom: 0.5,
    kindFrom: 0.5,
  }
}

/** A bucket gets a row where two texts about matters met it, or several of chatter: of those there are many more. */
function piecesOf({ text, buckets }: Labelled): Uint32Array {
  return buckets ?? bucketsOf(text, bits, false)
}

function rowsOf(all: readonly Labelled[]): Uint16Array {
  const met = new Float32Array(1 << bits)
  for (const one of all) {
    const worth = one.category === null ? 1 / 6 : 1 / 2
    for (const bucket of new Set(piecesOf(one))) met[bucket] = (met[bucket] as number) + worth
  }
  let rows = 0
  return Uint16Array.from(met, (sum) => (sum > 0.99 ? ++rows : 0))
}

const mostRows = 30_000

/** The rows that say most; the others would only make the file large. */
function loudestRows(rowOf: Uint16Array, weights: Float32Array, width: number) {
  const loudness = Array.from({ length: weights.length / width }, (_, row) => {
    let sum = 0
    for (let at = row * width; at < (row + 1) * width; at++) sum += (weights[at] as number) ** 2
    return sum
  })
  const least = [...loudness].sort((a, b) => b - a)[mostRows] ?? 0
  let rows = 0
  const kept: Float32Array[] = []
  const fewer = Uint16Array.from(rowOf, (row) => {
    if (row === 0 || (loudness[row - 1] as number) <= least) return 0
    kept.push(weights.subarray((row - 1) * width, row * width))
    return ++rows
  })
  const whole = new Float32Array(rows * width)
  kept.forEach((row, at) => {
    whole.set(row, at * width)
  })
  return { rowOf: fewer, kept: whole }
}

function exerciseOf(one: Labelled, rowOf: Uint16Array, classes: (CategoryId | null)[]): Exercise {
  const rows = Uint32Array.from(piecesOf(one), (bucket) => rowOf[bucket] as number)
  return {
    rows: rows.filter((row) => row > 0).map((row) => row - 1),
    cues: cuesOf(cueSums(fold(one.text)), classes),
    right: classes.indexOf(one.category),
    weight: one.weight,
  }
}

type Judged = Labelled & { logits: Float32Array }

/** The heat under which the right answers are least surprising. */
function heatOf(judged: readonly Judged[], { classes }: CategoryModel): number {
  let best = { heat: 1, loss: Infinity }
  for (let heat = 0.5; heat <= 3; heat += 0.1) {
    let loss = 0
    for (const { logits, category, weight } of judged) {
      loss -= weight * Math.log((sharesOf(logits, heat)[classes.indexOf(category)] as number) + 1e-9)
    }
    if (loss < best.loss) best = { heat, loss }
  }
  return best.heat
}

/** Of the texts of other hands so many are answered; who is asked too often stops answering. */
const answered = { category: 0.82, kind: 0.95 }

function thresholdsOf(judged: readonly Judged[], { classes }: CategoryModel, heat: number) {
  const matters = judged.filter(({ category }) => category !== null)
  const tops: number[] = []
  const kinds: number[] = []
  for (const { logits } of matters) {
    const shares = sharesOf(logits, heat)
    const sums = new Map<string, number>()
    let top = 0
    classes.forEach((id, at) => {
      if (id === null) return
      top = Math.max(top, shares[at] as number)
      const kind = id.split('.')[0] as string
      sums.set(kind, (sums.get(kind) ?? 0) + (shares[at] as number))
    })
    tops.push(top)
    kinds.push(Math.max(...sums.values()))
  }
  const cut = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor(values.length * (1 - share))] ?? 0.5
  return { answerFrom: cut(tops, answered.category), kindFrom: cut(kinds, answered.kind) }
}
