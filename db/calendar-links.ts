import { and, eq, gt, lte } from 'drizzle-orm'
import type { Db } from './client.ts'
import { calendarLinks, meetings } from './schema/index.ts'
import type { Change } from './write.ts'

/** Keeps a link by its hash. Links that are over go with it. */
export function keepLink(link: typeof calendarLinks.$inferInsert, now: Date): Change {
  return async (tx) => {
    await tx.delete(calendarLinks).where(lte(calendarLinks.expiresAt, now))
    await tx.insert(calendarLinks).values(link).onConflictDoNothing()
  }
}

/** The meeting a link leads to while it is good. */
export async function meetingOfLink(db: Db, hash: string, now: Date) {
  const [row] = await db
    .select({ meeting: meetings })
    .from(calendarLinks)
    .innerJoin(meetings, eq(meetings.id, calendarLinks.meetingId))
    .where(and(eq(calendarLinks.hash, hash), gt(calendarLinks.expiresAt, now)))
  return row?.meeting
}
