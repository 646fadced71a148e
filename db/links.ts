import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Matter } from '../matters/matter.ts'
import type { Db } from './client.ts'
import { matterById, told } from './matters.ts'
import { links, matters } from './schema/index.ts'
import type { Change } from './write.ts'

/** One matter goes on in another: from the merged one to the survivor. Merged again after a split is the same link. */
export function linkMerged(mergedId: number, survivorId: number, at: Date): Change {
  return async (tx) => {
    await tx
      .insert(links)
      .values({ fromId: mergedId, toId: survivorId, kind: 'merged', at })
      .onConflictDoUpdate({ target: [links.fromId, links.toId, links.kind], set: { at, undoneAt: null } })
  }
}

/** Undoes that. Throws StaleError where somebody did already. */
export function undoMerged(mergedId: number, at: Date): Change {
  return async (tx) => {
    const undone = await tx
      .update(links)
      .set({ undoneAt: at })
      .where(and(eq(links.fromId, mergedId), standing, eq(links.kind, 'merged')))
      .returning({ to: links.toId })
    if (undone.length === 0) throw new StaleError(`matter ${mergedId} was split meanwhile`)
  }
}

const standing = isNull(links.undoneAt)

export interface Link {
  /** The other one is what this goes on in, what goes on in this, or stands beside it. */
  how: 'into' | 'from' | 'beside'
  matter: Matter
}

/** The matters tied to this one, each once. Whoever shows them asks `maySee` for each. */
export async function linksOf(db: Db, matterId: number): Promise<Link[]> {
  const rows = await db
    .select()
    .from(links)
    .where(and(or(eq(links.fromId, matterId), eq(links.toId, matterId)), standing))
  const hows = new Map<number, Link['how']>()
  for (const { fromId, toId, kind } of rows) {
    const other = fromId === matterId ? toId : fromId
    if (kind === 'merged') hows.set(other, fromId === matterId ? 'into' : 'from')
    else if (!hows.has(other)) hows.set(other, 'beside')
  }
  if (hows.size === 0) return []
  const others = await db
    .select(told)
    .from(matters)
    .where(inArray(matters.id, [...hows.keys()]))
    .orderBy(matters.id)
  return others.map((matter) => ({ how: hows.get(matter.id) ?? 'beside', matter }))
}

/** Longer chains of merges than this do not come about by hand. */
const longest = 20

/** Where a matter goes on: itself, or the last of those it was merged into. */
export async function survivorOf(db: Db, matterId: number): Promise<Matter | undefined> {
  const [last] = await db.execute<{ id: number }>(sql`
    with recursive way (id, steps) as (
      select ${matterId}::int, 0
      union all
      select links.to_id, steps + 1 from links join way on links.from_id = way.id
      where links.kind = 'merged' and links.undone_at is null and steps < ${longest})
    select id from way order by steps desc limit 1`)
  return last && (await matterById(db, last.id))
}

/** This matter and all that goes on in it. */
export function withMerged(matterId: number) {
  return sql`(with recursive behind (id, steps) as (
      select ${matterId}::int, 0
      union
      select links.from_id, steps + 1 from links join behind on links.to_id = behind.id
      where links.kind = 'merged' and links.undone_at is null and steps < ${longest})
    select id from behind)`
}

/** What goes on in this matter, itself not among them. */
export async function mergedInto(db: Db, matterId: number): Promise<Matter[]> {
  return await db
    .select(told)
    .from(matters)
    .where(sql`${matters.id} in ${withMerged(matterId)} and ${matters.id} <> ${matterId}`)
    .orderBy(matters.id)
}
