import { and, asc, desc, eq, inArray, isNotNull, ne, notInArray, sql } from 'drizzle-orm'
import { asTold } from '../matters/as-told.ts'
import { StaleError } from '../matters/errors.ts'
import type { Matter } from '../matters/matter.ts'
import { aboutPolice } from '../matters/vault.ts'
import type { Db } from './client.ts'
import { survivorOf, withMerged } from './links.ts'
import { told } from './matters.ts'
import { matters, parties, reporters } from './schema/index.ts'
import { type Identity, type Seal, sameIdentity } from './seal.ts'
import type { Change } from './write.ts'

/** A matter as its reporter knows it; where it was merged, id, version and state are those of the one it goes on in. */
export type Reported = Matter & { ownId: number }

/** A matter, and the row by which somebody stands behind it. */
export interface OwnReport {
  matter: Reported
  reporterId: number
}

/** The matters this person reported, newest first; for that person alone. */
export async function mattersReportedBy(db: Db, seal: Seal, reporter: Identity): Promise<Reported[]> {
  return (await ownReports(db, seal, reporter)).map(({ matter }) => matter)
}

/** As `mattersReportedBy`, with the row of each. */
export async function ownReports(db: Db, seal: Seal, reporter: Identity): Promise<OwnReport[]> {
  const hints = [seal.hint(reporter), seal.hint(reporter, 'tip')]
  const rows = await db
    .select({ matter: told, sealed: reporters.reporter, reporterId: reporters.id })
    .from(reporters)
    .innerJoin(matters, eq(matters.id, reporters.matterId))
    .where(inArray(reporters.reporterHint, hints))
    .orderBy(desc(matters.id))
  const own = rows.filter((row) => row.sealed && sameIdentity(seal.open(row.sealed, 'tip'), reporter))
  return await Promise.all(
    own.map(async ({ matter, reporterId }) => ({ matter: await followed(db, matter), reporterId })),
  )
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
    const identity = sealed && seal.open(sealed, 'tip')
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
export async function voices(db: Db, seal: Seal, matterId: number, also: Identity | null): Promise<number> {
  const rows = await db
    .select({ sealed: reporters.reporter })
    .from(reporters)
    .where(sql`${reporters.matterId} in ${withMerged(matterId)}`)
  const known = rows.some((row) => row.sealed && also && sameIdentity(seal.open(row.sealed, 'tip'), also))
  return known ? rows.length : rows.length + 1
}

/** Those who stand behind a matter, in the order they came. `known` is false where they chose to stay unknown. */
export async function standingBehind(db: Db, matterId: number): Promise<{ id: number; known: boolean }[]> {
  const rows = await db
    .select({ id: reporters.id, reporter: reporters.reporter })
    .from(reporters)
    .where(eq(reporters.matterId, matterId))
    .orderBy(asc(reporters.id))
  return rows.map(({ id, reporter }) => ({ id, known: reporter !== null }))
}

/** As `standingBehind`, opened; null for who chose to stay unknown. For a granted unsealing and nothing else. */
export async function sealedBehind(
  db: Db,
  seal: Seal,
  matterId: number,
): Promise<{ id: number; person: Identity | null }[]> {
  const rows = await db
    .select({ id: reporters.id, sealed: reporters.reporter })
    .from(reporters)
    .where(eq(reporters.matterId, matterId))
    .orderBy(asc(reporters.id))
  return rows.map(({ id, sealed }) => ({ id, person: sealed && seal.open(sealed, 'tip') }))
}

/** The matter to which that password belongs. */
export async function reportByPassword(db: Db, passwordHash: string): Promise<OwnReport | undefined> {
  const [row] = await db
    .select({ matter: told, reporterId: reporters.id })
    .from(reporters)
    .innerJoin(matters, eq(matters.id, reporters.matterId))
    .where(eq(reporters.passwordHash, passwordHash))
  return row && { ...row, matter: await followed(db, row.matter) }
}

/** One of those who stand behind a matter is erased, with what the parties tell of them. Nobody else is touched. */
export function forgetReporter(seal: Seal, own: { matterId: number; reporterId: number }): Change {
  return async (tx) => {
    const [gone] = await tx
      .delete(reporters)
      .where(eq(reporters.id, own.reporterId))
      .returning({ reporter: reporters.reporter })
    if (!gone) throw new StaleError(`reporter ${own.reporterId} was erased meanwhile`)
    if (!gone.reporter) return
    const person = seal.open(gone.reporter, 'tip')
    const sealed = await tx
      .select()
      .from(parties)
      .where(and(eq(parties.matterId, own.matterId), isNotNull(parties.sealed)))
    for (const row of sealed) {
      if (row.sealed && sameIdentity(seal.open(row.sealed, 'tip'), person))
        await tx.update(parties).set({ sealed: null }).where(eq(parties.id, row.id))
    }
  }
}

/**
 * Matters in which this person is a party by their own words, whoever reported them (rule Q-6). Tips and complaints about
 * police are never among them. Sealed parties carry no hint, so all of them are looked through: seldom asked, and short.
 */
export async function mattersConcerning(db: Db, seal: Seal, person: Identity): Promise<Matter[]> {
  const rows = await db
    .select({ matter: told, sealed: parties.sealed })
    .from(parties)
    .innerJoin(matters, eq(matters.id, parties.matterId))
    .where(
      and(
        isNotNull(parties.sealed),
        ne(matters.kind, 'tip'),
        ne(matters.category, aboutPolice),
        notInArray(matters.state, ['withdrawn', 'unfounded']),
      ),
    )
    .orderBy(desc(matters.id))
  const theirs = rows.filter(({ sealed }) => sealed && sameIdentity(seal.open(sealed, 'tip'), person))
  return [...new Map(theirs.map(({ matter }) => [matter.id, matter])).values()]
}
