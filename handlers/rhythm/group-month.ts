import { groupMonth as countsOf } from '../../db/group-month.ts'
import { addDays, atLocal, nextWorkingDay } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { groupMonthCard } from '../replies/group-month.ts'
import type { DueKind } from './due-kind.ts'
import { unaskedPost } from './unasked.ts'

/** On the first working day of a month each group hears what the bot did there in the last one (W-40). */
export const groupMonth: DueKind = {
  kind: 'group-month',
  missed:
    'raised within the first days of the month, within the budget of the group; after five days dropped',
  async plan(desk: Desk, days) {
    return days.filter(isFirstWorkingDay).flatMap((day) =>
      desk.registry
        .groups()
        .filter((group) => !group.leftAt)
        .map((group) => ({
          kind: 'group-month',
          subject: `group:${group.id}`,
          occasion: day.slice(0, 7),
          day,
          time: '10:00',
          goodUntil: atLocal(addDays(day, 5), '21:00'),
        })),
    )
  },
  async raise(desk, due) {
    const group = desk.registry.groupById(Number(due.subject.split(':')[1]))
    if (!group) return { drop: 'the group is gone' }
    const last = addDays(`${due.wall.slice(0, 7)}-01`, -1)
    const counts = await countsOf(desk.db, group.id, `${last.slice(0, 7)}-01`, last)
    const card = groupMonthCard(Number(last.slice(5, 7)), counts)
    return await unaskedPost(desk, group, card, { key: due.key, about: 'reminder' })
  },
}

function isFirstWorkingDay(day: string): boolean {
  return nextWorkingDay(`${day.slice(0, 7)}-01`) === day
}
