import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
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

/**
 * Owes these. What is owed already stays, at the time it is owed for now; what was superseded is owed again; what was
 * raised or dropped is over.
 */
export function owe(rows: readonly NewDue[]): Change {
  const once = [...new Map(rows.map((row) => [keyOf(row), row])).values()]
  return async (tx) => {
    for (let from = 0; from < once.length; from += 1000) {
      await tx
        .insert(dues)
        .values(once.slice(from, from + 1000).map(rowOf))
        .onConflictDoUpdate({
          target: dues.key,
          set: { ...asNowPlanned, supersededAt: null, leaseUntil: null, tries: 0 },
          setWhere: sql`${dues.raisedAt} is null and ${dues.droppedAt} is null
            and (${dues.supersededAt} is not null or ${dues.dueAt} <> excluded.due_at)`,
        })
    }
  }
}

const asNowPlanned = {
  wall: sql`excluded.wall`,
  zone: sql`excluded.zone`,
  dueAt: sql`excluded.due_at`,
  nextAt: sql`excluded.next_at`,
  goodUntil: sql`excluded.good_until`,
  what: sql`excluded.what`,
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

/** What became of a due at that time. */
export interface Settlement {
  due: Due
  at: Date
  became: 'raised' | { dropped: string } | { later: Date }
}

/** Later than this after its time counts as late. */
const lateAfterMinutes = 15

/**
 * Settles all of these in one statement, or none: StaleError where one was settled, superseded, moved or put off since
 * it was claimed.
 */
export function settleDues(settlements: readonly Settlement[]): Change {
  const rows = JSON.stringify(settlements.map(asRow))
  return async (tx) => {
    const settled = await tx.execute(sql`
      update dues set lease_until = null, tries = 0, raised_at = now.raised, dropped_at = now.dropped,
        drop_reason = now.reason, next_at = coalesce(now.later, dues.next_at),
        late = coalesce(now.raised > dues.due_at + make_interval(mins => ${lateAfterMinutes}), false)
      from jsonb_to_recordset(${rows}::jsonb) as now (id bigint, claimed timestamptz, raised timestamptz,
        dropped timestamptz, reason text, later timestamptz)
      where dues.id = now.id and dues.next_at = now.claimed
        and raised_at is null and dropped_at is null and superseded_at is null
      returning dues.id`)
    if (settled.length < settlements.length)
      throw new StaleError(`${settlements.length - settled.length} dues were settled meanwhile`)
  }
}

function asRow({ due, at, became }: Settlement) {
  const row = { id: due.id, claimed: due.nextAt }
  if (became === 'raised') return { ...row, raised: at }
  return 'dropped' in became
    ? { ...row, dropped: at, reason: became.dropped }
    : { ...row, later: became.later }
}

/**
 * Leases the dues whose time has come, the oldest first; another process gets others. A lease holds a minute, and twice
 * as long each time it was in vain, an hour at most: what fails again and again stands in nobody's way.
 */
export async function claimDues(db: Db, now: Date, limit: number): Promise<Due[]> {
  const rows = await db
    .update(dues)
    .set({
      leaseUntil: sql`clock_timestamp() + make_interval(mins => 1 << least(${dues.tries}, 6)::int)`,
      tries: sql`least(${dues.tries} + 1, 99)`,
    })
    .where(
      sql`${dues.id} in (
        select id from dues
        where raised_at is null and dropped_at is null and superseded_at is null and next_at <= ${now.toISOString()}
          and (lease_until is null or lease_until < clock_timestamp())
        order by next_at, id limit ${limit} for update skip locked)`,
    )
    .returning()
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
