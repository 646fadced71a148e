import { judge } from '../gate/index.ts'
import { type Categorised, categorise, shippedCategories } from './category.ts'

/** Words that the gate takes for a report from here on are one, whatever the categories make of them. */
const plainFrom = 0.9

/** The category of words that were heard: what the gate is sure of is not taken for no matter again. */
export function categoriseHeard(words: string, context?: string): Categorised {
  return categorise(words, context, shippedCategories, judge(words).score >= plainFrom)
}
