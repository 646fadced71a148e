import { and, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db, Tx } from './client.ts'
import { outbox } from './schema/index.ts'
import type { Change } from './write.ts'

/** Posts nobody asked for that this group gets on that day: said or on their way. What was given up costs nothing (W-29). */
export async function unaskedOf(db: Db | Tx, groupId: number, day: string): Promise<number> {
  return await db.$count(
    outbox,
    and(
      eq(outbox.groupId, groupId),
      eq(outbox.unaskedOn, day),
      or(isNull(outbox.outcome), ne(outbox.outcome, 'dead')),
    ),
  )
}

/** Takes one of the day's posts. Where another took the last one meanwhile, StaleError: it is looked at again. */
export function spendPost(groupId: number, day: string, limit: number): Change {
  return async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(70211, ${groupId})`)
    if ((await unaskedOf(tx, groupId, day)) >= limit)
      throw new StaleError(`group ${groupId} has had its posts of ${day}`)
  }
}
