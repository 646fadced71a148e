import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import { atLocal, zone } from '../matters/working-time.ts'
import type { Db } from './client.ts'
import { dues, planned } from './schema/index.ts'
import type { Change } from './write.ts'

export type Due = typeof dues.$inferSelect

/** Something to be owed at a local wall time. `goodUntil` absent: it is raised however late. */
export interface NewDue {
  kind: string
  subject: string
  /** What tells this occasion from the next of the same subject: a day, mostly. */
  occasion: string
  day: string
  time: string
  goodUntil?: Date
  what?: Record<string, number | string>
}

const open = and(isNull(dues.raisedAt), isNull(dues.droppedAt), isNull(dues.supersededAt))

/** Owes these. What is owed already stays as it is; what was superseded is owed again. */
export function owe(rows: readonly NewDue[]): Change {
  return async (tx) => {
    for (let from = 0; from < rows.length; from += 1000) {
      await tx
        .insert(dues)
        .values(rows.slice(from, from + 1000).map(rowOf))
        .onConflictDoUpdate({
          target: dues.key,
          set: { supersededAt: null },
          setWhere: sql`${dues.supersededAt} is not null and ${dues.raisedAt} is null and ${dues.droppedAt} is null`,
        })
    }
  }
}

/** The plan behind them changed: what is still open of this subject falls away, but for the keys that stay. */
export function supersede(subject: string, at: Date, keep: readonly NewDue[] = []): Change {
  return async (tx) => {
    const kept = keep.map(keyOf)
    await tx
      .update(dues)
      .set({ supersededAt: at })
      .where(and(eq(dues.subject, subject), open, kept.length > 0 ? notInArray(dues.key, kept) : undefined))
  }
}

/** Marks a due as raised. Of two that raise it one gets StaleError and writes nothing. */
export function raiseDue(due: Due, at: Date): Change {
  const late = at.getTime() - due.dueAt.getTime() > lateAfterMs
  return settle(due, { raisedAt: at, late })
}

/** Writes down that a due was not raised, and why. */
export function dropDue(due: Due, at: Date, reason: string): Change {
  return settle(due, { droppedAt: at, dropReason: reason })
}

/** Looks at it again then; it stays owed. */
export function putOffDue(due: Due, until: Date): Change {
  return settle(due, { nextAt: until })
}

/** Later than this after its time counts as late, in ms. */
const lateAfterMs = 15 * 60_000

function settle(due: Due, set: Partial<typeof dues.$inferInsert>): Change {
  return async (tx) => {
    const settled = await tx
      .update(dues)
      .set({ ...set, leaseUntil: null })
      .where(and(eq(dues.id, due.id), open))
      .returning({ id: dues.id })
    if (settled.length === 0) throw new StaleError(`due ${due.id} was settled meanwhile`)
  }
}

/** Leases the dues whose time has come, the oldest first; another process gets others. */
export async function claimDues(db: Db, now: Date, limit: number): Promise<Due[]> {
  const ids = await db.execute<{ id: string }>(sql`
    update dues set lease_until = clock_timestamp() + interval '60 seconds'
    where id in (
      select id from dues
      where raised_at is null and dropped_at is null and superseded_at is null and next_at <= ${now.toISOString()}
        and (lease_until is null or lease_until < clock_timestamp())
      order by next_at, id limit ${limit} for update skip locked)
    returning id`)
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(dues)
    .where(
      inArray(
        dues.id,
        ids.map(({ id }) => Number(id)),
      ),
    )
  return rows.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id)
}

/** Open dues of a subject, in the order of their time. */
export async function openDuesOf(db: Db, subject: string): Promise<Due[]> {
  return await db
    .select()
    .from(dues)
    .where(and(eq(dues.subject, subject), open))
    .orderBy(dues.dueAt)
}

/** The last day a kind is planned for; undefined: never planned. */
export async function plannedUntil(db: Db): Promise<Map<string, string>> {
  const rows = await db.select().from(planned)
  return new Map(rows.map(({ kind, until }) => [kind, until]))
}

/** A kind is planned up to that day. Of two that plan the same days one gets StaleError. */
export function planUntil(kind: string, before: string | undefined, until: string): Change {
  return async (tx) => {
    const moved =
      before === undefined
        ? await tx.insert(planned).values({ kind, until }).onConflictDoNothing().returning()
        : await tx
            .update(planned)
            .set({ until })
            .where(and(eq(planned.kind, kind), eq(planned.until, before)))
            .returning()
    if (moved.length === 0) throw new StaleError(`${kind} was planned meanwhile`)
  }
}

function rowOf(one: NewDue): typeof dues.$inferInsert {
  const { kind, subject, day, time, goodUntil, what } = one
  const dueAt = atLocal(day, time)
  return {
    kind,
    subject,
    key: keyOf(one),
    wall: `${day}T${time}`,
    zone,
    dueAt,
    nextAt: dueAt,
    goodUntil,
    what,
  }
}

function keyOf({ kind, subject, occasion }: NewDue): string {
  return `${kind}/${subject}/${occasion}`
}
