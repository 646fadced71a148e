import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm'
import { peopleAreHome } from '../matters/working-time.ts'
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

/** What was walked in a grid. */
export interface Walked {
  areaId: string
  visits: number
  households: number
  /** In the evening or on a day off, when people are at home (requirement A208). */
  atHome: number
}

/** Visits and households called on by grid, from one instant to before another. */
export async function walkedIn(
  db: Db,
  areaIds: readonly string[],
  from: Date,
  before: Date,
): Promise<Walked[]> {
  if (areaIds.length === 0) return []
  const rows = await db
    .select({ areaId: walks.areaId, households: walks.households, at: walks.at })
    .from(walks)
    .where(and(inArray(walks.areaId, [...areaIds]), gte(walks.at, from), lt(walks.at, before)))
  return areaIds.map((areaId) => {
    const own = rows.filter((row) => row.areaId === areaId)
    return {
      areaId,
      visits: own.length,
      households: own.reduce((sum, row) => sum + row.households, 0),
      atHome: own.filter(({ at }) => peopleAreHome(at)).length,
    }
  })
}
