import { and, eq, gte, inArray, isNull, lt, lte, notInArray, sql } from 'drizzle-orm'
import type { Matter } from '../matters/matter.ts'
import type { Db } from './client.ts'
import { told } from './matters.ts'
import { clocks, events, followUps, matters } from './schema/index.ts'

const over = ['concluded', 'followup', 'archived', 'merged', 'withdrawn', 'unfounded'] as const

/** Matters of these areas that were opened in that span, with who found each. */
export async function openedBetween(
  db: Db,
  areaIds: readonly string[],
  span: { from: Date; until: Date },
): Promise<{ matter: Matter; foundBy: string }[]> {
  if (areaIds.length === 0) return []
  return await db
    .select({ matter: told, foundBy: matters.foundBy })
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, [...areaIds]),
        gte(matters.openedAt, span.from),
        lt(matters.openedAt, span.until),
        notInArray(matters.state, ['withdrawn', 'merged']),
      ),
    )
}

/** Unfinished matters of these areas whose time ends before that, the earliest first; `rung`: how far up it was told. */
export async function dueBefore(
  db: Db,
  areaIds: readonly string[],
  until: Date,
): Promise<{ matter: Matter; rung: number }[]> {
  if (areaIds.length === 0) return []
  const rows = await db
    .select({ matter: told, rung: clocks.rung })
    .from(matters)
    .leftJoin(
      clocks,
      and(eq(clocks.matterId, matters.id), eq(clocks.kind, 'resolve'), isNull(clocks.stoppedAt)),
    )
    .where(
      and(
        inArray(matters.areaId, [...areaIds]),
        inArray(matters.state, ['new', 'studied', 'assigned', 'handling']),
        lt(matters.dueAt, until),
      ),
    )
    .orderBy(matters.dueAt, matters.id)
    .limit(500)
  return rows.map(({ matter, rung }) => ({ matter, rung: rung ?? 0 }))
}

/** Visits these people owe that are due by then. */
export async function visitsOf(db: Db, personIds: readonly number[], until: Date) {
  if (personIds.length === 0) return []
  return await db
    .select({ followUp: followUps, matter: told })
    .from(followUps)
    .innerJoin(matters, eq(matters.id, followUps.matterId))
    .where(
      and(
        inArray(followUps.ownerId, [...personIds]),
        eq(followUps.state, 'open'),
        lt(followUps.dueAt, until),
      ),
    )
    .orderBy(followUps.dueAt)
    .limit(200)
}

/** Emergencies of these areas that stand. */
export async function standingEmergencies(db: Db, areaIds: readonly string[]): Promise<Matter[]> {
  if (areaIds.length === 0) return []
  return await db
    .select(told)
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, [...areaIds]),
        eq(matters.urgency, 'emergency'),
        isNull(matters.emergencyLiftedAt),
        notInArray(matters.state, [...over]),
      ),
    )
    .orderBy(matters.openedAt)
}

/** How many matters of these areas are open, by colour, and how many past their time. */
export async function openFigures(
  db: Db,
  areaIds: readonly string[],
  now: Date,
): Promise<{ red: number; yellow: number; blue: number; late: number }> {
  if (areaIds.length === 0) return { red: 0, yellow: 0, blue: 0, late: 0 }
  const n = (condition: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${condition})::int`
  const [row] = await db
    .select({
      red: n(sql`${matters.colour} = 'red'`),
      yellow: n(sql`${matters.colour} = 'yellow'`),
      blue: n(sql`coalesce(${matters.colour}, 'blue') = 'blue'`),
      late: n(sql`${matters.dueAt} < ${now.toISOString()}::timestamptz`),
    })
    .from(matters)
    .where(
      and(
        inArray(matters.areaId, [...areaIds]),
        notInArray(matters.state, [...over]),
        // Complaints about police are in nobody's figures here (rule K-7).
        sql`${matters.category} <> 'feedback.police_complaint'`,
      ),
    )
  return row ?? { red: 0, yellow: 0, blue: 0, late: 0 }
}

/** `matter:person` of who did something about one of these matters since then. */
export async function actedSince(
  db: Db,
  matterIds: readonly number[],
  since: Date,
  until: Date,
): Promise<Set<string>> {
  if (matterIds.length === 0) return new Set()
  const rows = await db
    .selectDistinct({ matterId: events.matterId, actorId: events.actorId })
    .from(events)
    .where(
      and(
        inArray(events.matterId, [...matterIds]),
        gte(events.at, since),
        lte(events.at, until),
        notInArray(events.kind, ['read', 'refused']),
      ),
    )
  return new Set(rows.map(({ matterId, actorId }) => `${matterId}:${actorId}`))
}
