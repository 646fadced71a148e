import { and, count, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Db } from './client.ts'
import { events, matters } from './schema/index.ts'

export interface AuditPeriod {
  from: Date
  to: Date
  /** Matters of these areas, and what concerned no matter. */
  areaIds: string[]
}

/** How often what happened in that time, most frequent first. */
export async function auditCounts(db: Db, period: AuditPeriod): Promise<{ kind: string; n: number }[]> {
  const n = count()
  return await db
    .select({ kind: events.kind, n })
    .from(events)
    .leftJoin(matters, eq(matters.id, events.matterId))
    .where(within(period))
    .groupBy(events.kind)
    .orderBy(desc(n))
}

/** The newest events of these kinds in that time: who, what, on which matter. */
export async function auditTrail(db: Db, period: AuditPeriod, kinds: readonly string[], limit: number) {
  return await db
    .select({
      at: events.at,
      kind: events.kind,
      actorId: events.actorId,
      number: matters.number,
      values: events.values,
    })
    .from(events)
    .leftJoin(matters, eq(matters.id, events.matterId))
    .where(and(within(period), inArray(events.kind, [...kinds])))
    .orderBy(desc(events.id))
    .limit(limit)
}

function within({ from, to, areaIds }: AuditPeriod) {
  return and(
    gte(events.at, from),
    lte(events.at, to),
    or(isNull(events.matterId), inArray(matters.areaId, areaIds.length > 0 ? areaIds : [''])),
  )
}
