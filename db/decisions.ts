import { and, asc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import type { Meeting } from './meetings.ts'
import { decisions } from './schema/index.ts'
import type { Change } from './write.ts'

export type Decision = typeof decisions.$inferSelect

export function addDecision(decision: typeof decisions.$inferInsert & { id: number }): Change {
  return async (tx) => {
    await tx.insert(decisions).overridingSystemValue().values(decision)
  }
}

export async function decisionById(db: Db, id: number): Promise<Decision | undefined> {
  const [row] = await db.select().from(decisions).where(eq(decisions.id, id))
  return row
}

/** Changes a decision that is still in the state it was read in. */
export function changeDecision(decision: Decision, set: Partial<Decision>): Change {
  return async (tx) => {
    const changed = await tx
      .update(decisions)
      .set(set)
      .where(
        and(
          eq(decisions.id, decision.id),
          eq(decisions.state, decision.state),
          eq(decisions.dueOn, decision.dueOn),
        ),
      )
      .returning({ id: decisions.id })
    if (changed.length === 0) throw new StaleError(`decision ${decision.id} was changed meanwhile`)
  }
}

export async function decisionsOf(db: Db, meetingId: number): Promise<Decision[]> {
  return await db
    .select()
    .from(decisions)
    .where(eq(decisions.meetingId, meetingId))
    .orderBy(asc(decisions.id))
}

/**
 * What a meeting has to come back to: every decision of its series (of an ad-hoc one: of its area's ad-hoc ones) that is
 * still open, and those settled since.
 */
export async function promisedFor(db: Db, meeting: Meeting, since: Date): Promise<Decision[]> {
  const series =
    meeting.seriesId === null
      ? and(isNull(decisions.seriesId), eq(decisions.areaId, meeting.areaId))
      : eq(decisions.seriesId, meeting.seriesId)
  return await db
    .select()
    .from(decisions)
    .where(
      and(
        series,
        or(
          eq(decisions.state, 'open'),
          and(inArray(decisions.state, ['done', 'dropped']), gte(decisions.settledAt, since)),
        ),
      ),
    )
    .orderBy(asc(decisions.dueOn), asc(decisions.id))
}

/** Open decisions of these areas, the most urgent first. */
export async function openDecisions(db: Db, areaIds: string[]): Promise<Decision[]> {
  if (areaIds.length === 0) return []
  return await db
    .select()
    .from(decisions)
    .where(and(inArray(decisions.areaId, areaIds), eq(decisions.state, 'open')))
    .orderBy(asc(decisions.dueOn), asc(decisions.id))
}

/** What these people owe. */
export async function decisionsOwedBy(db: Db, people: number[]): Promise<Decision[]> {
  return await db
    .select()
    .from(decisions)
    .where(and(inArray(decisions.ownerId, people), eq(decisions.state, 'open')))
    .orderBy(asc(decisions.dueOn), asc(decisions.id))
}

/** Open decisions of these people that are due by that day. */
export async function decisionsOwed(db: Db, people: number[], day: string): Promise<Decision[]> {
  return await db
    .select()
    .from(decisions)
    .where(and(inArray(decisions.ownerId, people), eq(decisions.state, 'open'), lte(decisions.dueOn, day)))
    .orderBy(asc(decisions.dueOn), asc(decisions.id))
}
