import { and, asc, desc, eq, isNotNull, ne, notInArray } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Matter } from '../matters/matter.ts'
import { aboutPolice } from '../matters/vault.ts'
import type { Db } from './client.ts'
import { type OwnReport, told } from './matters.ts'
import { matters, parties, reporters } from './schema/index.ts'
import { type Identity, type Seal, sameIdentity } from './seal.ts'
import type { Change } from './write.ts'

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
  return row
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
