import { timeline } from '../db/events.ts'
import { type FollowUp, moveVisit } from '../db/follow-ups.ts'
import type { Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import { type Card, type Post, priorities } from '../matters/message.ts'
import type { Staff } from '../matters/roles.ts'
import { mayDo } from '../matters/view.ts'
import { addDays, atLocal, dayWords, localDate, localTime } from '../matters/working-time.ts'
import { type Desk, toStaff } from './desk.ts'
import { moved } from './move.ts'
import { plain } from './replies/refusals.ts'
import { visitTexts } from './replies/visit.ts'
import { tellStaff } from './tell-staff.ts'

/** Days from when it was due; of one that is overdue, from today. */
const farthest = 14

/** What moving a visit stands on. */
export interface Postponing {
  desk: Desk
  matter: Matter
  staff: Staff
  next: FollowUp
  to: Date
  reply(card: Card): Post
  refuse(...lines: string[]): Write
}

/**
 * Moves a visit that is owed to another day, with an event, and it stays owed all the while (W-35): once each, and once
 * more where the chief says so; the chief is asked right away.
 */
export async function postpone(what: Postponing): Promise<Write> {
  const { desk, matter, staff, next, reply, refuse } = what
  const now = desk.clock.now()
  const from = next.dueAt > now ? next.dueAt : now
  const last = addDays(localDate(from), farthest)
  const events = await timeline(desk.db, matter.id)
  const times = events.filter(
    (event) => event.kind === 'postponed' && event.values?.followUpId === next.id,
  ).length
  if (times > 1) return refuse(visitTexts.movedTwice(next.day))
  if (localDate(what.to) > last) return refuse(visitTexts.tooFar(atLocal(last, '09:00')))
  // A day without an hour ends at 18:00 elsewhere; a visit is brought up in the morning of its day.
  const morning = atLocal(localDate(what.to), '09:00')
  const dueAt = localTime(what.to) === '18:00' && morning > now ? morning : what.to
  const isChief = mayDo(staff, 'grantExtension', matter, desk.registry.areas)
  if (times === 1 && !isChief) return await askChief(what, dueAt)
  const values = { followUpId: next.id, day: next.day, dueAt, note: `改到${dayWords(dueAt)}` }
  const { changes } = moved(desk, matter, staff, { notes: [{ kind: 'postponed', values }] })
  const toOwner =
    isChief && next.ownerId !== null && next.ownerId !== staff.personId
      ? toStaff(desk, next.ownerId, plain(visitTexts.movedByChief(matter.number, next.day, dueAt)), {
          key: `visit-moved:${next.id}:${localDate(dueAt)}`,
          about: 'matter',
          priority: priorities.answer,
          matterId: matter.id,
        })
      : []
  return {
    changes: [...changes, moveVisit(next, dueAt)],
    posts: [reply(plain(visitTexts.moved(matter.number, next.day, dueAt))), ...toOwner],
  }
}

/** A second time: it is the chief's to say, with one tap. */
async function askChief(
  { desk, matter, staff, next, reply, refuse }: Postponing,
  dueAt: Date,
): Promise<Write> {
  const chiefs = desk.registry
    .colleagues()
    .filter((one) => mayDo(one, 'grantExtension', matter, desk.registry.areas))
  if (chiefs.length === 0) return refuse(visitTexts.movedBefore(next.day), visitTexts.noChief)
  const [, month, day] = localDate(dueAt).split('-').map(Number)
  const [hour, minute] = localTime(dueAt).split(':').map(Number)
  const when = `${month}月${day}日${hour}点${minute ? `${minute}分` : ''}`
  const asked = await tellStaff(desk, chiefs, matter, {
    occasion: 'visit-move',
    key: `visit-move:${next.id}:${localDate(dueAt)}`,
    lines: [visitTexts.asksMove(staff.name, matter.number, next.day, dueAt)],
    actions: [
      { label: `同意改到${month}月${day}日`, command: `/回访 ${matter.number} 改期 ${when}` },
      { label: '看详情', command: `/看 ${matter.number}` },
    ],
    asks: true,
  })
  const values = { followUpId: next.id, day: next.day, note: `想改到${dayWords(dueAt)}` }
  const { changes } = moved(desk, matter, staff, { notes: [{ kind: 'visit_move_asked', values }] })
  return {
    changes,
    posts: [reply(plain(visitTexts.movedBefore(next.day), visitTexts.chiefAsked)), ...asked],
  }
}
