import { priorities } from '../../matters/message.ts'
import { holds } from '../../matters/roles.ts'
import { addDays, atLocal, isWorkingDay, unknownYear, weekday } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { noHolidayTable } from '../replies/unknown-year.ts'
import type { DueKind } from './due-kind.ts'

/** From this month on next year's table should be there: the State Council publishes it in November. */
const firstMonth = 12

/** A year without its table of holidays is said to the administrators once a week until it has one. */
export const unknownYearWarning: DueKind = {
  kind: 'unknown-year',
  missed: 'dropped after a week: the next one says the same; dropped where the table is there by then',
  async plan(_desk, days) {
    return days.filter(isFirstOfWeek).flatMap((day) => {
      const year = yearAtStake(day)
      const goodUntil = atLocal(addDays(day, 7), '09:00')
      return unknownYear(year)
        ? [{ kind: 'unknown-year', subject: `year:${year}`, occasion: day, day, time: '09:00', goodUntil }]
        : []
    })
  },
  async raise(desk: Desk, due) {
    const year = Number(due.subject.split(':')[1])
    if (!unknownYear(year)) return { drop: 'the table is there' }
    const everyone = desk.registry.colleagues()
    const admins = everyone.filter((staff) => holds(staff, 'admin'))
    const told = admins.length > 0 ? admins : everyone.filter((staff) => holds(staff, 'duty_desk'))
    return {
      changes: [],
      posts: told.flatMap(({ personId }) =>
        toStaff(desk, personId, noHolidayTable(year), {
          key: due.key,
          about: 'reminder',
          priority: priorities.reminder,
        }),
      ),
    }
  },
}

/** In December the next year, before that the one that runs. */
function yearAtStake(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return month >= firstMonth ? year + 1 : year
}

/** Monday; where Monday is off, the first working day after it. */
function isFirstOfWeek(day: string): boolean {
  if (!isWorkingDay(day)) return false
  for (let before = addDays(day, -1); weekday(before) !== 0; before = addDays(before, -1))
    if (isWorkingDay(before)) return false
  return true
}
