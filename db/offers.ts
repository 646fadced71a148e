import { and, eq, gte, lt } from 'drizzle-orm'
import type { Db } from './client.ts'
import { offers } from './schema/index.ts'
import type { Identity, Seal } from './seal.ts'

/** A number typed later than this after the card is no answer to it. */
const validMs = 24 * 3_600_000

export function offerHash(seal: Seal, to: Identity): string {
  return seal.hash('offer', `${to.platform}:${to.externalId}`)
}

/** The command behind the n-th button (from 1) of the last card with buttons in this person's private chat, if any. */
export async function offered(
  db: Db,
  seal: Seal,
  to: Identity,
  n: number,
  now: Date,
): Promise<string | null> {
  const since = new Date(now.getTime() - validMs)
  const [row] = await db
    .select()
    .from(offers)
    .where(and(eq(offers.hash, offerHash(seal, to)), gte(offers.at, since)))
  return row?.commands[n - 1] ?? null
}

export async function dropOldOffers(db: Db, now: Date): Promise<void> {
  await db.delete(offers).where(lt(offers.at, new Date(now.getTime() - validMs)))
}
