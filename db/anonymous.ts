import { eq } from 'drizzle-orm'
import type { Db } from './client.ts'
import { anonymous } from './schema/index.ts'
import type { Identity, Seal } from './seal.ts'
import type { Change } from './write.ts'

const hashOf = (seal: Seal, { platform, externalId }: Identity) =>
  seal.hash('anonymous', `${platform}:${externalId}`)

/** Does this person wish to stay unknown? */
export async function isAnonymous(db: Db, seal: Seal, person: Identity): Promise<boolean> {
  const rows = await db
    .select({ at: anonymous.at })
    .from(anonymous)
    .where(eq(anonymous.hash, hashOf(seal, person)))
  return rows.length > 0
}

/** From now on nothing of this person is kept with what they confirm. Only a keyed hash remembers the wish. */
export function stayUnknown(seal: Seal, person: Identity, at: Date): Change {
  return async (tx) => {
    await tx
      .insert(anonymous)
      .values({ hash: hashOf(seal, person), at })
      .onConflictDoNothing()
  }
}

/** Takes the wish back; what was confirmed under it stays unknown. */
export function beKnown(seal: Seal, person: Identity): Change {
  return async (tx) => {
    await tx.delete(anonymous).where(eq(anonymous.hash, hashOf(seal, person)))
  }
}
