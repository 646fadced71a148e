import { asc, gt } from 'drizzle-orm'
import type { Db, Tx } from './client.ts'
import { type ChainHead, digestOf, digestOfValues, headKey, linkOf } from './events.ts'
import { events } from './schema/index.ts'
import { setting } from './settings.ts'

/** One sealed event without its words: enough to prove order and completeness away from the database. */
export interface ChainRow {
  seq: number
  id: number
  matterId: number | null
  /** ISO 8601. */
  at: string
  actorId: number | null
  kind: string
  from: string | null
  to: string | null
  /** Hexadecimal, as the two below. */
  valuesDigest: string
  digest: string
  hash: string
  /** The database's values and salt still give the digest, or both were rightly erased. */
  kept: boolean
}

/** Where the chain breaks first, and how. */
export interface Break {
  seq: number
  /** Null: the row that should stand there is missing. */
  id: number | null
  why: string
}

/** Every sealed event in its order, in batches. */
export async function* chainRows(db: Db | Tx, batch = 2000): AsyncGenerator<ChainRow> {
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await db
      .select()
      .from(events)
      .where(gt(events.chainSeq, last))
      .orderBy(asc(events.chainSeq))
      .limit(batch)
    for (const row of rows) yield chainRow(row)
    if (rows.length < batch) return
    last = Number(rows.at(-1)?.chainSeq)
  }
}

export async function chainHead(db: Db | Tx): Promise<ChainHead | null> {
  return (await setting<ChainHead>(db, headKey)) ?? null
}

/** One look at the chain while it goes on growing: rows and head of the same moment. */
export async function atOneMoment<T>(db: Db, work: (tx: Db | Tx) => Promise<T>): Promise<T> {
  return await db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

/** Walks the chain of the database to its end. Null: it is whole. */
export async function brokenChain(db: Db): Promise<Break | null> {
  return await atOneMoment(db, async (tx) => {
    const head = await chainHead(tx)
    return await firstBreak(chainRows(tx), () => head)
  })
}

/** The sequence number at which the chain breaks, or null. */
export async function verifyChain(db: Db): Promise<number | null> {
  return (await brokenChain(db))?.seq ?? null
}

/** Walks rows in the order of the chain; `head`, asked at the end, says how many there have to be. */
export async function firstBreak(
  rows: AsyncIterable<ChainRow> | Iterable<ChainRow>,
  head: () => ChainHead | null,
): Promise<Break | null> {
  let hash: Buffer = Buffer.alloc(32)
  let seq = 0
  for await (const row of rows) {
    seq += 1
    const digest = Buffer.from(row.digest, 'hex')
    hash = linkOf(hash, seq, digest)
    const { id, matterId, actorId, kind } = row
    if (row.seq !== seq) return { seq, id: null, why: `a row is missing; number ${row.seq} follows` }
    if (!row.kept) return { seq, id, why: 'its words were changed' }
    const told = {
      matterId,
      actorId,
      kind,
      at: new Date(row.at),
      from: row.from ?? undefined,
      to: row.to ?? undefined,
    }
    if (!digestOf(told, Buffer.from(row.valuesDigest, 'hex')).equals(digest))
      return { seq, id, why: 'who, what, when or on which matter was changed' }
    if (row.hash !== hash.toString('hex')) return { seq, id, why: 'it does not follow from the row before' }
  }
  if ((head()?.seq ?? 0) !== seq) return { seq: seq + 1, id: null, why: 'rows are missing at the end' }
  return null
}

function chainRow(row: typeof events.$inferSelect): ChainRow {
  const { salt, values, valuesDigest } = row
  return {
    seq: Number(row.chainSeq),
    id: row.id,
    matterId: row.matterId,
    at: row.at.toISOString(),
    actorId: row.actorId,
    kind: row.kind,
    from: row.fromState,
    to: row.toState,
    valuesDigest: valuesDigest.toString('hex'),
    digest: row.digest.toString('hex'),
    hash: row.chainHash?.toString('hex') ?? '',
    kept: !salt || !values || digestOfValues(salt, values).equals(valuesDigest),
  }
}
