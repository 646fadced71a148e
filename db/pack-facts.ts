import { and, count, desc, eq, exists, gt, gte, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { Matter } from '../matters/matter.ts'
import type { Db } from './client.ts'
import { told } from './matters.ts'
import { events, followUps, listings, matters, supervisions } from './schema/index.ts'

/** Matters of these areas that were opened since then, whatever became of them. */
export async function openedSince(db: Db, areaIds: string[], since: Date): Promise<Matter[]> {
  return await db
    .select(told)
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, areaIds),
        gte(matters.openedAt, since),
        ne(matters.state, 'withdrawn'),
        ne(matters.state, 'merged'),
      ),
    )
    .orderBy(desc(matters.id))
    .limit(1000)
}

/** Which of these matters stand under supervision. */
export async function supervised(db: Db, matterIds: number[]): Promise<Set<number>> {
  if (matterIds.length === 0) return new Set()
  const rows = await db
    .select({ id: supervisions.matterId })
    .from(supervisions)
    .where(and(inArray(supervisions.matterId, matterIds), isNull(supervisions.liftedAt)))
  return new Set(rows.map(({ id }) => id))
}

/** Matters that were opened again, or that somebody was not content with, since then. */
export async function unsettledSince(db: Db, areaIds: string[], since: Date): Promise<Matter[]> {
  const happened = db
    .select({ one: sql`1` })
    .from(events)
    .where(
      and(
        eq(events.matterId, matters.id),
        gte(events.at, since),
        inArray(events.kind, ['reopened', 'unsettled', 'rated', 'visited']),
      ),
    )
  return await db
    .select(told)
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, areaIds),
        or(gt(matters.reopened, 0), lte(matters.satisfaction, 2)),
        ne(matters.state, 'withdrawn'),
        exists(happened),
      ),
    )
    .orderBy(desc(matters.id))
    .limit(200)
}

/** Hazards on the list now, or taken off it since then, with their matter. */
export async function listedSince(db: Db, areaIds: string[], since: Date) {
  return await db
    .select({ listing: listings, matter: told })
    .from(listings)
    .innerJoin(matters, eq(matters.id, listings.matterId))
    .where(
      and(inArray(matters.areaId, areaIds), or(isNull(listings.delistedAt), gte(listings.delistedAt, since))),
    )
    .orderBy(listings.dueAt)
    .limit(200)
}

/** Visits of these areas: made since then, late now, and due by the end of the days to come. */
export async function visitCounts(db: Db, areaIds: string[], span: { since: Date; now: Date; until: Date }) {
  const { since, now, until } = span
  const [row] = await db
    .select({
      made: count(
        sql`case when ${followUps.state} = 'done' and ${followUps.doneAt} >= ${since.toISOString()} then 1 end`,
      ),
      late: count(
        sql`case when ${followUps.state} = 'open' and ${followUps.dueAt} < ${now.toISOString()} then 1 end`,
      ),
      ahead: count(
        sql`case when ${followUps.state} = 'open' and ${followUps.dueAt} >= ${now.toISOString()} and ${followUps.dueAt} < ${until.toISOString()} then 1 end`,
      ),
    })
    .from(followUps)
    .innerJoin(matters, eq(matters.id, followUps.matterId))
    .where(inArray(matters.areaId, areaIds))
  return row ?? { made: 0, late: 0, ahead: 0 }
}

/** How many visits were made in a span. */
export async function visitsMade(db: Db, areaIds: string[], span: { from: Date; to: Date }): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(followUps)
    .innerJoin(matters, eq(matters.id, followUps.matterId))
    .where(
      and(
        inArray(matters.areaId, areaIds),
        eq(followUps.state, 'done'),
        gte(followUps.doneAt, span.from),
        lt(followUps.doneAt, span.to),
      ),
    )
  return row?.n ?? 0
}

/** Matters of a span by category: how many were found, and how many of those are settled by now. */
export async function foundByCategory(db: Db, areaIds: string[], span: { from: Date; to: Date }) {
  return await db
    .select({
      category: matters.category,
      found: count(),
      settled: count(
        sql`case when ${matters.state} in ('resolved','concluded','followup','archived') then 1 end`,
      ),
    })
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, areaIds),
        gte(matters.openedAt, span.from),
        lt(matters.openedAt, span.to),
        sql`${matters.state} not in ('withdrawn','merged','unfounded')`,
      ),
    )
    .groupBy(matters.category)
}
