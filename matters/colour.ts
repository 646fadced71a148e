import {
  type CategoryId,
  type Colour,
  categoryOf,
  colourRules,
  higherColour,
  type RuleId,
} from './taxonomy.ts'

/** What the rules of taxonomy.json say, by id. Where each fires: docs/colour.md. */
export const ruleColours: ReadonlyMap<RuleId, Colour> = new Map(
  colourRules.map((rule) => [rule.id, rule.colour]),
)
/**
 * The colour of a matter: the stricter of its category's own and of every rule that fired. Services and feedback have
 * none. B0 stands in for "no rule fired" on what stays blue. Throws on a category that is not in the table.
 */
export function colourOf(matter: { category: CategoryId; rules: readonly RuleId[] }): {
  colour: Colour | null
  rules: RuleId[]
} {
  const category = categoryOf(matter.category)
  if (category.colour === null) return { colour: null, rules: [] }
  const fired = inOrder(matter.rules)
  const colour = fired.reduce<Colour>((highest, rule) => {
    return higherColour(highest, ruleColours.get(rule) ?? null) ?? highest
  }, category.colour)
  return { colour, rules: fired.length === 0 && colour === 'blue' ? ['B0'] : fired }
}

/** Each rule once, in the table's order, without B0: it says only that no other fired. */
export function inOrder(rules: readonly RuleId[]): RuleId[] {
  const wanted = new Set(rules)
  return colourRules.flatMap((rule) => (rule.id !== 'B0' && wanted.has(rule.id) ? [rule.id] : []))
}
