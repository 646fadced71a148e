/**
 * How the numbers of two texts are weighed: each by itself and each two but the last together, for none of them means much alone (the
 * same words say nothing where no name is shared, a shared name says nothing where the matter is another).
 */
export interface Judgement {
  /** The usual value of each number and how far it strays. */
  mean: Float32Array
  spread: Float32Array
  /** First of one, then of each number, then of each two of all but the last, a number with itself among them. */
  weights: Float32Array
}

/** Values further from the usual than this many times its spread are taken for that far. */
const farthest = 6

/** How likely two texts tell of one incident, 0–1. */
export function chanceOf({ mean, spread, weights }: Judgement, numbers: readonly number[]): number {
  const terms = termsOf({ mean, spread }, numbers)
  let sum = 0
  for (let at = 0; at < terms.length; at++) sum += (weights[at] as number) * (terms[at] as number)
  return 1 / (1 + Math.exp(-sum))
}

/** What the weights are of. */
export function termsOf(
  { mean, spread }: Omit<Judgement, 'weights'>,
  numbers: readonly number[],
): Float32Array {
  const width = mean.length
  const terms = new Float32Array(termCount(width))
  terms[0] = 1
  let next = 1 + width
  for (let one = 0; one < width; one++) {
    const far = ((numbers[one] as number) - (mean[one] as number)) / (spread[one] as number)
    terms[1 + one] = cut(far)
  }
  for (let one = 0; one < width - 1; one++)
    for (let other = one; other < width - 1; other++)
      terms[next++] = cut(((terms[1 + one] as number) * (terms[1 + other] as number)) / 2)
  return terms
}

export function termCount(width: number): number {
  return 1 + width + ((width - 1) * width) / 2
}

function cut(far: number): number {
  return Math.max(-farthest, Math.min(farthest, far))
}
