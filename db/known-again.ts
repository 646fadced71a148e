import { eq, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { groupSamples, knownFriends, optOutNames } from './schema/index.ts'
import type { Identity, Seal } from './seal.ts'
import type { Change } from './write.ts'

/** Longer than any matter of theirs is kept (matters/retention.ts) nobody needs to be known again. */
const friendDays = 180
const nameDays = 365
const dayMs = 24 * 3_600_000

/** Puts down of which members a group is made, for the next login; an earlier sample goes. */
export function keepSample(groupId: number, members: string[], at: Date): Change {
  return async (tx) => {
    await tx
      .insert(groupSamples)
      .values({ groupId, members, at })
      .onConflictDoUpdate({ target: groupSamples.groupId, set: { members, at } })
  }
}

/** The samples of these groups, as far as there are any. */
export async function samplesOf(db: Db, groupIds: number[]): Promise<Map<number, string[]>> {
  if (groupIds.length === 0) return new Map()
  const rows = await db.select().from(groupSamples).where(inArray(groupSamples.groupId, groupIds))
  return new Map(rows.map(({ groupId, members }) => [groupId, members]))
}

/** Nobody needs to know that group again. */
export function dropSample(groupId: number): Change {
  return async (tx) => {
    await tx.delete(groupSamples).where(eq(groupSamples.groupId, groupId))
  }
}

/** Remembers under which id a friend was first heard, by the 备注 they were given. */
export function keepFriend(seal: Seal, mark: string, person: Identity, at: Date): Change {
  return async (tx) => {
    const row = { platform: person.platform, person: seal.close(person), seenAt: at }
    await tx
      .insert(knownFriends)
      .values({ hash: seal.hash('remark', mark), ...row })
      .onConflictDoNothing()
  }
}

/** The id under which the friend with this 备注 was first heard. */
export async function friendOf(db: Db, seal: Seal, mark: string, at: Date): Promise<Identity | undefined> {
  const hash = seal.hash('remark', mark)
  const [row] = await db
    .update(knownFriends)
    .set({ seenAt: at })
    .where(eq(knownFriends.hash, hash))
    .returning({ person: knownFriends.person })
  return row && seal.open(row.person)
}

export function dropFriend(seal: Seal, mark: string): Change {
  return async (tx) => {
    await tx.delete(knownFriends).where(eq(knownFriends.hash, seal.hash('remark', mark)))
  }
}

export interface NameOfOptOut {
  optOut: string
  hash: string
  groupId: number | null
}

/** Names of those who opted out. */
export async function namesOptedOut(db: Db): Promise<NameOfOptOut[]> {
  return await db
    .select({ optOut: optOutNames.optOut, hash: optOutNames.hash, groupId: optOutNames.groupId })
    .from(optOutNames)
}

/** With an opt-out: what the person is called, as hashes, where the platform's ids do not last. */
export function keepNames(optOut: string, hashes: string[], groupId: number | null, at: Date): Change {
  return async (tx) => {
    if (hashes.length === 0) return
    await tx
      .insert(optOutNames)
      .values(hashes.map((hash) => ({ optOut, hash, groupId, at })))
      .onConflictDoNothing()
  }
}

export function dropNames(optOut: string): Change {
  return async (tx) => {
    await tx.delete(optOutNames).where(eq(optOutNames.optOut, optOut))
  }
}

/** Erases what nobody can be known again by, or needs to. */
export function forgetOld(at: Date): Change {
  const before = (days: number) => new Date(at.getTime() - days * dayMs)
  return async (tx) => {
    await tx.delete(knownFriends).where(lt(knownFriends.seenAt, before(friendDays)))
    await tx.delete(optOutNames).where(lt(optOutNames.at, before(nameDays)))
    await tx.execute(sql`
      delete from group_samples using groups where groups.id = group_samples.group_id and groups.left_at is not null`)
  }
}
