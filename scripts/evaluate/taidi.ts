import { rowsOf } from '../train/corpora.ts'
import { bucketsOf } from '../train/expert.ts'
import { type Exercise, fitMargins, type Margins } from '../train/margin.ts'

const bits = 18
const folds = 5
const training = { cost: 1, balance: 0.5 }

/**
 * Macro-F1 of our learner on the seven classes of TaiDi 2020 C, five-fold: a check of the learner on a task others have
 * published figures for (BERT about 0.94–0.96). Near-duplicates stay in one fold.
 */
export function measureTaidi(folder: string): { value: number; of: number } {
  const rows = rowsOf(folder, 'taidi2020_c/annex2_tokenised_9210.jsonl')
  const classes = [...new Set(rows.map((row) => String(row.一级分类)))].sort()
  const right = rows.map((row) => classes.indexOf(String(row.一级分类)))
  const texts = rows.map((row) => String(row.tokens).replaceAll(' ', ''))
  const pieces = texts.map(countsOf)
  const fold = foldsOf(texts)
  const said = new Int16Array(texts.length)
  for (let held = 0; held < folds; held++) {
    const isKnown = (_: unknown, at: number) => fold[at] !== held
    const worth = worthOf(pieces.filter(isKnown))
    const exercises = pieces.map((counts, at) => exerciseOf(counts, worth, right[at] as number))
    const model = fitMargins(
      exercises.filter(isKnown),
      { columns: 1 << bits, classes: classes.length },
      training,
    )
    exercises.forEach((exercise, at) => {
      if (fold[at] === held) said[at] = best(exercise, model)
    })
  }
  return { value: macroF1(said, right, classes.length), of: texts.length }
}

/** How often each letter and pair stands in a text; the pieces of one call end after some hundred letters. */
function countsOf(text: string): Map<number, number> {
  const counts = new Map<number, number>()
  for (let from = 0; from < Math.min(text.length, 6 * 280); from += 280) {
    for (const bucket of bucketsOf(text.slice(from, from + 280), bits, false))
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  }
  return counts
}

/** Inverse document frequency; 0 for what stands in one text only. */
function worthOf(known: readonly Map<number, number>[]): Float32Array {
  const texts = new Float32Array(1 << bits)
  for (const counts of known)
    for (const bucket of counts.keys()) texts[bucket] = (texts[bucket] as number) + 1
  return texts.map((count) => (count < 2 ? 0 : 1 + Math.log((known.length + 1) / (count + 1))))
}

/** Logarithms of the counts, weighed, of length 1. */
function exerciseOf(counts: Map<number, number>, worth: Float32Array, right: number): Exercise {
  const columns = Uint32Array.from(counts.keys()).filter((bucket) => worth[bucket] !== 0)
  const values = Float32Array.from(
    columns,
    (bucket) => (1 + Math.log(counts.get(bucket) ?? 1)) * (worth[bucket] as number),
  )
  const length = Math.hypot(...values) || 1
  return { columns, values: values.map((value) => value / length), right, weight: 1 }
}

/** Texts that share one of their rarest stretches go into one fold. */
function foldsOf(texts: readonly string[]): number[] {
  const leader = texts.map((_, at) => at)
  const find = (at: number): number => (leader[at] === at ? at : find(leader[at] as number))
  const met = new Map<string, number>()
  texts.forEach((text, at) => {
    for (let from = 0; from + 16 <= text.length; from += 8) {
      const stretch = text.slice(from, from + 16)
      const other = met.get(stretch)
      if (other === undefined) met.set(stretch, at)
      else leader[find(at)] = find(other)
    }
  })
  return texts.map((_, at) => find(at) % folds)
}

function best({ columns, values }: Exercise, { weights, bias }: Margins): number {
  const classes = bias.length
  const sums = Float32Array.from(bias)
  columns.forEach((column, at) => {
    for (let of = 0; of < classes; of++)
      sums[of] = (sums[of] as number) + (values[at] as number) * (weights[column * classes + of] as number)
  })
  return sums.indexOf(Math.max(...sums))
}

function macroF1(said: Int16Array, right: readonly number[], classes: number): number {
  let sum = 0
  for (let of = 0; of < classes; of++) {
    const claimed = said.filter((one) => one === of).length
    const real = right.filter((one) => one === of).length
    const hit = right.filter((one, at) => one === of && said[at] === of).length
    sum += (2 * hit) / Math.max(claimed + real, 1)
  }
  return sum / classes
}
