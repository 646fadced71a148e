import { and, desc, eq, isNull, lte } from 'drizzle-orm'
import type { Db } from './client.ts'
import { matters, notes } from './schema/index.ts'
import type { Change } from './write.ts'

export type Note = typeof notes.$inferSelect

/** Keeps a colleague's own note. */
export function keepNote(note: Omit<Note, 'id'>): Change {
  return async (tx) => {
    await tx.insert(notes).values(note)
  }
}

/** One's own notes, newest first, with the number of the matter they are about. */
export async function notesOf(db: Db, personId: number, limit: number) {
  return await db
    .select({ note: notes, number: matters.number })
    .from(notes)
    .leftJoin(matters, eq(matters.id, notes.matterId))
    .where(eq(notes.personId, personId))
    .orderBy(desc(notes.id))
    .limit(limit)
}

/** Notes on a place live a year; those on a matter live as long as it. */
const keptMs = 365 * 24 * 3_600_000
const isOld = (now: Date) => and(isNull(notes.matterId), lte(notes.at, new Date(now.getTime() - keptMs)))

export async function hasOldNotes(db: Db, now: Date): Promise<boolean> {
  const rows = await db.select({ id: notes.id }).from(notes).where(isOld(now)).limit(1)
  return rows.length > 0
}

export function forgetOldNotes(now: Date): Change {
  return async (tx) => {
    await tx.delete(notes).where(isOld(now))
  }
}
