import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import { deputyOn } from '../matters/stand-in.ts'
import type { Db } from './client.ts'
import { telling } from './registry-news.ts'
import { leaves } from './schema/index.ts'
import type { Change } from './write.ts'

export type Leave = typeof leaves.$inferSelect

/** Leaves that stand and are not over before that day, the earliest first. */
export async function leavesFrom(db: Db, day: string): Promise<Leave[]> {
  return await db
    .select()
    .from(leaves)
    .where(and(isNull(leaves.cancelledAt), gte(leaves.untilDay, day)))
    .orderBy(asc(leaves.fromDay), asc(leaves.id))
}

/** Who stands in for this person on that day (YYYY-MM-DD); null: they are there themselves. */
export async function deputyOf(db: Db, personId: number, day: string): Promise<number | null> {
  return deputyOn(await leavesFrom(db, day), personId, day)
}

export async function leaveById(db: Db, id: number): Promise<Leave | undefined> {
  const [row] = await db.select().from(leaves).where(eq(leaves.id, id))
  return row
}

/** Keeps a leave. Throws StaleError where the same person is away on one of its days already. */
export function takeLeave(leave: Omit<Leave, 'id' | 'cancelledAt'>): Change {
  return async (tx) => {
    await tx.execute(telling)
    await tx.execute(sql`select pg_advisory_xact_lock(70212, ${leave.personId})`)
    const standing = await tx
      .select()
      .from(leaves)
      .where(and(eq(leaves.personId, leave.personId), isNull(leaves.cancelledAt)))
    if (standing.some((one) => one.fromDay <= leave.untilDay && leave.fromDay <= one.untilDay))
      throw new StaleError(`person ${leave.personId} took leave meanwhile`)
    await tx.insert(leaves).values(leave)
  }
}

/** Ends a leave. Throws StaleError where it was ended meanwhile. */
export function cancelLeave(id: number, at: Date): Change {
  return async (tx) => {
    await tx.execute(telling)
    const ended = await tx
      .update(leaves)
      .set({ cancelledAt: at })
      .where(and(eq(leaves.id, id), isNull(leaves.cancelledAt)))
      .returning({ id: leaves.id })
    if (ended.length === 0) throw new StaleError(`leave ${id} was ended meanwhile`)
  }
}
