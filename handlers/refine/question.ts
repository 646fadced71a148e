import type { PartyReading, Reading } from '../../matters/reading.ts'
import { harmless } from '../../prompts/data.ts'
import type { OpenField, Question } from '../../prompts/extract.ts'

/** Below this certainty a category is doubtful, though it was given. */
const doubtful = 0.5
const longest = 1500

/** What a model is asked about a draft: its masked words, the codes of its reading, what is open. Null: nothing is. */
export function questionOf(reading: Reading, words: string): Question | null {
  const text = harmless(words).slice(-longest).trim()
  const open = openFields(reading, text)
  // Amount and parties are taken along, but are not worth a question of their own.
  if (text === '' || !open.some((field) => field === 'category' || field === 'place' || field === 'time'))
    return null
  return {
    text,
    known: {
      category: reading.category,
      choices: reading.choices.slice(0, 4),
      roles: [...new Set(reading.parties.map(({ role }) => role))],
    },
    open,
  }
}

function openFields(reading: Reading, text: string): OpenField[] {
  const money = /[\d一二两三四五六七八九十百千万几][^,，。]{0,6}|[元块钱]/.test(text)
  return [
    ...(isCategoryOpen(reading) ? (['category'] as const) : []),
    ...(isPlaceOpen(reading) ? (['place'] as const) : []),
    ...(reading.time === null ? (['time'] as const) : []),
    ...(reading.amount === null && money ? (['amount'] as const) : []),
    ...(reading.parties.every(isSomebody) ? (['parties'] as const) : []),
  ]
}

/** Who reports, or 对方: the rules know that there is another side and not which. */
export function isSomebody({ self, label }: PartyReading): boolean {
  return self || label === '对方'
}

/** The rules abstained, or gave a category they were not sure of. */
export function isCategoryOpen({ category, score }: Reading): boolean {
  return category === null || score < doubtful
}

/** Nothing was said of where; what a nickname or the group's name lends is no more than an estate. */
export function isPlaceOpen({ place }: Reading): boolean {
  if (!place) return true
  return place.certainty === 'inferred' && place.precision === 'community' && !place.building && !place.poi
}
