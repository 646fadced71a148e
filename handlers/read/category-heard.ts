import { judge, plainFrom } from '../gate/index.ts'
import { type Categorised, categorise, shippedCategories } from './category.ts'

/** The category of words that were heard: what the gate is sure of is not taken for no matter again. */
export function categoriseHeard(words: string, context?: string): Categorised {
  return categorise(words, context, shippedCategories, judge(words).score >= plainFrom)
}
