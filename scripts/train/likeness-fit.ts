/** Rows of one length each: what speaks for the same place, what for the same matter, and whether both were. */
export interface Sample {
  place: number[]
  matter: number[]
  same: boolean
  weight: number
}

/** For each number the sign its weight has to keep: 1, -1, or 0 for either. What would turn is held at nought. */
export interface Signs {
  place: readonly number[]
  matter: readonly number[]
}

const ridge = 1e-5

/** Learns two logistics at once whose product is the likelihood (Adam over all rows): both have to hold, like an and. */
export function fitProduct(
  samples: Sample[],
  signs: Signs,
  steps = 800,
): { place: Float32Array; matter: Float32Array } {
  const place = new Descent(signs.place)
  const matter = new Descent(signs.matter)
  const rowsOfPlace = samples.map((sample) => Float64Array.from(sample.place))
  const rowsOfMatter = samples.map((sample) => Float64Array.from(sample.matter))
  const total = samples.reduce((sum, { weight }) => sum + weight, 0)
  for (let step = 1; step <= steps; step++) {
    samples.forEach(({ same, weight }, at) => {
      const [one, other] = [rowsOfPlace[at] as Float64Array, rowsOfMatter[at] as Float64Array]
      const [p, m] = [place.chance(one), matter.chance(other)]
      const both = Math.min(1 - 1e-9, Math.max(1e-9, p * m))
      const slope = (weight * (same ? -1 : both / (1 - both))) / total
      place.lean(one, slope * (1 - p))
      matter.lean(other, slope * (1 - m))
    })
    place.step(step, steps)
    matter.step(step, steps)
  }
  return { place: Float32Array.from(place.weights), matter: Float32Array.from(matter.weights) }
}

class Descent {
  readonly weights: Float64Array
  private readonly slope: Float64Array
  private readonly mean: Float64Array
  private readonly spread: Float64Array

  constructor(private readonly signs: readonly number[]) {
    // The first number is always one: both begin unbelieving.
    this.weights = Float64Array.from(signs, (sign, at) => (at === 0 ? -1 : sign * 0.5))
    this.slope = new Float64Array(signs.length)
    this.mean = new Float64Array(signs.length)
    this.spread = new Float64Array(signs.length)
  }

  chance(row: Float64Array): number {
    let sum = 0
    for (let k = 0; k < row.length; k++) sum += (this.weights[k] as number) * (row[k] as number)
    return 1 / (1 + Math.exp(-sum))
  }

  lean(row: Float64Array, by: number): void {
    for (let k = 0; k < row.length; k++) this.slope[k] = (this.slope[k] as number) + by * (row[k] as number)
  }

  step(step: number, steps: number): void {
    const rate = 0.1 * (1 - step / (steps + 1)) + 0.002
    for (let k = 0; k < this.weights.length; k++) {
      const weight = this.weights[k] as number
      const slope = (this.slope[k] as number) + (k === 0 ? 0 : ridge * weight)
      const mean = 0.9 * (this.mean[k] as number) + 0.1 * slope
      const spread = 0.999 * (this.spread[k] as number) + 0.001 * slope * slope
      this.mean[k] = mean
      this.spread[k] = spread
      this.slope[k] = 0
      const down = mean / (1 - 0.9 ** step) / (Math.sqrt(spread / (1 - 0.999 ** step)) + 1e-8)
      const next = weight - rate * down
      this.weights[k] = (this.signs[k] as number) * next < 0 ? 0 : next
    }
  }
}
