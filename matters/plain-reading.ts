import { colourOf } from './colour.ts'
import type { PlaceReading, Reading } from './reading.ts'
import { summarise } from './summary.ts'
import { type CategoryId, categoryOf } from './taxonomy.ts'

/** A reading that nobody's words stand behind: the category at its place, and nothing of parties, time or sums. */
export function plainReading(category: CategoryId, place: PlaceReading | null): Reading {
  const { kind, urgency } = categoryOf(category)
  const whole = {
    kind,
    category,
    score: 1,
    choices: [],
    ...colourOf({ category, rules: [] }),
    urgency,
    danger: null,
    guard: null,
    place,
    time: null,
    amount: null,
    parties: [],
    facts: {},
    signals: {},
  }
  return { ...whole, summary: summarise(whole) }
}
