import { timeline } from '../db/events.ts'
import { type FollowUp, moveVisit } from '../db/follow-ups.ts'
import type { Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import type { Card, Post } from '../matters/message.ts'
import type { Staff } from '../matters/roles.ts'
import { addDays, atLocal, dayWords, localDate, localTime } from '../matters/working-time.ts'
import type { Desk } from './desk.ts'
import { moved } from './move.ts'
import { plain } from './replies/refusals.ts'
import { visitTexts } from './replies/visit.ts'

/** Days from when it was due; of one that is overdue, from today. */
const farthest = 14

/** Moves a visit that is owed to another day: once each, with an event, and it stays owed all the while (W-35). */
export async function postpone(what: {
  desk: Desk
  matter: Matter
  staff: Staff
  next: FollowUp
  to: Date
  reply(card: Card): Post
  refuse(...lines: string[]): Write
}): Promise<Write> {
  const { desk, matter, staff, next, reply, refuse } = what
  const now = desk.clock.now()
  const before = (await timeline(desk.db, matter.id)).some(
    (event) => event.kind === 'postponed' && event.values?.followUpId === next.id,
  )
  if (before) return refuse(visitTexts.movedBefore(next.day))
  const from = next.dueAt > now ? next.dueAt : now
  const last = addDays(localDate(from), farthest)
  if (localDate(what.to) > last) return refuse(visitTexts.tooFar(atLocal(last, '09:00')))
  // A day without an hour ends at 18:00 elsewhere; a visit is brought up in the morning of its day.
  const morning = atLocal(localDate(what.to), '09:00')
  const dueAt = localTime(what.to) === '18:00' && morning > now ? morning : what.to
  const values = { followUpId: next.id, day: next.day, dueAt, note: `改到${dayWords(dueAt)}` }
  const { changes } = moved(desk, matter, staff, { notes: [{ kind: 'postponed', values }] })
  return {
    changes: [...changes, moveVisit(next, dueAt)],
    posts: [reply(plain(visitTexts.moved(matter.number, next.day, dueAt)))],
  }
}
