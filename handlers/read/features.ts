import { gramsOf } from './grams.ts'

/** So many of the 32 bits of a hash are dropped: what is left stands for several letters or pairs. */
const dropped = 12

/**
 * The letters and pairs of neighbours of a text as distinct numbers of 20 bits, sorted, so that nothing tells their
 * order or how often each stood there. No triples. The models know a piece by its first bits, so these still teach them.
 */
export function featuresOf(text: string): number[] {
  const { hashes, count } = gramsOf(text, false)
  const pieces = new Set<number>()
  for (let at = 0; at < count; at++) pieces.add((hashes[at] as number) >>> dropped)
  return [...pieces].sort((a, b) => a - b)
}
