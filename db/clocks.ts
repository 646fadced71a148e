import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Standing } from '../matters/clock-turns.ts'
import type { Clock, NewClock } from '../matters/clocks.ts'
import { StaleError } from '../matters/errors.ts'
import type { Db, Tx } from './client.ts'
import { clocks, extensions, matters } from './schema/index.ts'
import type { Change } from './write.ts'

/** Starts a clock, as `clockFor` of handlers/clocks.ts gives it: a whistle's, a session's, a transfer's. */
export function startClock(matterId: number, clock: NewClock): Change {
  return async (tx) => {
    await tx.insert(clocks).values({ ...clock, matterId })
  }
}

/** What was owed was done, or is owed no more. Without `ofId` every clock of that kind stops. */
export function stopClock(one: { matterId: number; kind: Clock['kind']; ofId?: number; at: Date }): Change {
  return async (tx) => {
    await tx
      .update(clocks)
      .set({ stoppedAt: one.at })
      .where(
        and(
          eq(clocks.matterId, one.matterId),
          eq(clocks.kind, one.kind),
          one.ofId === undefined ? undefined : eq(clocks.ofId, one.ofId),
          isNull(clocks.stoppedAt),
        ),
      )
  }
}

/**
 * Reads the clocks of a matter, turns them and writes what changed; `matters.due_at` follows the time to resolve. The
 * matter's row was changed in the same transaction before, so nobody else turns them meanwhile.
 */
export function turnClocks(
  matterId: number,
  turn: (standing: Clock[], grantedDays: number) => Standing[],
): Change {
  return async (tx) => {
    const standing = await allClocks(tx, matterId)
    const after = turn(standing, await grantedDays(tx, matterId))
    const fresh = after.filter((clock) => clock.id === null)
    if (fresh.length > 0) await tx.insert(clocks).values(fresh.map(({ id: _, ...clock }) => clock))
    for (const { id, ...clock } of after) {
      if (id === null || standing.some((one) => one.id === id && same(one, clock))) continue
      await tx.update(clocks).set(clock).where(eq(clocks.id, id))
    }
    const due = after.find((clock) => clock.kind === 'resolve' && !clock.stoppedAt)?.dueAt
    const was = standing.find((clock) => clock.kind === 'resolve' && !clock.stoppedAt)?.dueAt
    if (due && due.getTime() !== was?.getTime())
      await tx.update(matters).set({ dueAt: due }).where(eq(matters.id, matterId))
  }
}

function same(one: Clock, other: Omit<Standing, 'id'>): boolean {
  return Object.entries(other).every(([key, value]) => Object.is(one[key as keyof Clock], value))
}

async function allClocks(db: Db | Tx, matterId: number): Promise<Clock[]> {
  const rows = await db.select().from(clocks).where(eq(clocks.matterId, matterId)).orderBy(asc(clocks.id))
  return rows as Clock[]
}

async function grantedDays(db: Db | Tx, matterId: number): Promise<number> {
  const [row] = await db
    .select({ days: extensions.days })
    .from(extensions)
    .where(and(eq(extensions.matterId, matterId), eq(extensions.granted, true)))
    .orderBy(desc(extensions.id))
    .limit(1)
  return row?.days ?? 0
}

/** The time to resolve that runs or stands still; undefined where the matter is over. */
export async function resolveClock(db: Db, matterId: number): Promise<Clock | undefined> {
  return (await allClocks(db, matterId)).find((clock) => clock.kind === 'resolve' && !clock.stoppedAt)
}

/** Counts a reminder or a rung. Of two that do it at once, or where the clock was turned meanwhile, one gets StaleError. */
export function countOn(clock: Clock, set: { reminded: number } | { rung: number }): Change {
  return async (tx) => {
    const changed = await tx
      .update(clocks)
      .set(set)
      .where(
        and(
          eq(clocks.id, clock.id),
          eq(clocks.reminded, clock.reminded),
          eq(clocks.rung, clock.rung),
          eq(clocks.dueAt, clock.dueAt),
          isNull(clocks.stoppedAt),
          isNull(clocks.pausedAt),
        ),
      )
      .returning({ id: clocks.id })
    if (changed.length === 0) throw new StaleError(`clock ${clock.id} was turned meanwhile`)
  }
}

/** Whether the people of a matter are still to be told of the lawful ways. */
export async function owesRoutes(db: Db, matterId: number): Promise<boolean> {
  return (await allClocks(db, matterId)).some((clock) => clock.kind === 'ceiling' && clock.rung === 0)
}

/** Once a matter: of two that tell them, one gets StaleError. */
export function markRoutesTold(matterId: number): Change {
  return async (tx) => {
    const marked = await tx
      .update(clocks)
      .set({ rung: 1 })
      .where(and(eq(clocks.matterId, matterId), eq(clocks.kind, 'ceiling'), eq(clocks.rung, 0)))
      .returning({ id: clocks.id })
    if (marked.length === 0) throw new StaleError(`the lawful ways of matter ${matterId} were told meanwhile`)
  }
}

/** The granted time: the clock as it stands afterwards, if nobody turned it since it was looked at. */
export function putOff(before: Clock, after: Clock): Change {
  return async (tx) => {
    const { dueAt, extended, reminded, rung } = after
    const changed = await tx
      .update(clocks)
      .set({ dueAt, extended, reminded, rung })
      .where(
        and(
          eq(clocks.id, before.id),
          eq(clocks.extended, false),
          eq(clocks.dueAt, before.dueAt),
          isNull(clocks.stoppedAt),
        ),
      )
      .returning({ id: clocks.id })
    if (changed.length === 0) throw new StaleError(`clock ${before.id} was turned meanwhile`)
  }
}
