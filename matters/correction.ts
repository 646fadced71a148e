import { type CategoryId, categoryOf } from './taxonomy.ts'

/** What a person may put right that the reader got wrong. */
export const correctionKinds = ['category', 'colour', 'place', 'merge', 'not_report'] as const
export type CorrectionKind = (typeof correctionKinds)[number]

/** Days until a correction is erased, also where its matter is never closed. */
export const correctionDays = 365

/**
 * May numbers that come from the words stay, to learn from? Never those of confidential matters: a number tells whether
 * a word stood there, which for care and tips is too much already (rules S-1, S-6, K-1). Null: not known yet.
 */
export function mayTeach(category: CategoryId | null): boolean {
  return category === null || categoryOf(category).privacy !== 'confidential'
}
