import { rowsOf } from '../train/corpora.ts'
import { bucketsOf } from '../train/expert.ts'
import { type Exercise, fitSoftmax } from '../train/softmax.ts'

const bits = 18
const folds = 5

/**
 * Macro-F1 of our learner on the seven classes of TaiDi 2020 C, five-fold: a check of the learner on a task others have
 * published figures for (BERT about 0.94–0.96). Near-duplicates stay in one fold.
 */
export function measureTaidi(folder: string): { value: number; of: number } {
  const rows = rowsOf(folder, 'taidi2020_c/annex2_tokenised_9210.jsonl')
  const classes = [...new Set(rows.map((row) => String(row.一级分类)))].sort()
  const texts = rows.map((row) => String(row.tokens).replaceAll(' ', ''))
  const fold = foldsOf(texts)
  const exercises = texts.map((text, at): Exercise => {
    const body = chunks(text).flatMap((chunk) => [...bucketsOf(chunk, bits)])
    return {
      rows: Uint32Array.from(new Set(body)),
      right: classes.indexOf(String(rows[at]?.一级分类)),
      weight: 1,
    }
  })
  const said = new Int16Array(texts.length)
  for (let held = 0; held < folds; held++) {
    const known = exercises.filter((_, at) => fold[at] !== held)
    const model = fitSoftmax(
      known,
      { rows: 1 << bits, classes: classes.length },
      { epochs: 8, rate: 0.2, dropout: 0.3 },
    )
    exercises.forEach((exercise, at) => {
      if (fold[at] === held) said[at] = best(exercise, model, classes.length)
    })
  }
  return { value: macroF1(said, exercises, classes.length), of: texts.length }
}

/** The pieces of one call end after some hundred letters. */
function chunks(text: string): string[] {
  return Array.from({ length: Math.min(6, Math.ceil(text.length / 280)) }, (_, at) =>
    text.slice(280 * at, 280 * at + 280),
  )
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

function best({ rows }: Exercise, { weights, bias }: ReturnType<typeof fitSoftmax>, classes: number): number {
  const sums = Float32Array.from(bias)
  const scale = 1 / Math.sqrt(Math.max(rows.length, 1))
  for (const row of rows) {
    for (let of = 0; of < classes; of++)
      sums[of] = (sums[of] as number) + scale * (weights[row * classes + of] as number)
  }
  return sums.indexOf(Math.max(...sums))
}

function macroF1(said: Int16Array, exercises: readonly Exercise[], classes: number): number {
  let sum = 0
  for (let of = 0; of < classes; of++) {
    let hit = 0
    let claimed = 0
    let real = 0
    exercises.forEach(({ right }, at) => {
      if (said[at] === of) claimed++
      if (right === of) real++
      if (said[at] === of && right === of) hit++
    })
    sum += (2 * hit) / Math.max(claimed + real, 1)
  }
  return sum / classes
}
