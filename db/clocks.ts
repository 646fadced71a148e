import { and, asc, desc, eq, inArray, isNull, lt, lte, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Standing } from '../matters/clock-turns.ts'
import type { Clock, NewClock } from '../matters/clocks.ts'
import { StaleError } from '../matters/errors.ts'
import type { Matter } from '../matters/matter.ts'
import type { Db, Tx } from './client.ts'
import { told } from './matters.ts'
import { clocks, extensions, matters, sessions, supervisions, transfers, whistles } from './schema/index.ts'
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

/** Every clock a matter ever had, oldest first. */
export async function clocksOf(db: Db, matterId: number): Promise<Clock[]> {
  return await allClocks(db, matterId)
}

/** The time to resolve that runs or stands still; undefined where the matter is over. */
export async function resolveClock(db: Db, matterId: number): Promise<Clock | undefined> {
  return (await allClocks(db, matterId)).find((clock) => clock.kind === 'resolve' && !clock.stoppedAt)
}

/** A clock that runs, with its matter, and the department or colleague it belongs to. */
export interface Running {
  clock: Clock
  matter: Matter
  department: string | null
  /** Who put it under supervision, who called the session, who sent the hand-over. */
  personId: number | null
  /** Of a hand-over its number. */
  transfer?: string | null
}

const ended = ['concluded', 'followup', 'archived', 'merged', 'withdrawn', 'unfounded'] as const
const running = and(isNull(clocks.stoppedAt), isNull(clocks.pausedAt), notInArray(matters.state, [...ended]))

/**
 * Clocks whose next reminder may have come: of those that run around the clock exactly, of the others all, for whoever
 * asks to count their hours. What a standing emergency owes at once has a chain of its own.
 */
export async function clocksToRemind(db: Db, now: Date, parts: readonly number[]): Promise<Running[]> {
  const part = sql`(${sql.raw(`array[${parts.map(Number).join(',')}]::float8[]`)})[${clocks.reminded} + 1]`
  const rows = await db
    .select({
      clock: clocks,
      matter: told,
      whistled: whistles.department,
      transferred: transfers.department,
      supervisedBy: supervisions.byId,
      calledBy: sessions.createdBy,
      sentBy: transfers.byId,
      transfer: transfers.number,
    })
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .leftJoin(whistles, and(eq(clocks.kind, 'whistle'), eq(whistles.id, clocks.ofId)))
    .leftJoin(transfers, and(eq(clocks.kind, 'receipt'), eq(transfers.id, clocks.ofId)))
    .leftJoin(supervisions, and(eq(clocks.kind, 'supervise'), eq(supervisions.id, clocks.ofId)))
    .leftJoin(sessions, and(eq(clocks.kind, 'joint'), eq(sessions.id, clocks.ofId)))
    .where(
      and(
        running,
        ne(clocks.kind, 'ceiling'),
        lt(clocks.reminded, parts.length),
        or(
          inArray(clocks.unit, ['dh', 'wh', 'wd']),
          lte(sql`${clocks.startedAt} + (${clocks.dueAt} - ${clocks.startedAt}) * ${part}`, at(now)),
        ),
        sql`not (${clocks.kind} in ('ack','study','assign') and ${matters.urgency} = 'emergency'
          and ${matters.emergencyLiftedAt} is null)`,
      ),
    )
    .orderBy(clocks.dueAt)
    .limit(2000)
  return rows.map(({ clock, matter, whistled, transferred, transfer, ...by }) => ({
    clock: clock as Clock,
    matter,
    department: whistled ?? transferred,
    personId: by.supervisedBy ?? by.calledBy ?? by.sentBy,
    transfer,
  }))
}

/** Hand-overs that nobody signed for in their time, and of which those further up were not told. */
export async function receiptsOver(db: Db, now: Date, limit: number): Promise<Running[]> {
  const rows = await db
    .select({ clock: clocks, matter: told, transfer: transfers })
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .innerJoin(transfers, eq(transfers.id, clocks.ofId))
    .where(and(running, eq(clocks.kind, 'receipt'), eq(clocks.rung, 0), lte(clocks.dueAt, now)))
    .orderBy(clocks.dueAt)
    .limit(limit)
  return rows.map(({ clock, matter, transfer }) => ({
    clock: clock as Clock,
    matter,
    department: transfer.department,
    personId: transfer.byId,
    transfer: transfer.number,
  }))
}

