import { type Judgement, termCount, termsOf } from '../../matters/likeness-judgement.ts'

/** The numbers of two texts and whether they tell of one incident. */
export interface Sample {
  numbers: number[]
  same: boolean
  weight: number
}

/** Each two numbers together are believed less readily than each by itself. */
const ridge = { single: 2e-3, paired: 6e-3 }

/** Learns how to weigh the numbers: a logistic over each of them and each two together (Adam over all rows). */
export function fitJudgement(samples: Sample[], steps = 300): Judgement {
  const scale = scaleOf(samples)
  const width = scale.mean.length
  const rows = samples.map(({ numbers }) => termsOf(scale, numbers))
  const total = samples.reduce((sum, { weight }) => sum + weight, 0)
  const size = termCount(width)
  const [weights, mean, spread] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  for (let step = 1; step <= steps; step++) {
    const slope = weights.map((weight, at) =>
      at === 0 ? 0 : weight * (at <= width ? ridge.single : ridge.paired),
    )
    rows.forEach((row, index) => {
      const { same, weight } = samples[index] as Sample
      const error = (weight * (chance(weights, row) - (same ? 1 : 0))) / total
      for (let at = 0; at < size; at++) slope[at] = (slope[at] as number) + error * (row[at] as number)
    })
    const rate = 0.05 * (1 - step / (steps + 1)) + 0.001
    for (let at = 0; at < size; at++) {
      const one = slope[at] as number
      mean[at] = 0.9 * (mean[at] as number) + 0.1 * one
      spread[at] = 0.999 * (spread[at] as number) + 0.001 * one * one
      const down = (mean[at] as number) / (1 - 0.9 ** step)
      weights[at] =
        (weights[at] as number) -
        (rate * down) / (Math.sqrt((spread[at] as number) / (1 - 0.999 ** step)) + 1e-8)
    }
    // The longer ago, the less likely.
    weights[width] = Math.min(0, weights[width] as number)
  }
  return { ...scale, weights: Float32Array.from(weights) }
}

function chance(weights: Float64Array, row: Float32Array): number {
  let sum = 0
  for (let at = 0; at < row.length; at++) sum += (weights[at] as number) * (row[at] as number)
  return 1 / (1 + Math.exp(-sum))
}

function scaleOf(samples: Sample[]): { mean: Float32Array; spread: Float32Array } {
  const width = samples[0]?.numbers.length ?? 0
  const average = (of: (numbers: number[]) => number) =>
    samples.reduce((sum, { numbers }) => sum + of(numbers), 0) / samples.length
  const mean = Float32Array.from({ length: width }, (_, at) => average((numbers) => numbers[at] as number))
  const spread = mean.map((usual, at) =>
    Math.sqrt(average((numbers) => ((numbers[at] as number) - usual) ** 2) + 1e-6),
  )
  return { mean, spread }
}
