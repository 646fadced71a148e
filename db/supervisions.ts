import { and, desc, eq, isNull } from 'drizzle-orm'
import type { NewClock } from '../matters/clocks.ts'
import type { Db } from './client.ts'
import { startClock } from './clocks.ts'
import { supervisions } from './schema/index.ts'
import type { Change } from './write.ts'

export type Supervision = typeof supervisions.$inferSelect

/** Puts a matter under supervision (督办) by rule; it stands until it is lifted. Where that level watches already, it stays. */
export function supervise(one: {
  matterId: number
  level: Supervision['level']
  reason: string
  since: Date
}): Change {
  return async (tx) => {
    const standing = await tx
      .select({ id: supervisions.id })
      .from(supervisions)
      .where(
        and(
          eq(supervisions.matterId, one.matterId),
          eq(supervisions.level, one.level),
          isNull(supervisions.liftedAt),
        ),
      )
      .limit(1)
    if (standing.length === 0) await tx.insert(supervisions).values(one)
  }
}

/** The same by somebody, in their own (masked) words, with the time within which they are owed an answer. */
export function superviseBy(
  one: { matterId: number; level: Supervision['level']; reason: string; byId: number; since: Date },
  answer: NewClock | null,
): Change {
  return async (tx) => {
    const [row] = await tx
      .insert(supervisions)
      .values({ ...one, dueAt: answer?.dueAt ?? null })
      .returning({ id: supervisions.id })
    if (row && answer) await startClock(one.matterId, { ...answer, ofId: row.id })(tx)
  }
}

/** Nothing is left to watch. */
export function liftSupervisions(matterId: number, at: Date): Change {
  return async (tx) => {
    await tx
      .update(supervisions)
      .set({ liftedAt: at })
      .where(and(eq(supervisions.matterId, matterId), isNull(supervisions.liftedAt)))
  }
}

/** What stands on a matter, the newest first. */
export async function supervisionsOf(db: Db, matterId: number): Promise<Supervision[]> {
  return await db
    .select()
    .from(supervisions)
    .where(and(eq(supervisions.matterId, matterId), isNull(supervisions.liftedAt)))
    .orderBy(desc(supervisions.id))
}
