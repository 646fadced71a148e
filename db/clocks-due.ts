import { and, eq, inArray, isNull, lt, lte, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Clock } from '../matters/clocks.ts'
import type { Matter } from '../matters/matter.ts'
import type { Db } from './client.ts'
import { told } from './matters.ts'
import { clocks, matters, sessions, supervisions, transfers, whistles } from './schema/index.ts'

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

/** A clock that runs, with what says how its reminders are told. */
export interface Nearing {
  clock: Clock
  matter: Pick<Matter, 'colour' | 'urgency'>
}

/**
 * Clocks whose next reminder may come by then: of those that run around the clock exactly, of the others all, for whoever
 * asks to count their hours. What a standing emergency owes at once has a chain of its own.
 */
export async function clocksNearing(db: Db, until: Date, parts: readonly number[]): Promise<Nearing[]> {
  const part = sql`(${sql.raw(`array[${parts.map(Number).join(',')}]::float8[]`)})[${clocks.reminded} + 1]`
  const rows = await db
    .select({ clock: clocks, colour: matters.colour, urgency: matters.urgency })
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .where(
      and(
        running,
        ne(clocks.kind, 'ceiling'),
        lt(clocks.reminded, parts.length),
        or(
          inArray(clocks.unit, ['dh', 'wh', 'wd']),
          lte(sql`${clocks.startedAt} + (${clocks.dueAt} - ${clocks.startedAt}) * ${part}`, at(until)),
        ),
        sql`not (${clocks.kind} in ('ack','study','assign') and ${matters.urgency} = 'emergency'
          and ${matters.emergencyLiftedAt} is null)`,
      ),
    )
    .orderBy(clocks.dueAt)
    .limit(2000)
  return rows.map(({ clock, ...matter }) => ({ clock: clock as Clock, matter }))
}

/** These clocks with all that says whom they concern, in the order in which they are due. */
export async function runningClocks(db: Db, ids: readonly number[]): Promise<Running[]> {
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
    .where(and(running, inArray(clocks.id, [...ids])))
    .orderBy(clocks.dueAt, clocks.id)
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
  return rows.map(alone)
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
  return rows.map(alone)
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

/**
 * Emergencies for which somebody was called in vain, and the next have to be: each rung after the first has its clock's
 * count, and comes `answerMs` after the one before.
 */
export async function stillUnanswered(
  db: Db,
  now: Date,
  { answerMs, rungs }: { answerMs: number; rungs: number },
): Promise<Running[]> {
  const rows = await db
    .select({ clock: clocks, matter: told })
    .from(clocks)
    .innerJoin(matters, eq(matters.id, clocks.matterId))
    .where(
      and(
        running,
        eq(clocks.kind, 'ack'),
        lt(clocks.rung, rungs),
        eq(matters.urgency, 'emergency'),
        isNull(matters.emergencyLiftedAt),
        eq(matters.state, 'new'),
        lte(
          sql`${matters.escalatedAt} + make_interval(secs => ${answerMs / 1000} * (${clocks.rung} + 1))`,
          at(now),
        ),
      ),
    )
  return rows.map(alone)
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
