import { and, count, eq, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { groups, publicity } from './schema/index.ts'
import type { Change } from './write.ts'

export type Publicity = typeof publicity.$inferSelect

/** Was something posted in that group on that day? */
export async function publicityOn(db: Db, groupId: number, day: string): Promise<boolean> {
  const rows = await db
    .select({ topic: publicity.topic })
    .from(publicity)
    .where(and(eq(publicity.groupId, groupId), eq(publicity.day, day)))
  return rows.length > 0
}

/** How often a group has heard of a topic: the next line follows from it. */
export async function timesTold(db: Db, groupId: number, topic: string): Promise<number> {
  const [row] = await db
    .select({ times: count() })
    .from(publicity)
    .where(and(eq(publicity.groupId, groupId), eq(publicity.topic, topic)))
  return row?.times ?? 0
}

/** Takes the one post of a group's day. Where another took it meanwhile, StaleError. */
export function keepPublicity(row: Publicity): Change {
  return async (tx) => {
    const kept = await tx.insert(publicity).values(row).onConflictDoNothing().returning()
    if (kept.length === 0) throw new StaleError(`group ${row.groupId} has had its publicity of ${row.day}`)
  }
}

/** A group wants such posts, or does not. */
export function switchPublicity(groupId: number, on: boolean): Change {
  return async (tx) => {
    await tx.update(groups).set({ publicity: on }).where(eq(groups.id, groupId))
    await tx.execute(sql`select pg_notify('registry', '')`)
  }
}
