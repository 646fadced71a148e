import { and, asc, eq, gt, gte, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import { instantOf, type PlannedShift } from '../matters/roster.ts'
import { zone } from '../matters/working-time.ts'
import type { Db, Tx } from './client.ts'
import { type NewDue, owe, supersede } from './dues.ts'
import { shifts } from './schema/index.ts'
import type { Change } from './write.ts'

export type Shift = typeof shifts.$inferSelect
export type ShiftKind = 'duty' | 'posting' | 'weekend'

const standing = isNull(shifts.cancelledAt)

/** Shifts of a kind that touch that span, in their order; of all areas where none is named. */
export async function shiftsBetween(
  db: Db | Tx,
  kind: ShiftKind,
  span: { from: Date; until: Date; areaId?: string },
): Promise<Shift[]> {
  const { from, until, areaId } = span
  return await db
    .select()
    .from(shifts)
    .where(
      and(
        standing,
        eq(shifts.kind, kind),
        areaId === undefined ? undefined : eq(shifts.areaId, areaId),
        lt(shifts.startsAt, until),
        gt(shifts.endsAt, from),
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(shifts.id))
}

/** Who is at the duty desk of a station by its roster at that instant. */
export async function onDutyAt(db: Db, areaId: string, at: Date): Promise<Shift[]> {
  return await db
    .select()
    .from(shifts)
    .where(
      and(
        standing,
        eq(shifts.kind, 'duty'),
        eq(shifts.areaId, areaId),
        lte(shifts.startsAt, at),
        gt(shifts.endsAt, at),
      ),
    )
}

/** The shifts of these people that touch that span, of whatever kind. */
export async function shiftsOf(
  db: Db,
  personIds: readonly number[],
  span: { from: Date; until: Date },
): Promise<Shift[]> {
  if (personIds.length === 0) return []
  return await db
    .select()
    .from(shifts)
    .where(
      and(
        standing,
        inArray(shifts.personId, [...personIds]),
        lt(shifts.startsAt, span.until),
        gt(shifts.endsAt, span.from),
      ),
    )
    .orderBy(asc(shifts.startsAt))
}

export async function shiftById(db: Db, id: number): Promise<Shift | undefined> {
  const [row] = await db
    .select()
    .from(shifts)
    .where(and(eq(shifts.id, id), standing))
  return row
}

/** The last instant a station's duty roster is planned for, from that instant on without a gap before it. */
export async function lastOnDuty(db: Db, areaId: string): Promise<Date | null> {
  const [row] = await db
    .select({ last: sql<string | null>`max(${shifts.endsAt})` })
    .from(shifts)
    .where(and(standing, eq(shifts.kind, 'duty'), eq(shifts.areaId, areaId)))
  return row?.last ? new Date(row.last) : null
}

/**
 * Puts a plan in the place of what stands within its span. `replaced` is what the planner saw there: if it changed
 * meanwhile, StaleError. `owed` gives what the calendar owes for each new shift.
 */
export function planShifts(
  plan: readonly PlannedShift[],
  by: { kind: ShiftKind; areaId: string; personId: number; at: Date; replaced: readonly Shift[] },
  owed: (shift: Shift) => NewDue[] = () => [],
): Change {
  return async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(70213, hashtext(${by.kind + by.areaId}))`)
    await cancel(tx, by.replaced, by.at)
    const made = await tx
      .insert(shifts)
      .values(
        plan.map(({ personId, wallFrom, wallUntil }) => ({
          kind: by.kind,
          areaId: by.areaId,
          personId,
          wallFrom,
          wallUntil,
          zone,
          startsAt: instantOf(wallFrom),
          endsAt: instantOf(wallUntil),
          madeAt: by.at,
          madeById: by.personId,
        })),
      )
      .returning()
    if (by.kind === 'duty') await refuseDoubles(tx, by.areaId, made)
    await owe(made.flatMap(owed))(tx)
  }
}

async function cancel(tx: Tx, replaced: readonly Shift[], at: Date): Promise<void> {
  if (replaced.length === 0) return
  const gone = await tx
    .update(shifts)
    .set({ cancelledAt: at })
    .where(
      and(
        standing,
        inArray(
          shifts.id,
          replaced.map(({ id }) => id),
        ),
      ),
    )
    .returning({ id: shifts.id })
  if (gone.length < replaced.length) throw new StaleError('the roster was planned meanwhile')
  for (const { id } of gone) await supersede(`shift:${id}`, at)(tx)
}

/** Somebody else planned the same hours since we looked. */
async function refuseDoubles(tx: Tx, areaId: string, made: readonly Shift[]): Promise<void> {
  const from = made.map(({ startsAt }) => startsAt.getTime())
  const until = made.map(({ endsAt }) => endsAt.getTime())
  const all = await shiftsBetween(tx, 'duty', {
    areaId,
    from: new Date(Math.min(...from)),
    until: new Date(Math.max(...until)),
  })
  if (all.length > made.length) throw new StaleError('the roster was planned meanwhile')
}

/** Gives shifts to others. Throws StaleError where one was given away or cancelled meanwhile. */
export function giveShifts(given: readonly { shift: Shift; toId: number }[]): Change {
  return async (tx) => {
    for (const { shift, toId } of given) {
      const changed = await tx
        .update(shifts)
        .set({ personId: toId })
        .where(and(eq(shifts.id, shift.id), eq(shifts.personId, shift.personId), standing))
        .returning({ id: shifts.id })
      if (changed.length === 0) throw new StaleError(`shift ${shift.id} changed hands meanwhile`)
    }
  }
}

/** Came to the posting. */
export function checkInShift(shift: Shift, at: Date): Change {
  return async (tx) => {
    const changed = await tx
      .update(shifts)
      .set({ checkedInAt: at })
      .where(and(eq(shifts.id, shift.id), standing, isNull(shifts.checkedInAt)))
      .returning({ id: shifts.id })
    if (changed.length === 0) throw new StaleError(`shift ${shift.id} was checked in meanwhile`)
  }
}

/** Shifts of a kind that begin in that span. */
export async function shiftsStarting(
  db: Db,
  kind: ShiftKind,
  areaId: string,
  span: { from: Date; until: Date },
): Promise<Shift[]> {
  return await db
    .select()
    .from(shifts)
    .where(
      and(
        standing,
        eq(shifts.kind, kind),
        eq(shifts.areaId, areaId),
        gte(shifts.startsAt, span.from),
        lt(shifts.startsAt, span.until),
      ),
    )
    .orderBy(asc(shifts.startsAt))
}
