import type { Matter } from './matter.ts'
import type { RuleId } from './taxonomy.ts'

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
