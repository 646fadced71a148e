import { type FollowUp, takeVisit } from '../db/follow-ups.ts'
import type { Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import { type Card, type Post, priorities } from '../matters/message.ts'
import type { Staff } from '../matters/roles.ts'
import { type Desk, toStaff } from './desk.ts'
import { moved } from './move.ts'
import { plain } from './replies/refusals.ts'
import { visitTexts } from './replies/visit.ts'

/** A colleague takes a visit over from whoever owed it, who is told. */
export function takeOverVisit(what: {
  desk: Desk
  matter: Matter
  staff: Staff
  next: FollowUp
  reply(card: Card): Post
  refuse(...lines: string[]): Write
}): Write {
  const { desk, matter, staff, next, reply, refuse } = what
  if (next.ownerId === staff.personId) return refuse(visitTexts.yours(matter.number))
  const values = { followUpId: next.id, day: next.day, note: staff.name }
  const { changes } = moved(desk, matter, staff, { notes: [{ kind: 'visit_taken', values }] })
  const toFormer =
    next.ownerId === null
      ? []
      : toStaff(desk, next.ownerId, plain(visitTexts.takenFrom(staff.name, matter.number, next.day)), {
          key: `visit-taken:${next.id}:${staff.personId}:${matter.version}`,
          about: 'matter',
          priority: priorities.answer,
          matterId: matter.id,
        })
  return {
    changes: [...changes, takeVisit(next, staff.personId)],
    posts: [reply(plain(visitTexts.taken(matter.number, next.day))), ...toFormer],
  }
}
