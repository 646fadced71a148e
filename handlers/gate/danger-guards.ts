import type { Danger } from '../../matters/reading.ts'
import { contexts } from './danger-contexts.ts'
import { hyperboles } from './danger-hyperbole.ts'
import { idioms } from './danger-idioms.ts'
import { talk } from './danger-talk.ts'

/** Where a sign stands: its own words, what its sentence says before and after it, and all that was said. */
export interface Standing {
  danger: Danger
  sign: string
  before: string
  after: string
  sentence: string
  whole: string
}

export interface Guard {
  reason: string
  only?: readonly Danger[]
  except?: readonly Danger[]
  sign?: RegExp
  before?: RegExp
  after?: RegExp
  sentence?: RegExp
  whole?: RegExp
  /** Said anywhere, it takes the guard away. */
  unless?: RegExp
}

/** Why a frightening word does not alarm. The first that holds gives the reason. */
const guards: readonly Guard[] = [...contexts, ...talk, ...idioms, ...hyperboles]

/** Why this sign does not count; null where it does. */
export function guardOf(standing: Standing): string | null {
  return guards.find((guard) => holds(guard, standing))?.reason ?? null
}

function holds(guard: Guard, at: Standing): boolean {
  if (guard.only && !guard.only.includes(at.danger)) return false
  if (guard.except?.includes(at.danger)) return false
  if (guard.sign && !guard.sign.test(at.sign)) return false
  if (guard.before && !guard.before.test(at.before)) return false
  if (guard.after && !guard.after.test(at.after)) return false
  if (guard.sentence && !guard.sentence.test(at.sentence)) return false
  if (guard.whole && !guard.whole.test(at.whole)) return false
  return !guard.unless?.test(at.whole)
}
