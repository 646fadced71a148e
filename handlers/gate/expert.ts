import type { Grams } from '../read/grams.ts'

/**
 * What one linear model learned: a step per bucket of hashed pieces (`unseen` where training never met one), the size
 * of a step, and the log-odds of a text without any known piece.
 */
export interface Expert {
  bits: number
  steps: Int8Array
  size: number
  bias: number
}

export const unseen = -128

/** Log-odds that a text of these pieces is what the expert looks for. */
export function scoreOf({ hashes, count }: Grams, { bits, steps, size, bias }: Expert): number {
  let known = 0
  let sum = 0
  for (let at = 0; at < count; at++) {
    const step = steps[(hashes[at] as number) >>> (32 - bits)] as number
    if (step === unseen) continue
    known++
    sum += step
  }
  // Over the root of their number, so that long texts weigh no more than short ones.
  return bias + (size * sum) / Math.sqrt(Math.max(known, 1))
}
