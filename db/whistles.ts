import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import { openStates } from '../matters/moves.ts'
import type { DepartmentId } from '../matters/taxonomy.ts'
import type { Db } from './client.ts'
import { append, type Happening, notNamed } from './events.ts'
import { events, matters, whistles } from './schema/index.ts'
import type { Change } from './write.ts'

export type Whistle = typeof whistles.$inferSelect

/** One slot a department. Throws StaleError where one is open for it already. */
export function openSlots(
  matterId: number,
  departments: readonly DepartmentId[],
  whistle: { byId: number; at: Date; dueAt: Date; state: 'asked' | 'waiting' },
): Change {
  return async (tx) => {
    if (departments.length === 0) return
    const opened = await tx
      .insert(whistles)
      .values(departments.map((department) => ({ matterId, department, ...whistle })))
      .onConflictDoNothing()
      .returning({ id: whistles.id })
    if (opened.length < departments.length)
      throw new StaleError(`matter ${matterId} was whistled for meanwhile`)
  }
}

/** An officer's word: what a grid worker asked for is waited for from now on. */
export function confirmSlots(slots: readonly Whistle[], at: Date, dueAt: Date): Change {
  return async (tx) => {
    if (slots.length === 0) return
    const ids = slots.map((slot) => slot.id)
    const confirmed = await tx
      .update(whistles)
      .set({ state: 'waiting', at, dueAt })
      .where(and(inArray(whistles.id, ids), eq(whistles.state, 'asked')))
      .returning({ id: whistles.id })
    if (confirmed.length < ids.length) throw new StaleError('a whistle was confirmed meanwhile')
  }
}

/** 报到. Of two people of one department, one fills the slot and the other gets StaleError. */
export function fillSlot(
  slot: Whistle,
  here: { how: string; note: string | null; hereBy: number; hereAt: Date },
): Change {
  return async (tx) => {
    const filled = await tx
      .update(whistles)
      .set({ ...here, state: 'here' })
      .where(and(eq(whistles.id, slot.id), eq(whistles.state, 'waiting')))
      .returning({ id: whistles.id })
    if (filled.length === 0) throw new StaleError(`slot ${slot.id} was filled meanwhile`)
  }
}

export async function whistlesOf(db: Db, matterId: number): Promise<Whistle[]> {
  return await db.select().from(whistles).where(eq(whistles.matterId, matterId)).orderBy(asc(whistles.id))
}

const raised = 'whistle_overdue'

/** Slots past their time, on matters that are still open, that were not brought up yet. */
export async function overdueSlots(db: Db, now: Date, limit: number): Promise<Whistle[]> {
  const rows = await db
    .select({ slot: whistles })
    .from(whistles)
    .innerJoin(matters, eq(matters.id, whistles.matterId))
    .where(
      and(
        inArray(whistles.state, ['asked', 'waiting']),
        lte(whistles.dueAt, now),
        inArray(matters.state, [...openStates]),
        notNamed(db, { kind: raised, as: 'slot' }, whistles),
      ),
    )
    .orderBy(asc(whistles.dueAt))
    .limit(limit)
  return rows.map((row) => row.slot)
}

/** Brings a slot up once. Of two processes one gets StaleError; so does whoever comes after the check-in. */
export function raiseSlot(slot: Whistle, happening: Omit<Happening, 'kind' | 'matterId'>): Change {
  return async (tx) => {
    const [held] = await tx
      .select({ state: whistles.state })
      .from(whistles)
      .where(eq(whistles.id, slot.id))
      .for('update')
    const before = await tx
      .select({ id: events.id })
      .from(events)
      .where(
        and(
          eq(events.matterId, slot.matterId),
          eq(events.kind, raised),
          sql`${events.values}->>'slot' = ${String(slot.id)}`,
        ),
      )
    if (held?.state !== slot.state || before.length > 0)
      throw new StaleError(`slot ${slot.id} was settled or raised meanwhile`)
    await append(tx, [
      {
        ...happening,
        matterId: slot.matterId,
        kind: raised,
        values: { ...happening.values, slot: slot.id },
      },
    ])
  }
}
