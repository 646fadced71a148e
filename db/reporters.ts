import { desc, eq, inArray, sql } from 'drizzle-orm'
import { asTold } from '../matters/as-told.ts'
import type { Matter } from '../matters/matter.ts'
import type { Db } from './client.ts'
import { survivorOf, withMerged } from './links.ts'
import { told } from './matters.ts'
import { matters, reporters } from './schema/index.ts'
import { type Identity, type Seal, sameIdentity } from './seal.ts'
import type { Change } from './write.ts'

/** A matter as its reporter knows it; where it was merged, id, version and state are those of the one it goes on in. */
export type Reported = Matter & { ownId: number }

/** The matters this person reported, newest first; for that person alone. */
export async function mattersReportedBy(db: Db, seal: Seal, reporter: Identity): Promise<Reported[]> {
  const rows = await db
    .select({ matter: told, sealed: reporters.reporter })
    .from(reporters)
    .innerJoin(matters, eq(matters.id, reporters.matterId))
    .where(eq(reporters.reporterHint, seal.hint(reporter)))
    .orderBy(desc(matters.id))
  const own = rows
    .filter((row) => row.sealed && sameIdentity(seal.open(row.sealed), reporter))
    .map((row) => row.matter)
  return await Promise.all(own.map((matter) => followed(db, matter)))
}

async function followed(db: Db, own: Matter): Promise<Reported> {
  const survivor = own.state === 'merged' ? await survivorOf(db, own.id) : undefined
  return { ...asTold(own, survivor ?? own), ownId: own.id }
}

/** Everybody who stands behind a matter and those merged into it, each with the one they told of. Who stayed unknown is not among them. */
export async function peopleBehind(
  db: Db,
  seal: Seal,
  matterId: number,
): Promise<{ identity: Identity; own: Matter }[]> {
  const rows = await db
    .select({ own: told, sealed: reporters.reporter })
    .from(reporters)
    .innerJoin(matters, eq(matters.id, reporters.matterId))
    .where(sql`${matters.id} in ${withMerged(matterId)}`)
    // Who told both is answered under the number that goes on.
    .orderBy(sql`${matters.id} <> ${matterId}`, reporters.id)
  const found: { identity: Identity; own: Matter }[] = []
  for (const { own, sealed } of rows) {
    const identity = sealed && seal.open(sealed)
    if (identity && !found.some((one) => sameIdentity(one.identity, identity))) found.push({ identity, own })
  }
  return found
}

/** Everybody who stands behind a matter, unsealed: only to answer them. */
export async function reportersOf(db: Db, seal: Seal, matterId: number): Promise<Identity[]> {
  return (await peopleBehind(db, seal, matterId)).map(({ identity }) => identity)
}

/** Who stands behind one matter stands behind another as well, as sealed as before. */
export function copyReporters(fromIds: number[], toId: number): Change {
  return async (tx) => {
    const rows = await tx.select().from(reporters).where(inArray(reporters.matterId, fromIds))
    if (rows.length > 0)
      await tx.insert(reporters).values(rows.map(({ id: _, ...row }) => ({ ...row, matterId: toId })))
  }
}

/** How many people stand behind a matter and those merged into it, this one counted once. */
export async function voices(db: Db, seal: Seal, matterId: number, also: Identity): Promise<number> {
  const rows = await db
    .select({ sealed: reporters.reporter })
    .from(reporters)
    .where(sql`${reporters.matterId} in ${withMerged(matterId)}`)
  const known = rows.some((row) => row.sealed && sameIdentity(seal.open(row.sealed), also))
  return known ? rows.length : rows.length + 1
}
