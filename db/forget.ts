import { and, eq, isNotNull, lte } from 'drizzle-orm'
import type { Matter } from '../matters/matter.ts'
import type { Db } from './client.ts'
import { dropWithMatter } from './corrections.ts'
import { told } from './matters.ts'
import {
  events,
  extensions,
  followUps,
  listings,
  matters,
  notes,
  parties,
  reporters,
  sessions,
  supervisions,
  transfers,
  unseals,
  walks,
  whistles,
} from './schema/index.ts'
import type { Change } from './write.ts'

/**
 * Erases what could lead from a matter to a person: who reported it, the parties, door and words of the place, the
 * facts, notes and results, and what there was to learn from it. Number, category, colour, building and dates stay, for the counts. The chain of events
 * stays whole: it covers digests, and the values go together with their salt.
 */
export function forgetPeople(matter: Pick<Matter, 'id' | 'place'>): Change {
  return async (tx) => {
    await tx.delete(reporters).where(eq(reporters.matterId, matter.id))
    await tx.delete(parties).where(eq(parties.matterId, matter.id))
    await dropWithMatter(matter.id)(tx)
    await tx.update(events).set({ values: null, salt: null }).where(eq(events.matterId, matter.id))
    await tx.update(followUps).set({ result: null }).where(eq(followUps.matterId, matter.id))
    await tx.update(sessions).set({ result: null }).where(eq(sessions.matterId, matter.id))
    await tx.update(whistles).set({ note: null }).where(eq(whistles.matterId, matter.id))
    await tx.update(listings).set({ responsible: '', proof: null }).where(eq(listings.matterId, matter.id))
    await tx.update(extensions).set({ reason: '' }).where(eq(extensions.matterId, matter.id))
    await tx.update(supervisions).set({ reason: '' }).where(eq(supervisions.matterId, matter.id))
    await tx.update(transfers).set({ reason: '' }).where(eq(transfers.matterId, matter.id))
    await tx.update(unseals).set({ reason: '' }).where(eq(unseals.matterId, matter.id))
    await tx.update(walks).set({ topic: null }).where(eq(walks.matterId, matter.id))
    await tx.delete(notes).where(eq(notes.matterId, matter.id))
    const place = matter.place && {
      ...matter.place,
      text: '',
      unit: null,
      floor: null,
      room: null,
      poi: null,
    }
    await tx
      .update(matters)
      .set({
        place,
        occurred: null,
        facts: {},
        features: null,
        summary: '',
        colourReason: null,
        retentionUntil: null,
      })
      .where(eq(matters.id, matter.id))
  }
}

/** Matters whose time has come. */
export async function mattersToForget(db: Db, now: Date, limit: number): Promise<Matter[]> {
  return await db
    .select(told)
    .from(matters)
    .where(and(isNotNull(matters.retentionUntil), lte(matters.retentionUntil, now)))
    .orderBy(matters.retentionUntil)
    .limit(limit)
}
