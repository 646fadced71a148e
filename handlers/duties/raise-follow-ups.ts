import { owe } from '../../db/dues.ts'
import { record } from '../../db/events.ts'
import { dueFollowUps, type FollowUp, raiseFollowUp } from '../../db/follow-ups.ts'
import { matterById } from '../../db/matters.ts'
import type { Write } from '../../db/write.ts'
import { type Post, priorities } from '../../matters/message.ts'
import { endOfQuietHours, localDate } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { visitCard } from '../replies/visit.ts'
import { nudgeOf } from '../rhythm/visit-nudge.ts'
import { show } from '../show.ts'
import { whoVisits } from '../visit-owner.ts'
import { batch, type Duty } from './duty.ts'

/** A visit that is owed is raised on its day to the person who owes it. */
export const raiseFollowUps: Duty = {
  name: 'raise follow-ups',
  missed: 'always raised, however late, and marked late when its day has passed',
  async due(desk: Desk) {
    const due = await dueFollowUps(desk.db, desk.clock.now(), batch)
    const writes = await Promise.all(due.map((followUp) => raise(desk, followUp)))
    return writes.filter((write) => write !== null)
  },
}

async function raise(desk: Desk, followUp: FollowUp): Promise<Write | null> {
  const now = desk.clock.now()
  const matter = await matterById(desk.db, followUp.matterId)
  if (!matter) return null
  const told = whoVisits(desk, followUp, matter)
  if (told.length === 0) return null
  const late = localDate(now) > localDate(followUp.dueAt)
  const posts: Post[] = []
  for (const staff of told) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    posts.push(
      ...toStaff(desk, staff.personId, visitCard(seen, followUp, late), {
        // A visit that was moved comes back on its new day.
        key: `follow-up:${followUp.id}:${localDate(followUp.dueAt)}`,
        about: 'reminder',
        priority: priorities.reminder,
        matterId: matter.id,
        notBefore: endOfQuietHours(now),
      }),
    )
  }
  const event = record({
    matterId: matter.id,
    at: now,
    actorId: null,
    kind: 'raised',
    values: { day: followUp.day, late },
  })
  // Not made by the next working day, it is brought up again.
  const again = owe([nudgeOf(followUp, 1, localDate(now))])
  return { changes: [raiseFollowUp(followUp, now, late), event, again], posts }
}
