import { record } from '../../db/events.ts'
import { markNudged, overdueMatters } from '../../db/matters.ts'
import type { Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { priorities } from '../../matters/message.ts'
import { holds, may, type Staff } from '../../matters/roles.ts'
import { endOfQuietHours, inQuietHours, localDate, localTime } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { matterCard } from '../replies/matter-card.ts'
import { show } from '../show.ts'
import { carersOf } from '../who.ts'
import { batch, type Duty } from './duty.ts'

/** From noon on, once a matter and day (commands.md D3: 12:00 and 17:30). */
const from = '12:00'

/** A matter past its time is brought back to its lead; while nobody leads, to those who assign. */
export const nudgeOverdue: Duty = {
  name: 'nudge overdue',
  missed:
    'made up until 22:00 of the same day; a whole day missed is dropped, the next day tells the true delay',
  async due(desk: Desk) {
    const now = desk.clock.now()
    if (localTime(now) < from || inQuietHours(now)) return []
    const today = localDate(now)
    const overdue = await overdueMatters(desk.db, now, today, batch)
    return await Promise.all(overdue.map((matter) => nudge(desk, matter, today)))
  },
}

async function nudge(desk: Desk, matter: Matter, today: string): Promise<Write> {
  const now = desk.clock.now()
  const days = Math.max(1, Math.ceil((now.getTime() - Number(matter.dueAt)) / 86_400_000))
  const posts = []
  for (const staff of whoIsNudged(desk, matter)) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    const card = matterCard(
      seen,
      [{ label: '看详情', command: `/看 ${matter.number}` }],
      [`已超期 ${days} 天。`],
    )
    const key = `nudge:${matter.id}:${today}`
    posts.push(
      ...toStaff(desk, staff.personId, card, {
        key,
        about: 'reminder',
        priority: priorities.reminder,
        notBefore: endOfQuietHours(now),
        matterId: matter.id,
        matterVersion: matter.version,
      }),
    )
  }
  const event = record({ matterId: matter.id, at: now, actorId: null, kind: 'nudged', values: { days } })
  return { changes: [markNudged(matter.id, today), event], posts }
}

function whoIsNudged(desk: Desk, matter: Matter): Staff[] {
  const carers = carersOf(desk, matter)
  if (carers.length > 0) return carers
  const everyone = desk.registry.colleagues()
  return everyone.filter(
    (staff) => holds(staff, 'officer') && may(staff, 'assign', matter.areaId, desk.registry.areas),
  )
}
