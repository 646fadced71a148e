import { type FraudFeatureId, fraudSigns } from './facts-fraud-signs.ts'
import { fraudWords } from './fraud-words.ts'

/** Ids of the fifteen features a text shows, in order. It speaks of the script, never of a person. */
export function fraudFeaturesIn(text: string): FraudFeatureId[] {
  const words = fraudWords(text)
  return fraudSigns.flatMap(([id, sign]) => (sign.test(words) ? [id] : []))
}
