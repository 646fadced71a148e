import type { Danger } from '../../matters/reading.ts'
import type { CategoryId } from '../../matters/taxonomy.ts'
import { type CategoryModel, logitsOf, sharesOf } from '../read/category-model.ts'
import { gramsOf } from '../read/grams.ts'
import { fold } from '../read/lexicon/cue.ts'
import { cueSums } from '../read/lexicon/index.ts'
import { readWeights, type Weights } from '../read/weights.ts'
import { anySign } from './danger-words.ts'
import { type Expert, scoreOf } from './expert.ts'

/** What each category is a danger of, where it goes on now. */
export const dangerOf: Partial<Record<CategoryId, Danger>> = {
  'hazard.fire_active': 'fire',
  'hazard.gas': 'gas',
  'hazard.elevator': 'trapped',
  'care.trapped': 'trapped',
  'care.self_harm': 'self_harm',
  'tip.violence': 'violence',
  'care.domestic_violence': 'violence',
  'care.minor_abuse': 'child',
  'care.missing_person': 'missing',
  'care.medical_emergency': 'medical',
}

export interface DangerModel {
  /** Tells danger that goes on now from all else. */
  expert: Expert
  /** Log-odds per piece of evidence. */
  weights: Float32Array
  /** From this likelihood on it is believed without any sign of the rules. */
  from: number
}

/**
 * What speaks for a danger: the words by themselves, what was told here before and them together, and how much of
 * the category model's belief lies on dangers.
 */
export function dangerEvidence(
  text: string,
  together: string,
  { expert, category }: { expert: Expert; category: CategoryModel },
): Float32Array {
  const alone = beliefIn(text, category)
  const joint = together === text ? alone : beliefIn(together, category)
  return Float32Array.of(
    1,
    scoreOf(gramsOf(text), expert) / 4,
    scoreOf(gramsOf(together), expert) / 4,
    alone.share,
    joint.share,
    joint.none,
    anySign.test(text) ? 1 : 0,
    together === text ? 0 : 1,
  )
}

export const dangerEvidenceWidth = 8

export interface Belief {
  danger: Danger | null
  /** How much of it lies on that danger, on dangers at all, and on no matter. */
  best: number
  share: number
  none: number
}

/** What the category model takes a text for, as far as dangers go. */
export function beliefIn(text: string, model: CategoryModel): Belief {
  const shares = sharesOf(logitsOf(text, cueSums(fold(text)), model), model.heat)
  const sums = new Map<Danger, number>()
  let none = 0
  model.classes.forEach((id, at) => {
    const here = shares[at] as number
    if (id === null) none = here
    const found = id === null ? undefined : dangerOf[id]
    if (found) sums.set(found, (sums.get(found) ?? 0) + here)
  })
  const [likeliest] = [...sums].sort((one, other) => other[1] - one[1])
  const share = [...sums.values()].reduce((sum, one) => sum + one, 0)
  return { danger: likeliest?.[0] ?? null, best: likeliest?.[1] ?? 0, share, none }
}

export function loadDangerModel(file: string | URL): DangerModel {
  const { about, numbers } = readWeights(file)
  const { size, bias, from } = about as { size: number; bias: number; from: number }
  const steps = numbers.danger as Int8Array
  const weights = numbers.weights as Float32Array
  if (weights.length !== dangerEvidenceWidth)
    throw new Error(`${file} was trained for other evidence than this version weighs; run \`npm run train\``)
  return { expert: { bits: Math.log2(steps.length), steps, size, bias }, weights, from }
}

export function packDanger({ expert, weights, from }: DangerModel): Weights {
  return { about: { size: expert.size, bias: expert.bias, from }, numbers: { danger: expert.steps, weights } }
}
