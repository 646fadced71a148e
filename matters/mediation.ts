import { colourOf } from './colour.ts'
import type { Matter } from './matter.ts'
import { type Colour, higherColour, type RuleId } from './taxonomy.ts'

export const mediationTypes = ['people', 'administrative', 'court', 'public_security'] as const
export type MediationType = (typeof mediationTypes)[number]

const violence: readonly RuleId[] = ['R1', 'R2', 'R3', 'R8', 'Y1']
const repeated: readonly RuleId[] = ['R4', 'Y2']

/**
 * Why 治安调解 does not fit (公安机关办理行政案件程序规定 §179), as far as the matter itself tells; empty: nothing speaks
 * against it. A person decides.
 */
export function againstPoliceMediation(
  matter: Pick<Matter, 'colourRules' | 'facts' | 'reopened' | 'mediationRefused'>,
): string[] {
  const fired = (wanted: readonly RuleId[]) => matter.colourRules.some((rule) => wanted.includes(rule))
  const { injury } = matter.facts
  const violent = fired(violence) || injury === 'minor' || injury === 'serious'
  return [
    violent && (fired(repeated) || matter.reopened > 0) ? '多次动手或再犯' : '',
    violent && fired(['R5']) ? '结伙' : '',
    matter.mediationRefused ? '当事人不愿调解' : '',
  ].filter(Boolean)
}

/** What a mediation that failed makes of the colour: blue to yellow (Y8), yellow to red (R6). Never down. */
export function afterFailure(
  matter: Pick<Matter, 'category' | 'colour' | 'colourRules'>,
): { colour: Colour; colourRules: RuleId[] } | null {
  if (matter.colour !== 'blue' && matter.colour !== 'yellow') return null
  const rule = matter.colour === 'blue' ? 'Y8' : 'R6'
  const { colour, rules } = colourOf({ category: matter.category, rules: [...matter.colourRules, rule] })
  const raised = higherColour(matter.colour, colour)
  return raised ? { colour: raised, colourRules: rules } : null
}
