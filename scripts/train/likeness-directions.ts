import { positionOf } from '../../matters/likeness-background.ts'
import { randomFrom } from './random.ts'

const rounds = 12
/** Some more than wanted, for the last of those wanted to come out well. */
const spare = 8

/** A text as the positions of its pairs and how much each weighs, together of length 1. */
interface Row {
  at: Int32Array
  weight: Float32Array
}

/**
 * The directions in which texts differ most (latent semantic analysis): the leading right singular vectors of texts by
 * pairs, found by repeated multiplication from a random beginning. The very first, in which all texts agree, is left
 * out. Row by row, `width` numbers a pair, each times the pair's rarity.
 */
export function principalDirections(
  texts: Map<number, number>[],
  pairs: Uint32Array,
  rarity: Float64Array,
  width: number,
): Float64Array {
  const random = randomFrom(3)
  const rows = texts.flatMap((text) => rowOf(text, pairs, rarity))
  let directions: Float64Array[] = Array.from({ length: width + spare }, () =>
    Float64Array.from({ length: pairs.length }, () => random() - 0.5),
  )
  straighten(directions)
  for (let round = 0; round < rounds; round++) {
    directions = multiplied(rows, directions)
    straighten(directions)
  }
  const found = new Float64Array(pairs.length * width)
  for (let pair = 0; pair < pairs.length; pair++)
    for (let k = 0; k < width; k++)
      found[pair * width + k] = (directions[k + 1]?.[pair] as number) * (rarity[pair] as number)
  return found
}

function rowOf(text: Map<number, number>, pairs: Uint32Array, rarity: Float64Array): Row[] {
  const found = [...text]
    .map(([pair, times]) => [positionOf(pairs, pair), times] as const)
    .filter(([at]) => at >= 0)
    .map(([at, times]) => [at, (1 + Math.log(times)) * (rarity[at] as number)] as const)
  if (found.length < 3) return []
  const length = Math.sqrt(found.reduce((sum, [, weight]) => sum + weight * weight, 0))
  return [
    {
      at: Int32Array.from(found, ([at]) => at),
      weight: Float32Array.from(found, ([, weight]) => weight / length),
    },
  ]
}

/** Texts transposed times texts times directions. */
function multiplied(rows: Row[], directions: Float64Array[]): Float64Array[] {
  const next = directions.map((one) => new Float64Array(one.length))
  for (const { at, weight } of rows) {
    for (let k = 0; k < directions.length; k++) {
      const [old, sum] = [directions[k] as Float64Array, next[k] as Float64Array]
      let along = 0
      for (let j = 0; j < at.length; j++) along += (old[at[j] as number] as number) * (weight[j] as number)
      for (let j = 0; j < at.length; j++)
        sum[at[j] as number] = (sum[at[j] as number] as number) + along * (weight[j] as number)
    }
  }
  return next
}

/** Each at right angles to those before it, and of length 1 (Gram-Schmidt). */
function straighten(directions: Float64Array[]): void {
  directions.forEach((one, index) => {
    for (const before of directions.slice(0, index)) {
      const along = dot(one, before)
      for (let at = 0; at < one.length; at++) one[at] = (one[at] as number) - along * (before[at] as number)
    }
    const length = Math.sqrt(dot(one, one)) || 1
    for (let at = 0; at < one.length; at++) one[at] = (one[at] as number) / length
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number)
  return sum
}
