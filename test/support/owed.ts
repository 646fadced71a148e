import { eq } from 'drizzle-orm'
import type { Store } from '../../db/client.ts'
import { followUps, identities, matters } from '../../db/schema/index.ts'

/** Plants concluded matters whose visit is due then, owed by that colleague. Resolves the visits' ids. */
export async function oweVisits({ db }: Store, owner: string, dueAt: Date, count: number): Promise<number[]> {
  const ownerId = await personOf(db, owner)
  const rows = await db
    .insert(matters)
    .values(planted(count, 'followup', dueAt))
    .returning({ id: matters.id })
  const owed = rows.map(({ id }) => ({ matterId: id, round: 1, day: 7, dueAt, ownerId }))
  return (await db.insert(followUps).values(owed).returning({ id: followUps.id })).map(({ id }) => id)
}

/** Plants matters in hand that were due then, led by that colleague. */
export async function letPass({ db }: Store, lead: string, dueAt: Date, count: number): Promise<number[]> {
  const leadId = await personOf(db, lead)
  const late = planted(count, 'handling', dueAt).map((one) => ({ ...one, leadId, dueAt }))
  return (await db.insert(matters).values(late).returning({ id: matters.id })).map(({ id }) => id)
}

let planting = 0

function planted(count: number, state: 'followup' | 'handling', before: Date) {
  return Array.from({ length: count }, () => ({
    number: `AH-0101-${String(++planting).padStart(2, '0')}`,
    kind: 'dispute' as const,
    category: 'dispute.neighbor.noise',
    colour: 'blue' as const,
    urgency: 'normal' as const,
    privacy: 'public_safety' as const,
    foundBy: 'resident',
    source: 'group',
    summary: '邻里噪声',
    areaId: 'anhe-2',
    leadDepartment: 'grid_worker',
    state,
    openedAt: new Date(before.getTime() - 7 * 24 * 3_600_000),
  }))
}

async function personOf(db: Store['db'], externalId: string): Promise<number> {
  const [row] = await db.select().from(identities).where(eq(identities.externalId, externalId))
  if (!row) throw new Error(`nobody has bound ${externalId}`)
  return row.personId
}
