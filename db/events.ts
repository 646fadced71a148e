import { createHash, randomBytes } from 'node:crypto'
import { and, asc, eq, notExists, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db, Sql, TransactionSql, Tx } from './client.ts'
import { events } from './schema/index.ts'
import type { Change } from './write.ts'

/** Something that happened: a change, a read of a personal field, a refusal. */
export interface Happening {
  matterId: number | null
  at: Date
  /** Null: the bot, or a reporter (who is sealed). */
  actorId: number | null
  kind: string
  from?: string
  to?: string
  values?: Record<string, unknown>
}

/** Appends an event. Its place in the chain is given by `sealChain` after the commit. */
export function record(happening: Happening): Change {
  return async (tx) => {
    await tx.insert(events).values(eventRow(happening))
  }
}

/** As `record`, for callers that already hold a transaction. */
export async function append(tx: Tx, happenings: Happening[]): Promise<void> {
  if (happenings.length > 0) await tx.insert(events).values(happenings.map(eventRow))
}

/** A look at personal fields, for callers that speak to postgres.js (rule A-3). */
export async function appendRead(sql: Sql | TransactionSql, look: Omit<Happening, 'kind'>): Promise<void> {
  const row = eventRow({ ...look, kind: 'read' })
  await sql`
    insert into events (matter_id, at, actor_id, kind, values, salt, values_digest, digest)
    values (${row.matterId}, ${row.at}, ${row.actorId}, ${row.kind}, ${sql.json(row.values as never)}, ${row.salt},
      ${row.valuesDigest}, ${row.digest})`
}

/** Of the matter of such a row no event of that kind names the row yet, by its id in `as`. */
export function notNamed(
  db: Db,
  { kind, as }: { kind: string; as: string },
  row: { id: PgColumn; matterId: PgColumn },
): SQL {
  const naming = db
    .select({ one: sql`1` })
    .from(events)
    .where(
      and(
        eq(events.matterId, row.matterId),
        eq(events.kind, kind),
        sql`${events.values}->>${as} = ${row.id}::text`,
      ),
    )
  return notExists(naming)
}

function eventRow(happening: Happening) {
  const salt = randomBytes(16)
  const values = happening.values ?? {}
  const valuesDigest = digestOfValues(salt, values)
  return {
    matterId: happening.matterId,
    at: happening.at,
    actorId: happening.actorId,
    kind: happening.kind,
    fromState: happening.from,
    toState: happening.to,
    values,
    salt,
    valuesDigest,
    digest: digestOf(happening, valuesDigest),
  }
}

/** Of values and their salt alone: when both are erased, this still stands in for them. */
export function digestOfValues(salt: Buffer, values: unknown): Buffer {
  // As jsonb will give it back: a Date as its text.
  const words = JSON.stringify(sorted(JSON.parse(JSON.stringify(values))))
  return createHash('sha256').update(salt).update(words).digest()
}

export function digestOf(told: Omit<Happening, 'values'>, valuesDigest: Buffer): Buffer {
  const { matterId, at, actorId, kind, from, to } = told
  const words = JSON.stringify([matterId, at.toISOString(), actorId, kind, from ?? null, to ?? null])
  return createHash('sha256').update(words).update(valuesDigest).digest()
}

/** Keys in a fixed order: jsonb does not keep the one they were written in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
}

/**
 * Gives committed events their place in the chain. One process at a time (advisory lock), in batches, apart from the
 * work itself, so that the chain never makes writers wait for each other. Resolves how many were sealed.
 */
export async function sealChain(sql: Sql, batch = 500): Promise<number> {
  // Mostly there is nothing: one look instead of a transaction with a lock.
  const [any] = await sql`select 1 from events where chain_seq is null limit 1`
  if (!any) return 0
  return await sql.begin(async (tx) => {
    const [lock] = await tx<{ held: boolean }[]>`select pg_try_advisory_xact_lock(7020111) as held`
    if (!lock?.held) return 0
    const open = await tx<{ id: string; digest: Buffer }[]>`
      select id, digest from events where chain_seq is null order by id limit ${batch}`
    if (open.length === 0) return 0
    // The head is remembered apart from the events: where the newest were taken off, a gap stays.
    const [head] = await tx<{ value: ChainHead }[]>`select value from settings where key = ${headKey}`
    let seq = head?.value.seq ?? 0
    let hash: Buffer = Buffer.from(head?.value.hash ?? '00'.repeat(32), 'hex')
    const sealed = open.map((event) => {
      seq += 1
      hash = linkOf(hash, seq, event.digest)
      return [event.id, String(seq), hash.toString('hex')]
    })
    await tx`
      update events set chain_seq = s.seq::bigint, chain_hash = decode(s.hash, 'hex')
      from (values ${tx(sealed)}) as s(id, seq, hash) where events.id = s.id::bigint`
    await tx`
      insert into settings (key, value) values (${headKey}, ${tx.json({ seq, hash: hash.toString('hex') })})
      on conflict (key) do update set value = excluded.value`
    return sealed.length
  })
}

export const headKey = 'chain.head'

export interface ChainHead {
  seq: number
  /** Hexadecimal. */
  hash: string
}

export function linkOf(previous: Buffer, seq: number, digest: Buffer): Buffer {
  return createHash('sha256').update(previous).update(String(seq)).update(digest).digest()
}

/** What happened to a matter, oldest first. */
export async function timeline(db: Db, matterId: number) {
  return await db.select().from(events).where(eq(events.matterId, matterId)).orderBy(asc(events.id))
}
