import { and, desc, eq, gte, inArray, lt, ne, or, sql } from 'drizzle-orm'
import type { Matter } from '../matters/matter.ts'
import type { Db } from './client.ts'
import { told } from './matters.ts'
import { matters } from './schema/index.ts'

/** What is looked for: where, what, when. There is no field for a person. */
export interface Wanted {
  areaIds: string[]
  numbers: string[]
  buildings: { community: string; building: string | null; spot: string | null }[]
  categories: string[]
  from: Date | null
  to: Date | null
}

/** Matters of these areas, ended ones among them, newest first. Whoever asks passes each through `mayDo`. */
export async function findMatters(db: Db, wanted: Wanted): Promise<Matter[]> {
  const { areaIds, numbers, buildings, categories, from, to } = wanted
  return await db
    .select(told)
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, areaIds),
        ne(matters.state, 'withdrawn'),
        numbers.length > 0 ? inArray(matters.number, numbers) : undefined,
        categories.length > 0 ? inArray(matters.category, categories) : undefined,
        buildings.length > 0 ? or(...buildings.map(isThere)) : undefined,
        from ? gte(matters.openedAt, from) : undefined,
        to ? lt(matters.openedAt, to) : undefined,
      ),
    )
    .orderBy(desc(matters.id))
    .limit(200)
}

function isThere({ community, building, spot }: Wanted['buildings'][number]) {
  return and(
    sql`${matters.place}->>'community' = ${community}`,
    building ? sql`${matters.place}->>'building' = ${building}` : undefined,
    spot && spot !== community ? eq(sql`${matters.place}->>'poi'`, spot) : undefined,
  )
}
