/** Rows of numbers with their right answer and how much each counts. */
export interface Rows {
  numbers: Float32Array[]
  right: boolean[]
  weights: number[]
}

/** Logistic regression on few numbers, by Adam over all rows; a little ridge keeps the weights small. */
export function fitLogistic({ numbers, right, weights }: Rows, steps = 1500): Float32Array {
  const width = numbers[0]?.length ?? 0
  const total = weights.reduce((sum, one) => sum + one, 0)
  const found = new Float32Array(width)
  const first = new Float64Array(width)
  const second = new Float64Array(width)
  const slope = new Float64Array(width)
  for (let step = 1; step <= steps; step++) {
    slope.fill(0)
    numbers.forEach((row, index) => {
      let sum = 0
      for (let at = 0; at < width; at++) sum += (found[at] as number) * (row[at] as number)
      const error = ((weights[index] as number) * (1 / (1 + Math.exp(-sum)) - (right[index] ? 1 : 0))) / total
      for (let at = 0; at < width; at++) slope[at] = (slope[at] as number) + error * (row[at] as number)
    })
    for (let at = 0; at < width; at++) {
      const down = (slope[at] as number) + 1e-4 * (found[at] as number)
      first[at] = 0.9 * (first[at] as number) + 0.1 * down
      second[at] = 0.999 * (second[at] as number) + 0.001 * down * down
      const mean = (first[at] as number) / (1 - 0.9 ** step)
      const spread = Math.sqrt((second[at] as number) / (1 - 0.999 ** step))
      found[at] = (found[at] as number) - (0.03 * mean) / (spread + 1e-9)
    }
  }
  return found
}
