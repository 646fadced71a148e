import { and, desc, eq, gte, inArray, isNull, lt } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { listings, matters } from './schema/index.ts'
import type { Change } from './write.ts'

export type Listing = typeof listings.$inferSelect

/** Puts a hazard on the list. A second listing of the same matter, made at the same moment, throws StaleError. */
export function listHazard(
  listing: Pick<Listing, 'matterId' | 'responsible' | 'dueAt' | 'listedAt'> & { listedBy: number },
): Change {
  return async (tx) => {
    const made = await tx
      .insert(listings)
      .values(listing)
      .onConflictDoNothing()
      .returning({ id: listings.id })
    if (made.length === 0) throw new StaleError(`matter ${listing.matterId} was listed meanwhile`)
  }
}

/** Takes it off the list. Throws StaleError where somebody did already. */
export function delistHazard(
  listing: Listing,
  by: { delistedBy: number; delistedAt: Date; proof: string },
): Change {
  return async (tx) => {
    const done = await tx
      .update(listings)
      .set(by)
      .where(and(eq(listings.id, listing.id), isNull(listings.delistedAt)))
      .returning({ id: listings.id })
    if (done.length === 0) throw new StaleError(`listing ${listing.id} was ended meanwhile`)
  }
}

export async function openListingOf(db: Db, matterId: number): Promise<Listing | undefined> {
  const [row] = await db
    .select()
    .from(listings)
    .where(and(eq(listings.matterId, matterId), isNull(listings.delistedAt)))
  return row
}

/** The listings of a matter, newest first. */
export async function listingsOf(db: Db, matterId: number): Promise<Listing[]> {
  return await db.select().from(listings).where(eq(listings.matterId, matterId)).orderBy(desc(listings.id))
}

/** How many hazards of these areas were listed in a span, and how many of those are off the list by now. */
export async function listingFigures(
  db: Db,
  areaIds: string[],
  span: { from: Date; to: Date },
): Promise<{ listed: number; delisted: number }> {
  if (areaIds.length === 0) return { listed: 0, delisted: 0 }
  const rows = await db
    .select({ delistedAt: listings.delistedAt })
    .from(listings)
    .innerJoin(matters, eq(matters.id, listings.matterId))
    .where(
      and(
        inArray(matters.areaId, areaIds),
        gte(listings.listedAt, span.from),
        lt(listings.listedAt, span.to),
      ),
    )
  return { listed: rows.length, delisted: rows.filter((row) => row.delistedAt !== null).length }
}
