import { and, eq, gt, lt } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { cards, matters } from './schema/index.ts'
import type { Change } from './write.ts'

export type StandingCard = typeof cards.$inferSelect

/** Lark takes changes of a card for 14 days (open.feishu.cn, im/v1/message-card/patch). */
const changeableMs = 14 * 24 * 3_600_000

/** Cards that show less than is true by now. */
export async function outdatedCards(db: Db, now: Date, limit: number): Promise<StandingCard[]> {
  const rows = await db
    .select({ card: cards })
    .from(cards)
    .innerJoin(matters, eq(matters.id, cards.matterId))
    .where(and(gt(matters.version, cards.version), gt(cards.at, new Date(now.getTime() - changeableMs))))
    .orderBy(cards.at)
    .limit(limit)
  return rows.map((row) => row.card)
}

/** Of two processes that bring a card up to date, one gets StaleError. */
export function markShown(card: StandingCard, version: number): Change {
  return async (tx) => {
    const changed = await tx
      .update(cards)
      .set({ version })
      .where(
        and(
          eq(cards.platform, card.platform),
          eq(cards.messageId, card.messageId),
          eq(cards.version, card.version),
        ),
      )
      .returning({ id: cards.messageId })
    if (changed.length === 0) throw new StaleError(`card ${card.messageId} was brought up to date meanwhile`)
  }
}

/** Cards that can be changed no more are forgotten. */
export async function dropOldCards(db: Db, now: Date): Promise<void> {
  await db.delete(cards).where(lt(cards.at, new Date(now.getTime() - changeableMs)))
}
