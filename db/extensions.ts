import { and, eq, isNull } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { extensions } from './schema/index.ts'
import type { Change } from './write.ts'

export type Extension = typeof extensions.$inferSelect

/** Somebody asks for more time. While one is undecided there is no second. */
export function askForTime(one: {
  matterId: number
  days: number
  reason: string
  askedBy: number
  askedAt: Date
}): Change {
  return async (tx) => {
    const asked = await tx
      .insert(extensions)
      .values(one)
      .onConflictDoNothing()
      .returning({ id: extensions.id })
    if (asked.length === 0) throw new StaleError(`matter ${one.matterId} waits for an answer already`)
  }
}

/** Granted or refused, by whoever decides first. */
export function decideTime(
  id: number,
  decision: { granted: boolean; decidedBy: number; decidedAt: Date },
): Change {
  return async (tx) => {
    const decided = await tx
      .update(extensions)
      .set(decision)
      .where(and(eq(extensions.id, id), isNull(extensions.decidedAt)))
      .returning({ id: extensions.id })
    if (decided.length === 0) throw new StaleError(`extension ${id} was decided meanwhile`)
  }
}

/** The matter is over: what was asked and not decided needs no answer any more. */
export function dropAskedTime(matterId: number, at: Date): Change {
  return async (tx) => {
    await tx
      .update(extensions)
      .set({ decidedAt: at, granted: false })
      .where(and(eq(extensions.matterId, matterId), isNull(extensions.decidedAt)))
  }
}

/** What was asked and not decided yet. */
export async function askedTime(db: Db, matterId: number): Promise<Extension | undefined> {
  const [row] = await db
    .select()
    .from(extensions)
    .where(and(eq(extensions.matterId, matterId), isNull(extensions.decidedAt)))
  return row
}
