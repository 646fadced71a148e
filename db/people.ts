import { randomInt } from 'node:crypto'
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { bindingCodes, identities, optOuts, people, roles } from './schema/index.ts'
import type { Identity, Seal } from './seal.ts'
import type { Change } from './write.ts'

const refresh = sql`select pg_notify('registry', '')`

/** Letters and digits that are not mistaken for each other when read out. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A fresh one-time code: eight letters and digits, about 39 bits. */
export function newCode(): string {
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** Everybody who works here, with where they hold roles and on how many platforms they are bound. */
export async function everybody(db: Db) {
  return await db
    .select({
      personId: people.id,
      name: people.name,
      areaIds: sql<string[]>`array(select area_id from roles where roles.person_id = ${people.id})`,
      bound: sql<number>`(select count(*)::int from identities where identities.person_id = ${people.id})`,
    })
    .from(people)
    .orderBy(asc(people.id))
}

/** No code that was given out before for this person and not used works any more. */
export function voidCodes(personId: number, at: Date): Change {
  return async (tx) => {
    await tx
      .update(bindingCodes)
      .set({ usedAt: at })
      .where(and(eq(bindingCodes.personId, personId), isNull(bindingCodes.usedAt)))
  }
}

/** Writes a one-time code by which this person binds an identity. Only its hash is kept. */
export function writeCode(seal: Seal, code: string, personId: number, expiresAt: Date): Change {
  return async (tx) => {
    await tx.insert(bindingCodes).values({ hash: seal.hash('code', code.toUpperCase()), personId, expiresAt })
  }
}

/** The person a valid, unused code was written for. */
export async function personOfCode(db: Db, seal: Seal, code: string, now: Date) {
  const [row] = await db
    .select({ hash: bindingCodes.hash, personId: bindingCodes.personId, name: people.name })
    .from(bindingCodes)
    .innerJoin(people, eq(people.id, bindingCodes.personId))
    .where(
      and(
        eq(bindingCodes.hash, seal.hash('code', code.toUpperCase())),
        isNull(bindingCodes.usedAt),
        gt(bindingCodes.expiresAt, now),
      ),
    )
  return row
}

/** Uses the code up and binds the identity. A code works once, whoever is faster. */
export function bind(code: { hash: string; personId: number }, identity: Identity, at: Date): Change {
  return async (tx) => {
    const used = await tx
      .update(bindingCodes)
      .set({ usedAt: at })
      .where(and(eq(bindingCodes.hash, code.hash), isNull(bindingCodes.usedAt)))
      .returning({ hash: bindingCodes.hash })
    if (used.length === 0) throw new StaleError('the code was used meanwhile')
    await tx
      .insert(identities)
      .values({
        personId: code.personId,
        platform: identity.platform,
        externalId: identity.externalId,
        boundAt: at,
      })
      .onConflictDoUpdate({
        target: [identities.platform, identities.externalId],
        set: { personId: code.personId, boundAt: at },
      })
    await tx.execute(refresh)
  }
}

export function optOut(hash: string): Change {
  return async (tx) => {
    await tx.insert(optOuts).values({ hash }).onConflictDoNothing()
    await tx.execute(refresh)
  }
}

export function optIn(hash: string): Change {
  return async (tx) => {
    await tx.delete(optOuts).where(eq(optOuts.hash, hash))
    await tx.execute(refresh)
  }
}

/** Is there anybody who may administer? If not, the first code has to be printed at start. */
export async function hasAdmin(db: Db): Promise<boolean> {
  const rows = await db
    .select({ id: roles.personId })
    .from(roles)
    .innerJoin(identities, eq(identities.personId, roles.personId))
    .where(eq(roles.role, 'admin'))
    .limit(1)
  return rows.length > 0
}
