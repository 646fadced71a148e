import { and, asc, eq, isNull } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { type NewDue, owe, supersede } from './dues.ts'
import { campaigns } from './schema/index.ts'
import type { Change } from './write.ts'

export type Campaign = typeof campaigns.$inferSelect

/** Campaigns that nobody ended, the oldest first. */
export async function openCampaigns(db: Db): Promise<Campaign[]> {
  return await db.select().from(campaigns).where(isNull(campaigns.endedAt)).orderBy(asc(campaigns.id))
}

export async function campaignById(db: Db, id: number): Promise<Campaign | undefined> {
  const [row] = await db.select().from(campaigns).where(eq(campaigns.id, id))
  return row
}

/** Keeps a campaign, and owes its weekly lines. */
export function keepCampaign(
  campaign: Omit<Campaign, 'id' | 'endedAt'>,
  weekly: (campaignId: number) => NewDue[],
): Change {
  return async (tx) => {
    const [made] = await tx.insert(campaigns).values(campaign).returning({ id: campaigns.id })
    await owe(weekly(made?.id ?? 0))(tx)
  }
}

/** Ends a campaign before its day; what it still owed falls away. */
export function endCampaign(id: number, at: Date): Change {
  return async (tx) => {
    const ended = await tx
      .update(campaigns)
      .set({ endedAt: at })
      .where(and(eq(campaigns.id, id), isNull(campaigns.endedAt)))
      .returning({ id: campaigns.id })
    if (ended.length === 0) throw new StaleError(`campaign ${id} was ended meanwhile`)
    await supersede(`campaign:${id}`, at)(tx)
  }
}
