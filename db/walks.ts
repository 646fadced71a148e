import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { walks } from './schema/index.ts'
import type { Change } from './write.ts'

export type Walk = typeof walks.$inferSelect

/** Keeps a visit to a building. */
export function keepWalk(walk: Omit<Walk, 'id'>): Change {
  return async (tx) => {
    await tx.insert(walks).values(walk)
  }
}

/** One's own last visits, newest first. */
export async function walksOf(db: Db, personId: number, limit: number): Promise<Walk[]> {
  return await db.select().from(walks).where(eq(walks.byId, personId)).orderBy(desc(walks.id)).limit(limit)
}

/** Visits and households called on by grid, from one instant to before another. */
export async function walkedIn(db: Db, areaIds: readonly string[], from: Date, before: Date) {
  if (areaIds.length === 0) return []
  return await db
    .select({
      areaId: walks.areaId,
      visits: sql<number>`count(*)::int`,
      households: sql<number>`coalesce(sum(${walks.households}), 0)::int`,
      /** When people are at home: after 18:00, on days off from work by the wall clock (A208). */
      atHome: sql<number>`count(*) filter (where extract(hour from ${walks.at} at time zone 'Asia/Shanghai') >= 18
        or extract(isodow from ${walks.at} at time zone 'Asia/Shanghai') >= 6)::int`,
    })
    .from(walks)
    .where(and(inArray(walks.areaId, [...areaIds]), gte(walks.at, from), lt(walks.at, before)))
    .groupBy(walks.areaId)
}
