import { and, desc, eq, isNull } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { unseals } from './schema/index.ts'
import type { Change } from './write.ts'

export type Unseal = typeof unseals.$inferSelect

/** Asks for the people behind a matter. One question at a time: a second finds the first and throws StaleError. */
export function askUnseal(asked: Pick<Unseal, 'matterId' | 'reason' | 'askedBy' | 'askedAt'>): Change {
  return async (tx) => {
    const rows = await tx.insert(unseals).values(asked).onConflictDoNothing().returning({ id: unseals.id })
    if (rows.length === 0) throw new StaleError(`matter ${asked.matterId} was asked for meanwhile`)
  }
}

/** The question that nobody has decided yet. */
export async function openUnseal(db: Db, matterId: number): Promise<Unseal | undefined> {
  const [row] = await db
    .select()
    .from(unseals)
    .where(and(eq(unseals.matterId, matterId), isNull(unseals.decidedAt)))
  return row
}

/** The newest question of this asker that was granted. */
export async function grantedTo(db: Db, matterId: number, askedBy: number): Promise<Unseal | undefined> {
  const [row] = await db
    .select()
    .from(unseals)
    .where(and(eq(unseals.matterId, matterId), eq(unseals.askedBy, askedBy), eq(unseals.granted, true)))
    .orderBy(desc(unseals.id))
    .limit(1)
  return row
}

/** Decides once: a second click finds it decided and throws StaleError. */
export function decideUnseal(
  id: number,
  decision: { decidedBy: number; decidedAt: Date; granted: boolean },
): Change {
  return async (tx) => {
    const rows = await tx
      .update(unseals)
      .set(decision)
      .where(and(eq(unseals.id, id), isNull(unseals.decidedAt)))
      .returning({ id: unseals.id })
    if (rows.length === 0) throw new StaleError(`unsealing ${id} was decided meanwhile`)
  }
}
