import type { CategoryId, Kind } from './taxonomy.ts'

/** What is asked before a matter is closed (A155, A193): no answer stands in for another. */
export const questions = ['settled', 'told', 'danger', 'visit'] as const
export type Question = (typeof questions)[number]

export interface Answers extends Partial<Record<Question, boolean>> {
  /** What becomes of a danger that is left: a matter of its own, of that category. */
  apart?: CategoryId
  /** To whom, when and under which number suspected harm to a minor was reported (rule S-5). */
  report?: string
  /** Other words of the colleague, masked. */
  note: string
}

/** A service or a suggestion leaves no danger and owes no visit. */
export function questionsOf(kind: Kind): readonly Question[] {
  return kind === 'service' || kind === 'feedback' ? ['settled', 'told'] : questions
}

/** The answer with which a matter may be closed. */
export const fine: Record<Question, boolean> = { settled: true, told: true, danger: false, visit: true }

/** Suspected harm to a minor is closed only with the report that the law asks for (rule S-5). */
export function needsReport(category: CategoryId): boolean {
  return /^care\.minor_|^tip\..*minor/u.test(category)
}
