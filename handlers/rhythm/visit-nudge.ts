import { type Due, type NewDue, owe } from '../../db/dues.ts'
import { record } from '../../db/events.ts'
import { type FollowUp, followUpById, markLate } from '../../db/follow-ups.ts'
import { matterById } from '../../db/matters.ts'
import type { Matter } from '../../matters/matter.ts'
import { priorities } from '../../matters/message.ts'
import { addDays, addWorkingDays, localDate } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { visitCard, visitTexts, visitUndone } from '../replies/visit.ts'
import { show } from '../show.ts'
import { remindStaff } from '../tell-staff.ts'
import { whoVisits } from '../visit-owner.ts'
import { whoIs } from '../who.ts'
import type { DueKind, Raised } from './due-kind.ts'

const kind = 'visit-nudge'
/** After so many the chief is told instead (W-39), and then once a week for as long as it takes. */
const most = 5

/** A visit that was brought up and not made: on every working day again, then to the chief. */
export const visitNudge: DueKind = {
  kind,
  missed:
    'always raised, once, however many days were missed; dropped where the visit was made, moved or fell away',
  async raise(desk: Desk, due: Due): Promise<Raised> {
    const visit = await followUpById(desk.db, Number(due.what?.visit))
    if (visit?.state !== 'open') return { drop: 'the visit was made or fell away' }
    if (visit.dueAt.getTime() !== Number(due.what?.dueAt)) return { drop: 'the visit was moved' }
    const matter = await matterById(desk.db, visit.matterId)
    if (matter?.state !== 'followup') return { drop: 'the matter is no longer followed up' }
    const n = Number(due.what?.n)
    const posts =
      n > most ? await tellChief(desk, matter, visit, n) : await remindOwner(desk, matter, visit, n)
    const at = desk.clock.now()
    const values = { day: visit.day, n, followUpId: visit.id }
    return {
      changes: [
        record({
          matterId: matter.id,
          at,
          actorId: null,
          kind: n > most ? 'visit_undone' : 'visit_nudged',
          values,
        }),
        markLate(visit),
        owe([nudgeOf(visit, n + 1, localDate(at))]),
      ],
      posts,
    }
  },
}

/** The n-th reminder of a visit that was last brought up on that day. */
export function nudgeOf(visit: FollowUp, n: number, after: string): NewDue {
  const dueAt = visit.dueAt.getTime()
  return {
    kind,
    subject: `visit:${visit.id}`,
    occasion: `${dueAt}:${n}`,
    day: n > most + 1 ? addWorkingDays(after, 5) : addWorkingDays(addDays(after, 1), 0),
    time: '09:00',
    what: { visit: visit.id, n, dueAt },
  }
}

async function remindOwner(desk: Desk, matter: Matter, visit: FollowUp, n: number) {
  const posts = []
  for (const staff of whoVisits(desk, visit, matter)) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    posts.push(
      ...toStaff(desk, staff.personId, visitCard(seen, visit, true, [visitTexts.nth(n)]), {
        key: `visit-nudge:${visit.id}:${visit.dueAt.getTime()}:${n}`,
        about: 'reminder',
        priority: priorities.reminder,
        matterId: matter.id,
      }),
    )
  }
  return posts
}

async function tellChief(desk: Desk, matter: Matter, visit: FollowUp, n: number) {
  const [owner] = whoVisits(desk, visit, matter)
  const days = Math.floor((desk.clock.now().getTime() - visit.dueAt.getTime()) / 86_400_000)
  return await remindStaff(desk, matter, whoIs(desk, matter, 'chief'), {
    key: `visit-undone:${visit.id}:${visit.dueAt.getTime()}:${n}`,
    lines: visitUndone(owner?.name ?? '负责人', visit.day, days),
    asks: true,
  })
}
