import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { type NewDue, owe, supersede } from './dues.ts'
import { patrols } from './schema/index.ts'
import type { Change } from './write.ts'

export type Patrol = typeof patrols.$inferSelect

/** The patrol that is not ended yet. */
export async function openPatrolOf(db: Db, personId: number): Promise<Patrol | undefined> {
  const [row] = await db
    .select()
    .from(patrols)
    .where(and(eq(patrols.byId, personId), isNull(patrols.endedAt)))
  return row
}

export async function patrolById(db: Db, id: number): Promise<Patrol | undefined> {
  const [row] = await db.select().from(patrols).where(eq(patrols.id, id))
  return row
}

/** One's own last patrols, newest first. */
export async function patrolsOf(db: Db, personId: number, limit: number): Promise<Patrol[]> {
  return await db
    .select()
    .from(patrols)
    .where(eq(patrols.byId, personId))
    .orderBy(desc(patrols.id))
    .limit(limit)
}

/** Begins a patrol, and owes that it is closed if nobody does. A second at once throws StaleError. */
export function beginPatrol(
  patrol: Pick<Patrol, 'byId' | 'areaId' | 'teamId' | 'route' | 'startedAt'>,
  closing: (id: number) => NewDue,
): Change {
  return async (tx) => {
    const [made] = await tx.insert(patrols).values(patrol).onConflictDoNothing().returning({ id: patrols.id })
    if (!made) throw new StaleError(`person ${patrol.byId} is on patrol already`)
    await owe([closing(made.id)])(tx)
  }
}

/** Ends a patrol, or puts right how the clock ended it. Throws StaleError where it was changed meanwhile. */
export function endPatrol(
  patrol: Patrol,
  end: { at: Date; by: 'self' | 'clock'; finding: string | null; now: Date },
): Change {
  return async (tx) => {
    const ended = await tx
      .update(patrols)
      .set({ endedAt: end.at, endedBy: end.by, finding: end.finding ?? patrol.finding })
      .where(
        and(
          eq(patrols.id, patrol.id),
          patrol.endedAt === null ? isNull(patrols.endedAt) : eq(patrols.endedAt, patrol.endedAt),
        ),
      )
      .returning({ id: patrols.id })
    if (ended.length === 0) throw new StaleError(`patrol ${patrol.id} was ended meanwhile`)
    if (end.by === 'self') await supersede(`patrol:${patrol.id}`, end.now)(tx)
  }
}

/** How often and how long some were on patrol; of nobody alone. */
export interface Patrolled {
  times: number
  minutes: number
}

/** Patrols of a team together (requirement A104). */
export async function patrolledBy(db: Db, teamId: number): Promise<Patrolled> {
  return await sumOf(db, eq(patrols.teamId, teamId))
}

/** Patrols of these areas that began between two instants, together. */
export async function patrolsIn(
  db: Db,
  areaIds: readonly string[],
  from: Date,
  before: Date,
): Promise<Patrolled> {
  return await sumOf(
    db,
    and(inArray(patrols.areaId, [...areaIds]), gte(patrols.startedAt, from), lt(patrols.startedAt, before)),
  )
}

async function sumOf(db: Db, which: SQL | undefined): Promise<Patrolled> {
  const [row] = await db
    .select({
      times: sql<number>`count(*)::int`,
      minutes: sql<number>`coalesce(sum(extract(epoch from ${patrols.endedAt} - ${patrols.startedAt}) / 60), 0)::int`,
    })
    .from(patrols)
    .where(and(which, isNotNull(patrols.endedAt)))
  return row ?? { times: 0, minutes: 0 }
}
