import { type CategoryId, categories } from '../../matters/taxonomy.ts'
import { gramsOf } from './grams.ts'
import { readWeights, type Weights } from './weights.ts'

/**
 * A linear model with one class per category and one for words that are no matter. Rows of steps stand per kept bucket
 * of hashed pieces; `rowOf` gives the row (from 1), 0 where training never met the bucket.
 */
export interface CategoryModel {
  classes: (CategoryId | null)[]
  bits: number
  rowOf: Uint16Array
  steps: Int8Array
  size: number
  /** How much each row says by being there, which the steps hold already: long texts weigh no more than short ones. */
  worth: Float32Array
  bias: Float32Array
  /** What the cues of each class say for and against every class: a row a class. */
  cue: Float32Array
  /** How much more a step says among low scores than among high ones: 0 would be the same. */
  bend: number
  /** Divides the scores, so that scores are shares of right answers. */
  heat: number
  /** From these scores on it answers; below it asks. */
  answerFrom: number
  kindFrom: number
}

/** Sums of cues are cut here: three cues say no more than two. */
export function cuesOf(sums: ReadonlyMap<string, number>, classes: CategoryModel['classes']): Float32Array {
  return Float32Array.from(classes, (id) => {
    const sum = id === null ? 0 : (sums.get(id) ?? 0)
    return Math.max(-1, Math.min(2, sum / 3))
  })
}

/** A score per class, before heat. */
export function logitsOf(
  text: string,
  sums: ReadonlyMap<string, number>,
  model: CategoryModel,
): Float32Array {
  const { classes, bits, rowOf, steps, size, worth, bias, cue, bend } = model
  const width = classes.length
  const logits = new Float32Array(width)
  const { hashes, count } = gramsOf(text, false)
  let square = 0
  for (let at = 0; at < count; at++) {
    const row = rowOf[(hashes[at] as number) >>> (32 - bits)] as number
    if (row === 0) continue
    square += (worth[row - 1] as number) ** 2
    const from = (row - 1) * width
    for (let of = 0; of < width; of++) logits[of] = (logits[of] as number) + (steps[from + of] as number)
  }
  const scale = size / Math.sqrt(Math.max(square, 1))
  for (let of = 0; of < width; of++) logits[of] = scale * (logits[of] as number) + (bias[of] as number)
  cuesOf(sums, classes).forEach((told, from) => {
    if (told === 0) return
    for (let of = 0; of < width; of++)
      logits[of] = (logits[of] as number) + told * (cue[from * width + of] as number)
  })
  if (bend !== 0) for (let of = 0; of < width; of++) logits[of] = bent(logits[of] as number, bend)
  return logits
}

/** Margins near −1 say little apart and all classes but one have them; bent, they can be weighed against each other. */
export function bent(margin: number, bend: number): number {
  return (1 - Math.exp(-bend * Math.max(margin, -3))) / bend
}

export function loadCategoryModel(file: string | URL): CategoryModel {
  const { about, numbers } = readWeights(file)
  const told = about as Pick<
    CategoryModel,
    'classes' | 'bits' | 'size' | 'bend' | 'heat' | 'answerFrom' | 'kindFrom'
  >
  const gone = told.classes.filter((id) => id !== null && !categories.has(id))
  if (gone.length > 0)
    throw new Error(`${file} knows ${gone.join(', ')}, which the taxonomy does not; run \`npm run train\``)
  return {
    ...told,
    rowOf: numbers.rowOf as Uint16Array,
    steps: numbers.steps as Int8Array,
    worth: numbers.worth as Float32Array,
    bias: numbers.bias as Float32Array,
    cue: numbers.cue as Float32Array,
  }
}

export function packCategoryModel({ rowOf, steps, worth, bias, cue, ...about }: CategoryModel): Weights {
  return { about, numbers: { rowOf, steps, worth, bias, cue } }
}

/** Shares of 1 from scores. */
export function sharesOf(logits: Float32Array, heat: number): Float32Array {
  let most = -Infinity
  for (const one of logits) if (one > most) most = one
  const shares = new Float32Array(logits.length)
  let sum = 0
  for (let at = 0; at < logits.length; at++) {
    const power = Math.exp(((logits[at] as number) - most) / heat)
    shares[at] = power
    sum += power
  }
  for (let at = 0; at < shares.length; at++) shares[at] = (shares[at] as number) / sum
  return shares
}
