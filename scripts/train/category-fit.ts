import { type CategoryModel, cuesOf } from '../../handlers/read/category-model.ts'
import { fold } from '../../handlers/read/lexicon/cue.ts'
import { cueSums } from '../../handlers/read/lexicon/index.ts'
import { inSteps } from '../../handlers/read/weights.ts'
import { type CategoryId, categories } from '../../matters/taxonomy.ts'
import type { Labelled } from './category.ts'
import { bucketsOf } from './expert.ts'
import { type Exercise, fitMargins, type Margins } from './margin.ts'

const bits = 16
/** How much cues count beside pieces, which together have length 1. */
const cueWorth = 0.3
const training = { cost: 1 }
const mostRows = 30_000

/** One class a category, and one for what is no matter; scores are margins, not calibrated yet. */
export function fitCategories(all: readonly Labelled[]): CategoryModel {
  const classes: (CategoryId | null)[] = [...categories.keys(), null]
  const pieces = all.map(piecesOf)
  const rowOf = rowsOf(all, pieces)
  const rows = rowOf.reduce((most, row) => Math.max(most, row), 0)
  const worth = worthOf(pieces, rowOf, rows)
  const exercises = all.map((one, at) =>
    exerciseOf(one, pieces[at] as Uint32Array, { rowOf, worth, classes }),
  )
  const margins = fitMargins(exercises, { columns: rows + classes.length, classes: classes.length }, training)
  const width = classes.length
  const loudest = loudestRows(rowOf, weighed(margins, worth, width), worth)
  return {
    classes,
    bits,
    rowOf: loudest.rowOf,
    ...inSteps(loudest.kept),
    worth: loudest.worth,
    bias: margins.bias,
    cue: margins.weights.slice(rows * width).map((one) => one * cueWorth),
    bend: 0,
    heat: 1,
    answerFrom: 0.5,
    kindFrom: 0.5,
  }
}

/** Of a correction only the numbers of its pieces are known: the first 20 bits of each. */
function piecesOf({ text, buckets }: Labelled): Uint32Array {
  return buckets ? buckets.map((bucket) => bucket >>> (20 - bits)) : bucketsOf(text, bits, false)
}

/** A bucket gets a row where two texts about matters met it, or several of chatter: of those there are many more. */
function rowsOf(all: readonly Labelled[], pieces: readonly Uint32Array[]): Uint16Array {
  const met = new Float32Array(1 << bits)
  all.forEach(({ category }, at) => {
    const each = category === null ? 1 / 6 : 1 / 2
    for (const bucket of new Set(pieces[at])) met[bucket] = (met[bucket] as number) + each
  })
  let rows = 0
  return Uint16Array.from(met, (sum) => (sum > 0.99 ? ++rows : 0))
}

/** How much each row says by being there: the rarer, the more (inverse document frequency). */
function worthOf(pieces: readonly Uint32Array[], rowOf: Uint16Array, rows: number): Float32Array {
  const texts = new Float32Array(rows)
  for (const some of pieces)
    for (const bucket of new Set(some)) {
      const row = rowOf[bucket] as number
      if (row > 0) texts[row - 1] = (texts[row - 1] as number) + 1
    }
  return texts.map((count) => 1 + Math.log((pieces.length + 1) / (count + 1)))
}

function exerciseOf(
  { text, category, weight }: Labelled,
  pieces: Uint32Array,
  { rowOf, worth, classes }: { rowOf: Uint16Array; worth: Float32Array; classes: (CategoryId | null)[] },
): Exercise {
  const sums = new Map<number, number>()
  let square = 0
  for (const bucket of pieces) {
    const row = rowOf[bucket] as number
    if (row === 0) continue
    const one = worth[row - 1] as number
    square += one * one
    sums.set(row - 1, (sums.get(row - 1) ?? 0) + one)
  }
  const scale = 1 / Math.sqrt(Math.max(square, 1))
  const cues = cuesOf(cueSums(fold(text)), classes)
  const told = [...cues.keys()].filter((at) => cues[at] !== 0)
  return {
    columns: Uint32Array.of(...sums.keys(), ...told.map((at) => worth.length + at)),
    values: Float32Array.of(
      ...[...sums.values()].map((sum) => sum * scale),
      ...told.map((at) => cueWorth * (cues[at] as number)),
    ),
    right: classes.indexOf(category),
    weight,
  }
}

/** The rows' weights with their worth in them, so that a reader only has to add. */
function weighed({ weights }: Margins, worth: Float32Array, width: number): Float32Array {
  return weights
    .subarray(0, worth.length * width)
    .map((one, at) => one * (worth[Math.floor(at / width)] as number))
}

/** The rows that say most; the others would only make the file large. */
function loudestRows(rowOf: Uint16Array, weights: Float32Array, worth: Float32Array) {
  const width = weights.length / worth.length
  const loudness = Array.from(worth, (_, row) => {
    let sum = 0
    for (let at = row * width; at < (row + 1) * width; at++) sum += (weights[at] as number) ** 2
    return sum
  })
  const least = [...loudness].sort((a, b) => b - a)[mostRows] ?? 0
  const rows: number[] = []
  const fewer = Uint16Array.from(rowOf, (row) =>
    row === 0 || (loudness[row - 1] as number) <= least ? 0 : rows.push(row - 1),
  )
  const kept = new Float32Array(rows.length * width)
  rows.forEach((row, at) => {
    kept.set(weights.subarray(row * width, (row + 1) * width), at * width)
  })
  return { rowOf: fewer, kept, worth: Float32Array.from(rows, (row) => worth[row] as number) }
}
