import { and, eq, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import type { Group } from './registry.ts'
import { groupExternalIds, groups, identities } from './schema/index.ts'
import type { Change } from './write.ts'

const refresh = sql`select pg_notify('registry', '')`

/** The group that was, or is, reached under this id. */
export async function groupIdOf(db: Db, platform: string, externalId: string): Promise<number | undefined> {
  const [row] = await db
    .select({ groupId: groupExternalIds.groupId })
    .from(groupExternalIds)
    .where(and(eq(groupExternalIds.platform, platform), eq(groupExternalIds.externalId, externalId)))
  return row?.groupId
}

/**
 * The group is reached under another id from now on. It is deaf until its notice was accepted there, and in the least mode:
 * whether its members are the same is not known (rule N-4).
 */
export function rebindGroup(group: Group, externalId: string, name: string, at: Date): Change {
  return async (tx) => {
    const { id: groupId, platform } = group
    const changed = await tx
      .update(groups)
      .set({
        ...{ externalId, name, mode: 'mention', proposedMode: null, announcedAt: null, leftAt: null },
        noticeVersion: group.noticeVersion + 1,
      })
      .where(
        and(
          eq(groups.id, groupId),
          eq(groups.externalId, group.externalId),
          eq(groups.noticeVersion, group.noticeVersion),
        ),
      )
      .returning({ id: groups.id })
    if (changed.length === 0) throw new StaleError(`group ${groupId} was bound meanwhile`)
    await tx
      .insert(groupExternalIds)
      .values({ groupId, platform, externalId, since: at })
      .onConflictDoNothing()
    await tx.execute(refresh)
  }
}

/**
 * Takes a colleague's identity away: its id means nobody any more, and staff are known by a binding code or not at all. A
 * post to it would be given up each time, and somebody told.
 */
export function unbind(platform: string, externalId: string): Change {
  return async (tx) => {
    await tx
      .delete(identities)
      .where(and(eq(identities.platform, platform), eq(identities.externalId, externalId)))
    await tx.execute(refresh)
  }
}
