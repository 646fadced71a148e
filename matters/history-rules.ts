import type { Matter } from './matter.ts'
import { isOpen } from './moves.ts'
import type { RuleId } from './taxonomy.ts'

const dayMs = 24 * 3_600_000

/** When the same thing was told before and settled: once within 30 days is Y2, twice within 90 is R4. */
export function rulesOfEarlier(earlier: readonly { openedAt: Date }[], now: Date): RuleId[] {
  const within = (days: number) =>
    earlier.filter((one) => one.openedAt.getTime() >= now.getTime() - days * dayMs).length
  return [...(within(90) >= 2 ? ['R4'] : []), ...(within(30) >= 1 ? ['Y2'] : [])]
}

/**
 * Rules that the course of a matter makes true: opened again (Y2, twice R4), two departments called in (Y4), a dispute that
 * is still open three months later (Y9).
 */
export function rulesOfCourse(
  matter: Pick<Matter, 'kind' | 'state' | 'reopened' | 'called' | 'openedAt'>,
  now: Date,
): RuleId[] {
  const old = now.getTime() - matter.openedAt.getTime() >= 90 * dayMs
  return [
    ...(matter.reopened >= 2 ? ['R4'] : []),
    ...(matter.reopened >= 1 ? ['Y2'] : []),
    ...(new Set(matter.called).size >= 2 ? ['Y4'] : []),
    ...(matter.kind === 'dispute' && isOpen(matter.state) && old ? ['Y9'] : []),
  ]
}

/** Five or more who reported the same (Y5: five households, or a chain of five). */
export function rulesOfVoices(reporters: number): RuleId[] {
  return reporters >= 5 ? ['Y5'] : []
}
