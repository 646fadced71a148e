import type { Matter } from './matter.ts'
import { followUpDays } from './taxonomy.ts'
import { addDays, atLocal, localDate, shiftToWorkingDay } from './working-time.ts'

/**
 * When a closed matter is to be visited again: days from the taxonomy, at 09:00, moved forward to a working day
 * (make-up Saturdays count). Two days that fall on the same one stay two visits owed.
 */
export function followUpPlan(
  matter: Pick<Matter, 'category' | 'colour'>,
  closedAt: Date,
): { day: number; dueAt: Date }[] {
  return followUpDays(matter.category, matter.colour).map((day) => ({
    day,
    dueAt: shiftToWorkingDay(atLocal(addDays(localDate(closedAt), day), '09:00')),
  }))
}
