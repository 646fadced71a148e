import { saying } from '../../db/write.ts'
import { priorities } from '../../matters/message.ts'
import { atLocal, isWorkingDay } from '../../matters/working-time.ts'
import { toStaff } from '../desk.ts'
import { morningOf, morningRoles } from '../morning.ts'
import type { DueKind } from './due-kind.ts'

/** 08:30 on working days: one message to each officer and grid worker who is not on leave. */
export const morningDigest: DueKind = {
  kind: 'morning_digest',
  missed: 'made up until 12:00 of the same day, then dropped: the afternoon has /早报',
  async plan(_desk, days) {
    return days.filter(isWorkingDay).map((day) => ({
      kind: 'morning_digest',
      subject: 'mornings',
      occasion: day,
      day,
      time: '08:30',
      goodUntil: atLocal(day, '12:00'),
    }))
  },
  async raise(desk, due) {
    const day = due.wall.slice(0, 10)
    const readers = desk.registry
      .colleagues()
      .filter((staff) => staff.roles.some((held) => morningRoles.includes(held.role)))
      .filter((staff) => desk.registry.deputyOf(staff.personId) === undefined)
    const posts = []
    for (const staff of readers)
      posts.push(
        ...toStaff(desk, staff.personId, await morningOf(desk, staff, day), {
          key: `morning:${day}`,
          about: 'reminder',
          priority: priorities.reminder,
        }),
      )
    return saying(...posts)
  },
}
