import type { Danger } from '../../matters/reading.ts'
import { shippedCategories } from '../read/category.ts'
import { beliefIn, dangerEvidence, dangerOf, loadDangerModel } from './danger-model.ts'
import { likelihood } from './model.ts'

const shipped = loadDangerModel(new URL('../../prompts/weights/danger.bin', import.meta.url))

/**
 * The likeliest sort of danger has to be this likely; where it is plain, less has to speak for danger as such. A wrong
 * sort gives wrong advice: whoever smells gas must not be told to look for a knife.
 */
const sortFrom = { any: 0.3, plain: 0.5 }
const dangerWherePlain = 0.2

/**
 * The danger that words tell of without any single sign of it: by themselves, or together with what others told in the
 * same group just before. Null unless it is rather sure.
 */
export function learnedDanger(text: string, before: readonly string[] = []): Danger | null {
  if (text.length < 4) return null
  const together = [...before, text].join('\n')
  const sound = soundOf(text, together)
  if (sound < dangerWherePlain) return null
  const { danger, best } = beliefIn(together, shippedCategories)
  return best >= (sound >= shipped.from ? sortFrom.any : sortFrom.plain) ? danger : null
}

/** Of the tellings of danger that nothing was learned from none that is talk by its words comes below 0.11. */
const farBelow = 0.01

/** Swindles and live wires it never met: of those it says nothing. */
const learned = new Set(Object.values(dangerOf))

/** Does a text that has a sign of danger sound, as a whole, like nothing of the sort? */
export function isFarFromDanger(text: string, sign: Danger): boolean {
  return learned.has(sign) && soundOf(text, text) < farBelow
}

function soundOf(text: string, together: string): number {
  const models = { expert: shipped.expert, category: shippedCategories }
  return likelihood(dangerEvidence(text, together, models), shipped.weights)
}
