import { record } from '../../db/events.ts'
import { dueFollowUps, type FollowUp, raiseFollowUp } from '../../db/follow-ups.ts'
import { matterById } from '../../db/matters.ts'
import type { Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { type Post, priorities } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import { mayDo, maySee } from '../../matters/view.ts'
import { endOfQuietHours, localDate } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { visitCard } from '../replies/visit.ts'
import { show } from '../show.ts'
import { carersOf } from '../who.ts'
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
  const owner = ownerOf(desk, followUp, matter)
  if (!owner) return null
  const late = localDate(now) > localDate(followUp.dueAt)
  const told = [owner, ...carersOf(desk, matter).filter((one) => one.personId !== owner.personId)]
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
  return { changes: [raiseFollowUp(followUp, now, late), event], posts }
}

/** Who owes the visit; where nobody does any more, whoever assigns there, so that it is never owed by nobody. */
function ownerOf(desk: Desk, followUp: FollowUp, matter: Matter): Staff | undefined {
  const owner = followUp.ownerId === null ? undefined : desk.registry.staff(followUp.ownerId)
  if (owner && maySee(owner, matter, desk.registry.areas)) return owner
  return desk.registry.colleagues().find((staff) => mayDo(staff, 'assign', matter, desk.registry.areas))
}
