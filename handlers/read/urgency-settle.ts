import type { Danger } from '../../matters/reading.ts'
import { type CategoryId, categories } from '../../matters/taxonomy.ts'
import type { Categorised } from './category.ts'
import type { Part } from './split.ts'
import { categoryOfDanger } from './urgency-category.ts'

/** Danger decides; what was guarded may not come in by the back door of an alarming category. */
export function settle(
  part: Part,
  guess: Categorised,
  danger: Danger | null,
  guard: string | null,
): Categorised {
  if (part.category) return { ...guess, category: part.category, score: Math.max(guess.score, 0.8) }
  if (danger) {
    const category = categoryOfDanger(danger, part.text, guess.choices)
    return { ...guess, category, score: Math.max(guess.score, 0.9) }
  }
  if (wantsCarMoved(part.text, guess.category))
    return { ...guess, kind: 'service', category: 'service.move_car', score: 0.8 }
  if (guard === null || reallyHappened.test(guard)) return guess
  const calm = (id: CategoryId) => categories.get(id)?.urgency !== 'emergency'
  if (guess.category === null || calm(guess.category)) return guess
  const choices = guess.choices.filter(calm)
  return { ...guess, kind: null, category: null, score: 0, choices }
}

/** Somebody's car stands in the way now: it has to be moved; one that always does is a dispute. */
function wantsCarMoved(text: string, category: CategoryId | null): boolean {
  if (category !== null && !/parking|move_car/.test(category)) return false
  if (/天天|每天|总是|老是|经常|长期|消防/.test(text)) return false
  return /挪(?:一?下)?车|移车|车.{0,14}(?:挡|堵|别|拦)(?:住|着|了|到|死)*(?:我|出|车)|(?:挡|堵|别|拦)(?:住|着|了|到|死)*我.{0,10}(?:车|出不|一?小时|分钟|半天)/.test(
    text,
  )
}

const reallyHappened = /从前|前些天|经常|就医|擦碰|找到|油烟|管教/