/** Times to resolve on which somebody further up may have to be told, by hours over time, and red ones from the start. */
export async function clocksToClimb(db: Db, now: Date, limit: number): Promise<Running[]> {
  const since = (hours: number) => lte(clocks.dueAt, new Date(now.getTime() - hours * 3_600_000))
  const rows = await db
    .select({ clock: clocks, matter: told })
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .where(
      and(
        running,
        eq(clocks.kind, 'resolve'),
        or(
          and(eq(clocks.rung, 0), eq(matters.colour, 'red')),
          and(eq(clocks.rung, 0), eq(matters.colour, 'yellow'), since(0)),
          and(eq(clocks.rung, 0), eq(matters.colour, 'blue'), since(24)),
          and(eq(clocks.rung, 1), inArray(matters.colour, ['red', 'yellow']), since(24)),
          and(eq(clocks.rung, 2), inArray(matters.colour, ['red', 'yellow']), since(72)),
        ),
      ),
    )
    .orderBy(clocks.dueAt)
    .limit(limit)
  return rows.map(({ clock, matter }) => ({
    clock: clock as Clock,
    matter,
    department: null,
    personId: null,
  }))
}

/** Yellow matters over time again after their one extension (R6). */
export async function overdueAfterExtension(db: Db, now: Date, limit: number): Promise<Running[]> {
  const rows = await db
    .select({ clock: clocks, matter: told })
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .where(
      and(
        running,
        eq(clocks.kind, 'resolve'),
        eq(clocks.extended, true),
        eq(matters.colour, 'yellow'),
        sql`not ('R6' = any(${matters.colourRules}))`,
        lte(clocks.dueAt, now),
      ),
    )
    .orderBy(clocks.dueAt)
    .limit(limit)
  return rows.map(({ clock, matter }) => ({
    clock: clock as Clock,
    matter,
    department: null,
    personId: null,
  }))
}

/** Matters at the hard ceiling whose people were not told of the lawful ways yet. */
export async function ceilingsReached(db: Db, now: Date, limit: number): Promise<Matter[]> {
  return await db
    .select(told)
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .where(and(running, eq(clocks.kind, 'ceiling'), eq(clocks.rung, 0), lte(clocks.dueAt, now)))
    .orderBy(clocks.dueAt)
    .limit(limit)
}

/** Emergencies for which the next were called before then, in vain. */
export async function stillUnanswered(db: Db, escalatedBefore: Date): Promise<Running[]> {
  const rows = await db
    .select({ clock: clocks, matter: told })
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .where(
      and(
        running,
        eq(clocks.kind, 'ack'),
        eq(clocks.rung, 0),
        eq(matters.urgency, 'emergency'),
        isNull(matters.emergencyLiftedAt),
        eq(matters.state, 'new'),
        lte(matters.escalatedAt, escalatedBefore),
      ),
    )
  return rows.map(alone)
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

/** Open matters past the time within which somebody was to be given the lead, and with none (A008). */
export async function unledMatters(db: Db, now: Date, limit: number): Promise<Matter[]> {
  return await db
    .select(told)
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .where(
      and(
        isNull(clocks.stoppedAt),
        eq(clocks.kind, 'assign'),
        isNull(matters.leadId),
        inArray(matters.state, ['new', 'studied', 'assigned', 'handling', 'resolved']),
        lte(clocks.dueAt, now),
      ),
    )
    .orderBy(clocks.dueAt)
    .limit(limit)
}

function alone({ clock, matter }: { clock: typeof clocks.$inferSelect; matter: Matter }): Running {
  return { clock: clock as Clock, matter, department: null, personId: null }
}

/** As the driver wants an instant inside hand-written SQL. */
function at(instant: Date) {
  return sql`${instant.toISOString()}::timestamptz`
}
