import { auditCounts } from '../../db/audit-trail.ts'
import { saying } from '../../db/write.ts'
import { priorities } from '../../matters/message.ts'
import { addDays, atLocal, nextWorkingDay, weekday } from '../../matters/working-time.ts'
import { areasOf } from '../concerns.ts'
import { toStaff } from '../desk.ts'
import { auditWeekCard } from '../replies/digest.ts'
import { dateWords } from '../replies/leave.ts'
import type { DueKind } from './due-kind.ts'

/** Monday 09:00, after days off the next working day: last week's log in figures (rule A-5). */
export const weeklyAudit: DueKind = {
  kind: 'weekly_audit',
  missed: 'made up for six days, then the next week tells its own',
  async plan(_desk, days) {
    return days
      .filter((day) => weekday(day) === 1)
      .map((monday) => ({
        kind: 'weekly_audit',
        subject: 'weeks',
        occasion: monday,
        day: nextWorkingDay(monday),
        time: '09:00',
        goodUntil: atLocal(addDays(nextWorkingDay(monday), 6), '09:00'),
        what: { monday },
      }))
  },
  async raise(desk, due) {
    const monday = String(due.what?.monday)
    const [fromDay, untilDay] = [addDays(monday, -7), addDays(monday, -1)]
    const period = { from: atLocal(fromDay, '00:00'), to: new Date(atLocal(monday, '00:00').getTime() - 1) }
    const posts = []
    for (const staff of desk.registry.colleagues()) {
      const own = staff.roles.filter((held) => held.standingFor === undefined)
      const held = own.find(({ role }) => role === 'chief' || role === 'citizen_supervisor')
      if (!held) continue
      const { areas } = desk.registry
      const reached = areasOf({ ...staff, roles: [held] }, desk)
      const counts = await auditCounts(desk.db, { ...period, areaIds: reached })
      const card = auditWeekCard(
        {
          span: `${dateWords(fromDay)} 至 ${dateWords(untilDay)}`,
          place: areas.get(held.areaId)?.name ?? '',
          counts: Object.fromEntries(counts.map(({ kind, n }) => [kind, n])),
        },
        held.role === 'citizen_supervisor',
      )
      posts.push(
        ...toStaff(desk, staff.personId, card, {
          key: `audit-week:${monday}`,
          about: 'reminder',
          priority: priorities.reminder,
        }),
      )
    }
    return saying(...posts)
  },
}
