import { startClock, stopClock } from '../db/clocks.ts'
import {
  changeSession,
  nextSessionId,
  openSession,
  type PlannedSeat,
  type Session,
  seatsOf,
  sessionsOf,
} from '../db/sessions.ts'
import { type Change, nothing, type Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import { type Post, priorities } from '../matters/message.ts'
import { holds, type Staff } from '../matters/roles.ts'
import { type SessionKind, sessionTemplates } from '../matters/routes.ts'
import type { DepartmentId } from '../matters/taxonomy.ts'
import { mayDo } from '../matters/view.ts'
import { dayWords } from '../matters/working-time.ts'
import { clockFor } from './clocks.ts'
import { answering, namesOf, tellStaff } from './departments.ts'
import type { Desk } from './desk.ts'
import { cancelledCard, invitationCard, sessionNewsCard } from './replies/session.ts'

/** The session of that kind which is proposed or agreed on and has not taken place. */
export async function openSessionOf(
  desk: Desk,
  matter: Matter,
  kind: SessionKind,
): Promise<Session | undefined> {
  return (await sessionsOf(desk.db, matter.id)).find(
    (one) => one.kind === kind && (one.state === 'proposed' || one.state === 'approved'),
  )
}

export interface Planned {
  id: number
  kind: SessionKind
  at: Date
  departments: DepartmentId[]
}

/**
 * One joint session of the template's participants and whoever is asked beside them, to be held within the station's
 * time for it. The station's seat is the convener's.
 */
export async function planSession(
  desk: Desk,
  matter: Matter,
  convener: Staff,
  call: { kind: SessionKind; at: Date; also?: DepartmentId[]; state: 'proposed' | 'approved' },
): Promise<{ planned: Planned; changes: Change[] }> {
  const { kind, at, also = [], state } = call
  const departments = [...new Set([...sessionTemplates[kind].seats, ...also])]
  const id = await nextSessionId(desk.db)
  const seats = departments.map((department): PlannedSeat => {
    if (department === 'community_police')
      return { department, personId: matter.leadId ?? convener.personId, state: 'accepted' }
    const [person] = answering(desk, department, matter.areaId).people
    return { department, personId: person?.personId ?? null, state: 'invited' }
  })
  const session = {
    id,
    matterId: matter.id,
    kind,
    at,
    state,
    createdBy: convener.personId,
    approvedBy: state === 'approved' ? convener.personId : null,
    createdAt: desk.clock.now(),
  }
  const clock = clockFor(desk, matter, 'joint', { ofId: id })
  return {
    planned: { id, kind, at, departments },
    changes: [openSession(session, seats), ...(clock ? [startClock(matter.id, clock)] : [])],
  }
}

/** The same, read again when the chief agrees to it. */
export async function plannedOf(desk: Desk, session: Session): Promise<Planned> {
  const seats = await seatsOf(desk.db, [session.id])
  return {
    id: session.id,
    kind: session.kind as SessionKind,
    at: session.at ?? desk.clock.now(),
    departments: seats.map((seat) => seat.department),
  }
}

/**
 * Invitations to everybody who has a seat, without anything that tells whose matter it is: they are called in when they
 * accept. The centre, whose table it is, learns of it. Departments that are not connected come back by telephone.
 */
export async function invite(
  desk: Desk,
  matter: Matter,
  planned: Planned,
): Promise<{ posts: Post[]; phones: { name: string; phone: string | null }[] }> {
  const { areas } = desk.registry
  const community = areas.upTo(matter.areaId, 'community')?.name ?? areas.get(matter.areaId)?.name ?? ''
  const others = namesOf(desk, planned.departments, matter.areaId)
  const posts: Post[] = []
  const phones: { name: string; phone: string | null }[] = []
  for (const department of planned.departments) {
    if (department === 'community_police') continue
    const { name, people, entry } = answering(desk, department, matter.areaId)
    if (people.length === 0) phones.push({ name, phone: entry?.phone ?? null })
    // As they would see it once called in: the invitation takes less from it still.
    const asCalled = { ...matter, called: [...matter.called, department] }
    posts.push(
      ...(await tellStaff(
        desk,
        asCalled,
        people,
        (seen) => invitationCard(seen, { ...planned, community, seat: name, others }),
        { key: `session:${planned.id}:${department}`, about: 'matter', priority: priorities.answer },
      )),
    )
  }
  const { zh, host } = sessionTemplates[planned.kind]
  const hosts = desk.registry.colleagues().filter((staff) => holds(staff, host))
  posts.push(
    ...(await tellStaff(
      desk,
      matter,
      hosts,
      (seen) => sessionNewsCard(seen, `${zh}约在${dayWords(planned.at)},参加:${others}。请综治中心主持。`),
      { key: `session:${planned.id}:host`, about: 'matter', priority: priorities.answer },
    )),
  )
  return { posts, phones }
}

/** Those who convene: who called for it, the lead, and where neither is there any more whoever may call one. */
export function convenersOf(desk: Desk, matter: Matter, session: Session): Staff[] {
  const own = desk.registry
    .colleagues()
    .filter((one) => one.personId === session.createdBy || one.personId === matter.leadId)
  return own.length > 0
    ? own
    : desk.registry.colleagues().filter((one) => mayDo(one, 'consult', matter, desk.registry.areas))
}

/** It took place or is called off: nobody is owed it any more. */
export function endSession(
  desk: Desk,
  session: Session,
  set: { state: 'held'; result: string } | { state: 'cancelled' },
): Change[] {
  const { id, matterId } = session
  return [changeSession(session, set), stopClock({ matterId, kind: 'joint', ofId: id, at: desk.clock.now() })]
}

/** Sessions agreed on whose hour has come are held with what came of them. */
export async function holdSessions(desk: Desk, matter: Matter, result: string): Promise<Change[]> {
  const now = desk.clock.now()
  return (await sessionsOf(desk.db, matter.id))
    .filter((one) => one.state === 'approved' && one.at !== null && one.at <= now)
    .flatMap((one) => endSession(desk, one, { state: 'held', result }))
}

/** A session that is no longer wanted, or was never agreed to in time: cancelled, and whoever was invited is told. */
export async function cancelSession(desk: Desk, matter: Matter, kind: SessionKind): Promise<Write> {
  const session = await openSessionOf(desk, matter, kind)
  if (!session) return nothing
  const invited = session.state === 'approved' ? await seatsOf(desk.db, [session.id]) : []
  const posts: Post[] = []
  for (const { department, state } of invited) {
    if (state === 'declined' || department === 'community_police') continue
    const asCalled = { ...matter, called: [...matter.called, department] }
    const { people } = answering(desk, department, matter.areaId)
    posts.push(
      ...(await tellStaff(desk, asCalled, people, () => cancelledCard(session), {
        key: `session-cancelled:${session.id}:${department}`,
        about: 'matter',
        priority: priorities.answer,
      })),
    )
  }
  return { changes: endSession(desk, session, { state: 'cancelled' }), posts }
}
