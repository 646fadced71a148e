import { randomFrom, shuffle } from './random.ts'

/** One text: the columns it has, how much of each, its right class, and how much it counts. */
export interface Exercise {
  columns: Uint32Array
  values: Float32Array
  right: number
  weight: number
}

export interface Margins {
  /** columns × classes. */
  weights: Float32Array
  bias: Float32Array
}

export interface Training {
  /** What a text on the wrong side costs beside large weights; the more, the closer the texts are followed. */
  cost: number
  /** Of a class with few texts each counts more: 0 not at all, 1 so much that all classes weigh the same. */
  balance?: number
}

const passes = 12
const enough = 0.1

/**
 * One linear support vector machine a class against all others, squared hinge, by dual coordinate descent (Hsieh et
 * al., ICML 2008, algorithm 1 with shrinking). Answers are margins, 1 for surely and −1 for surely not.
 */
export function fitMargins(
  exercises: readonly Exercise[],
  shape: { columns: number; classes: number },
  { cost, balance = 0 }: Training,
): Margins {
  const weights = new Float32Array(shape.columns * shape.classes)
  const bias = new Float32Array(shape.classes)
  const lengths = exercises.map(({ values }) => values.reduce((sum, one) => sum + one * one, 1))
  const sizes = new Float64Array(shape.classes)
  for (const { right } of exercises) sizes[right] = (sizes[right] as number) + 1
  const mean = exercises.length / shape.classes
  const costs = exercises.map(
    ({ right, weight }) => cost * weight * (mean / Math.max(sizes[right] as number, 1)) ** balance,
  )
  for (let of = 0; of < shape.classes; of++) {
    const own = new Float64Array(shape.columns)
    bias[of] = fitOne(exercises, { of, lengths, costs, own })
    for (let at = 0; at < shape.columns; at++) weights[at * shape.classes + of] = own[at] as number
  }
  return { weights, bias }
}

/** Fills `own` with one class's weights and answers its bias, a column that every text has. */
function fitOne(
  exercises: readonly Exercise[],
  { of, lengths, costs, own }: { of: number; lengths: number[]; costs: number[]; own: Float64Array },
): number {
  const pulls = new Float64Array(exercises.length)
  const random = randomFrom(3)
  let active = exercises.map((_, at) => at)
  let bias = 0
  let limit = Infinity
  for (let pass = 0; pass < passes; pass++) {
    let most = 0
    const stay: number[] = []
    for (const at of shuffle(active, random)) {
      const { columns, values, right } = exercises[at] as Exercise
      const side = right === of ? 1 : -1
      let sum = bias
      for (let i = 0; i < columns.length; i++)
        sum += (own[columns[i] as number] as number) * (values[i] as number)
      const pull = pulls[at] as number
      const ease = 0.5 / (costs[at] as number)
      const slope = side * sum - 1 + ease * pull
      // Far on the right side and pulling nothing: left alone until the last look.
      if (pull === 0 && slope > limit) continue
      stay.push(at)
      const step = pull === 0 ? Math.min(slope, 0) : slope
      most = Math.max(most, Math.abs(step))
      if (Math.abs(step) < 1e-9) continue
      const next = Math.max(pull - slope / ((lengths[at] as number) + ease), 0)
      const change = side * (next - pull)
      pulls[at] = next
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i] as number
        own[column] = (own[column] as number) + change * (values[i] as number)
      }
      bias += change
    }
    if (most < enough) {
      if (stay.length === exercises.length) break
      active = exercises.map((_, at) => at)
      limit = Infinity
    } else {
      active = stay
      limit = most
    }
  }
  return bias
}
