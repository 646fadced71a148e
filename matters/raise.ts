import { inOrder, ruleColours } from './colour.ts'
import type { Matter } from './matter.ts'
import { type Colour, higherColour, type RuleId } from './taxonomy.ts'

type Coloured = Pick<Matter, 'colour' | 'colourRules'>

/**
 * A matter's colour once further rules fired: never lower than it is (rule D-1), and none where there is none (services,
 * feedback). Only rules that had not fired yet count, so that what a person lowered stays until something new happens.
 */
export function raiseBy(matter: Coloured, ...rules: RuleId[]): Coloured {
  const further = furtherRules(matter, rules)
  if (matter.colour === null || further.length === 0)
    return { colour: matter.colour, colourRules: matter.colourRules }
  const colour = further.reduce<Colour | null>(
    (highest, rule) => higherColour(highest, ruleColours.get(rule) ?? null),
    matter.colour,
  )
  return { colour, colourRules: inOrder([...matter.colourRules, ...further]) }
}

/** Those of the rules that have not fired on it yet. */
export function furtherRules(matter: Pick<Matter, 'colourRules'>, rules: readonly RuleId[]): RuleId[] {
  return inOrder(rules).filter((rule) => !matter.colourRules.includes(rule))
}

/**
 * A mediation that failed raises by one: blue to yellow (Y8), yellow to red (R6). It is news each time, so it raises again
 * what a person lowered after an earlier one; older rules stay lowered. Null: red is red already, and services have none.
 */
export function afterFailedMediation(
  matter: Coloured,
): { rule: RuleId; set: { colour: Colour; colourRules: RuleId[] } } | null {
  const [colour, rule] = nextUp[matter.colour ?? 'red']
  if (!rule) return null
  return { rule, set: { colour, colourRules: inOrder([...matter.colourRules, rule]) } }
}

const nextUp: Record<Colour, [Colour, RuleId | null]> = {
  blue: ['yellow', 'Y8'],
  yellow: ['red', 'R6'],
  red: ['red', null],
}

/** Over time twice (R6). */
export function overTime(times: number): RuleId[] {
  return times >= 2 ? ['R6'] : []
}
