import type { ToldMatter } from '../db/told.ts'
import { type CategoryId, categoryOf } from '../matters/taxonomy.ts'
import type { Matched } from './match.ts'

/** What is asked about, and as much of it as the asker may know: nothing, where it was told elsewhere. */
export type Doubtful = Pick<ToldMatter, 'id'> & { told?: Pick<ToldMatter, 'category' | 'place' | 'openedAt'> }

/** Of a confidential matter nobody learns that there is one (K-2); nor is anything asked about a confidential report. */
export function mayAsk({ reading }: Matched, matter: ToldMatter): boolean {
  return isOpenlyTold(matter.category) && matter.privacy !== 'confidential' && isOpenlyTold(reading.category)
}

function isOpenlyTold(category: CategoryId | null): boolean {
  if (!category) return false
  const { kind, privacy } = categoryOf(category)
  return kind !== 'tip' && privacy !== 'confidential'
}

/** The question's matter, described to the group it was told in and to nobody else. */
export function asked(
  { groupId }: Matched,
  { id, category, place, openedAt, ...matter }: ToldMatter,
): Doubtful {
  const here = groupId !== null && groupId === matter.groupId
  return here ? { id, told: { category, place, openedAt } } : { id }
}
