import { type CategoryId, categoryOf } from './taxonomy.ts'

/**
 * Days after the last step of a matter until what could lead to a person is erased (rule T-1): services 30, hazards a
 * year, disputes and tips 180, care 90, suggestions 180.
 */
export function retentionDays(category: CategoryId): number {
  const days = { service: 30, hazard: 365, dispute: 180, tip: 180, care: 90, feedback: 180 } as const
  return days[categoryOf(category).kind]
}

export function retentionUntil(category: CategoryId, endedAt: Date): Date {
  return new Date(endedAt.getTime() + retentionDays(category) * 24 * 3_600_000)
}

/** Was what people told erased, its time being over? Then nothing is left that could be taken up again. */
export function isForgotten(matter: { summary: string }): boolean {
  return matter.summary === ''
}
