import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { type NewDue, owe, supersede } from './dues.ts'
import { onSite } from './schema/index.ts'
import type { Change } from './write.ts'

export type Stay = typeof onSite.$inferSelect

/** The stay that is not ended yet. */
export async function openStayOf(db: Db, personId: number): Promise<Stay | undefined> {
  const [row] = await db
    .select()
    .from(onSite)
    .where(and(eq(onSite.personId, personId), isNull(onSite.endedAt)))
  return row
}

export async function stayById(db: Db, id: number): Promise<Stay | undefined> {
  const [row] = await db.select().from(onSite).where(eq(onSite.id, id))
  return row
}

/** Stays of these local days, of one person or of all. */
export async function staysOn(
  db: Db,
  { fromDay, untilDay, personId }: { fromDay: string; untilDay: string; personId?: number },
): Promise<Stay[]> {
  return await db
    .select()
    .from(onSite)
    .where(
      and(
        gte(onSite.day, fromDay),
        lte(onSite.day, untilDay),
        personId === undefined ? undefined : eq(onSite.personId, personId),
      ),
    )
    .orderBy(asc(onSite.startedAt))
}

/** Begins a stay, and owes that the evening ends it. A second at once throws StaleError. */
export function beginStay(
  stay: { personId: number; day: string; startedAt: Date },
  closing: (id: number) => NewDue,
): Change {
  return async (tx) => {
    const [made] = await tx.insert(onSite).values(stay).onConflictDoNothing().returning({ id: onSite.id })
    if (!made) throw new StaleError(`person ${stay.personId} is on site already`)
    await owe([closing(made.id)])(tx)
  }
}

/** Ends a stay, or puts right how it was ended. Throws StaleError where it was changed meanwhile. */
export function endStay(stay: Stay, end: { at: Date; by: 'self' | 'clock'; now: Date }): Change {
  return async (tx) => {
    const ended = await tx
      .update(onSite)
      .set({ endedAt: end.at, endedBy: end.by })
      .where(
        and(
          eq(onSite.id, stay.id),
          stay.endedAt === null ? isNull(onSite.endedAt) : eq(onSite.endedAt, stay.endedAt),
        ),
      )
      .returning({ id: onSite.id })
    if (ended.length === 0) throw new StaleError(`stay ${stay.id} was ended meanwhile`)
    if (end.by === 'self') await supersede(`stay:${stay.id}`, end.now)(tx)
  }
}
