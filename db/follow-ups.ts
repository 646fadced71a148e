import { and, asc, eq, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { told } from './matters.ts'
import { followUps, matters } from './schema/index.ts'
import type { Change } from './write.ts'

export type FollowUp = typeof followUps.$inferSelect

/** Owes a visit on each of these days. The same closing never owes a day twice. */
export function oweFollowUps(
  matterId: number,
  round: number,
  ownerId: number | null,
  due: { day: number; dueAt: Date }[],
): Change {
  return async (tx) => {
    if (due.length === 0) return
    await tx
      .insert(followUps)
      .values(due.map((one) => ({ matterId, round, ownerId, ...one })))
      .onConflictDoNothing()
  }
}

/** Writes down what a visit brought. Throws StaleError when it was done or cancelled meanwhile. */
export function recordVisit(
  followUp: FollowUp,
  visit: {
    result: string
    satisfaction: number | null
    doneAt: Date
    doneBy: number
    withId?: number | null
  },
): Change {
  return async (tx) => {
    const changed = await tx
      .update(followUps)
      .set({ ...visit, state: 'done' })
      .where(and(eq(followUps.id, followUp.id), eq(followUps.state, 'open')))
      .returning({ id: followUps.id })
    if (changed.length === 0) throw new StaleError(`follow-up ${followUp.id} was settled meanwhile`)
  }
}

/** Another day for a visit. Throws StaleError when it was moved, done or cancelled meanwhile. */
export function moveVisit(followUp: FollowUp, dueAt: Date): Change {
  return async (tx) => {
    const changed = await tx
      .update(followUps)
      .set({ dueAt, raisedAt: null, late: false })
      .where(
        and(eq(followUps.id, followUp.id), eq(followUps.state, 'open'), eq(followUps.dueAt, followUp.dueAt)),
      )
      .returning({ id: followUps.id })
    if (changed.length === 0) throw new StaleError(`follow-up ${followUp.id} was settled meanwhile`)
  }
}

/** Somebody else owes it from now on. Throws StaleError when it was taken over, done or cancelled meanwhile. */
export function takeVisit(followUp: FollowUp, ownerId: number): Change {
  return async (tx) => {
    const owner =
      followUp.ownerId === null ? isNull(followUps.ownerId) : eq(followUps.ownerId, followUp.ownerId)
    const changed = await tx
      .update(followUps)
      .set({ ownerId })
      .where(and(eq(followUps.id, followUp.id), eq(followUps.state, 'open'), owner))
      .returning({ id: followUps.id })
    if (changed.length === 0) throw new StaleError(`follow-up ${followUp.id} was settled meanwhile`)
  }
}

/** Its day has passed and it is still owed: that counts as late, also when it is made in the end. */
export function markLate(followUp: FollowUp): Change {
  return async (tx) => {
    await tx.update(followUps).set({ late: true }).where(eq(followUps.id, followUp.id))
  }
}

export async function followUpById(db: Db, id: number): Promise<FollowUp | undefined> {
  const [row] = await db.select().from(followUps).where(eq(followUps.id, id))
  return row
}

/** Visits of these areas that are owed by others and were to be made before then. */
export async function lateVisitsIn(db: Db, areaIds: string[], before: Date, notOf: number) {
  return await db
    .select({ followUp: followUps, matter: told })
    .from(followUps)
    .innerJoin(matters, eq(matters.id, followUps.matterId))
    .where(
      and(
        inArray(matters.areaId, areaIds),
        or(isNull(followUps.ownerId), ne(followUps.ownerId, notOf)),
        eq(followUps.state, 'open'),
        lte(followUps.dueAt, before),
      ),
    )
    .orderBy(asc(followUps.dueAt))
    .limit(30)
}

/** The matter is open again: the visits still owed for its closing fall away. */
export function cancelFollowUps(matterId: number): Change {
  return async (tx) => {
    await tx
      .update(followUps)
      .set({ state: 'cancelled' })
      .where(and(eq(followUps.matterId, matterId), eq(followUps.state, 'open')))
  }
}

/** Marks a due visit as raised. Of two processes that raise it, one gets StaleError and writes nothing. */
export function raiseFollowUp(followUp: FollowUp, at: Date, late: boolean): Change {
  return async (tx) => {
    const changed = await tx
      .update(followUps)
      .set({ raisedAt: at, late })
      .where(and(eq(followUps.id, followUp.id), eq(followUps.state, 'open'), isNull(followUps.raisedAt)))
      .returning({ id: followUps.id })
    if (changed.length === 0) throw new StaleError(`follow-up ${followUp.id} was raised meanwhile`)
  }
}

/** Visits that are due and were not raised yet. */
export async function dueFollowUps(db: Db, now: Date, limit: number): Promise<FollowUp[]> {
  return await db
    .select()
    .from(followUps)
    .where(and(eq(followUps.state, 'open'), isNull(followUps.raisedAt), lte(followUps.dueAt, now)))
    .orderBy(asc(followUps.dueAt))
    .limit(limit)
}

export async function followUpsOf(db: Db, matterIds: number[]): Promise<FollowUp[]> {
  if (matterIds.length === 0) return []
  return await db
    .select()
    .from(followUps)
    .where(inArray(followUps.matterId, matterIds))
    .orderBy(asc(followUps.round), asc(followUps.day))
}

/** Visits this person owes, or helps with as 搭档, that are due by then. */
export async function visitsOwedBy(db: Db, personId: number, by: Date) {
  return await db
    .select({ followUp: followUps, number: matters.number, category: matters.category })
    .from(followUps)
    .innerJoin(matters, eq(matters.id, followUps.matterId))
    .where(
      and(
        or(eq(followUps.ownerId, personId), eq(matters.partnerId, personId)),
        eq(followUps.state, 'open'),
        lte(followUps.dueAt, by),
      ),
    )
    .orderBy(asc(followUps.dueAt))
}
