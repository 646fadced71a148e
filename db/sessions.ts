import { and, asc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { DepartmentId } from '../matters/taxonomy.ts'
import type { Db } from './client.ts'
import { append, notNamed } from './events.ts'
import { nextIds } from './next-ids.ts'
import { events, seats, sessions } from './schema/index.ts'
import type { Change } from './write.ts'

export type Session = typeof sessions.$inferSelect
export type Seat = typeof seats.$inferSelect
export type SessionState = 'proposed' | 'approved' | 'held' | 'cancelled'

/** The id is on the invitations' buttons before the row is written. */
export async function nextSessionId(db: Db): Promise<number> {
  const [id] = await nextIds(db, 'sessions', 1)
  if (id === undefined) throw new Error('no id for a session')
  return id
}

export interface PlannedSeat {
  department: DepartmentId
  personId: number | null
  state: 'invited' | 'accepted'
}

/** One joint session with its participants; a mediation that took place has none. */
export function openSession(
  session: typeof sessions.$inferInsert & { id?: number },
  invited: PlannedSeat[] = [],
): Change {
  return async (tx) => {
    const rows = tx.insert(sessions)
    const [row] = await (session.id === undefined ? rows : rows.overridingSystemValue())
      .values(session)
      .returning({ id: sessions.id })
    if (row && invited.length > 0)
      await tx.insert(seats).values(invited.map((seat) => ({ sessionId: row.id, ...seat })))
  }
}

/** Moves a session on from the state it was read in; another click was faster: StaleError. */
export function changeSession(
  session: Pick<Session, 'id' | 'state'>,
  set: Partial<Pick<Session, 'state' | 'approvedBy' | 'result' | 'agreed' | 'at'>>,
): Change {
  return async (tx) => {
    const changed = await tx
      .update(sessions)
      .set(set)
      .where(and(eq(sessions.id, session.id), eq(sessions.state, session.state)))
      .returning({ id: sessions.id })
    if (changed.length === 0) throw new StaleError(`session ${session.id} was changed meanwhile`)
  }
}

/** A participant's word. Once: later clicks get StaleError. */
export function answerSeat(
  seat: Seat,
  answer: { state: 'accepted' | 'declined'; personId: number; answeredAt: Date },
): Change {
  return async (tx) => {
    const changed = await tx
      .update(seats)
      .set(answer)
      .where(and(eq(seats.id, seat.id), eq(seats.state, 'invited')))
      .returning({ id: seats.id })
    if (changed.length === 0) throw new StaleError(`seat ${seat.id} was answered meanwhile`)
  }
}

export async function sessionById(db: Db, id: number): Promise<Session | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id))
  return row
}

export async function seatsOf(db: Db, sessionIds: number[]): Promise<Seat[]> {
  if (sessionIds.length === 0) return []
  return await db.select().from(seats).where(inArray(seats.sessionId, sessionIds)).orderBy(asc(seats.id))
}

export async function sessionsOf(db: Db, matterId: number): Promise<Session[]> {
  return await db.select().from(sessions).where(eq(sessions.matterId, matterId)).orderBy(asc(sessions.id))
}

/** Judicial confirmation is asked for, once. */
export function askConfirmation(session: Session, at: Date): Change {
  return async (tx) => {
    const changed = await tx
      .update(sessions)
      .set({ confirmationAskedAt: at })
      .where(and(eq(sessions.id, session.id), isNull(sessions.confirmationAskedAt)))
      .returning({ id: sessions.id })
    if (changed.length === 0)
      throw new StaleError(`confirmation of session ${session.id} was asked meanwhile`)
  }
}

const reminded = 'confirmation_due'

/** Agreements of people's mediation from after `from` until `to` (days) that nobody took to court or was reminded of. */
export async function unconfirmed(db: Db, from: string, to: string, limit: number): Promise<Session[]> {
  return await db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.mediationType, 'people'),
        eq(sessions.agreed, true),
        isNull(sessions.confirmationAskedAt),
        gt(sessions.agreementOn, from),
        lte(sessions.agreementOn, to),
        notNamed(db, { kind: reminded, as: 'session' }, sessions),
      ),
    )
    .orderBy(asc(sessions.id))
    .limit(limit)
}

/** Reminds of an agreement once. Of two processes one gets StaleError. */
export function remindOfConfirmation(session: Session, at: Date): Change {
  return async (tx) => {
    const [held] = await tx
      .select({ asked: sessions.confirmationAskedAt })
      .from(sessions)
      .where(eq(sessions.id, session.id))
      .for('update')
    const before = await tx
      .select({ id: events.id })
      .from(events)
      .where(
        and(
          eq(events.matterId, session.matterId),
          eq(events.kind, reminded),
          sql`${events.values}->>'session' = ${String(session.id)}`,
        ),
      )
    if (held?.asked || before.length > 0)
      throw new StaleError(`session ${session.id} was confirmed or reminded of meanwhile`)
    await append(tx, [
      { matterId: session.matterId, at, actorId: null, kind: reminded, values: { session: session.id } },
    ])
  }
}
