import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import type { Group } from './registry.ts'
import { groupExternalIds, groupGrids, groups } from './schema/index.ts'
import type { Change } from './write.ts'

const refresh = sql`select pg_notify('registry', '')`

export async function nextGroupId(db: Db): Promise<number> {
  const [row] = await db.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence('groups', 'id')) as id`,
  )
  return Number(row?.id)
}

/** Takes up a group the bot was added to. It is deaf there until its notice is accepted. */
export function addGroup(
  group: Pick<Group, 'id' | 'platform' | 'externalId' | 'name' | 'type' | 'mode'>,
  at: Date,
): Change {
  return async (tx) => {
    const { id: groupId, platform, externalId } = group
    const added = await tx
      .insert(groups)
      .overridingSystemValue()
      .values(group)
      .onConflictDoNothing()
      .returning()
    if (added.length === 0) throw new StaleError(`group ${externalId} was taken up meanwhile`)
    await tx
      .insert(groupExternalIds)
      .values({ groupId, platform, externalId, since: at })
      .onConflictDoNothing()
    await tx.execute(refresh)
  }
}

/** A new mode needs a new notice: the group is deaf again until that one is accepted (rule N-4). */
export function setMode(group: Group, mode: string): Change {
  return async (tx) => {
    const changed = await tx
      .update(groups)
      .set({ mode, proposedMode: null, announcedAt: null, noticeVersion: group.noticeVersion + 1 })
      .where(and(eq(groups.id, group.id), eq(groups.noticeVersion, group.noticeVersion)))
      .returning({ id: groups.id })
    if (changed.length === 0) throw new StaleError(`group ${group.id} was changed meanwhile`)
    await tx.execute(refresh)
  }
}

export function proposeMode(group: Group, mode: string): Change {
  return async (tx) => {
    await tx.update(groups).set({ proposedMode: mode }).where(eq(groups.id, group.id))
    await tx.execute(refresh)
  }
}

/** How many posts a day that nobody asked for the group takes; null: what its type takes. */
export function setDailyPosts(group: Group, dailyPosts: number | null): Change {
  return async (tx) => {
    await tx.update(groups).set({ dailyPosts }).where(eq(groups.id, group.id))
    await tx.execute(refresh)
  }
}

export function bindGrids(group: Group, areaIds: string[]): Change {
  return async (tx) => {
    await tx.delete(groupGrids).where(eq(groupGrids.groupId, group.id))
    await tx.insert(groupGrids).values(areaIds.map((areaId) => ({ groupId: group.id, areaId })))
    await tx.execute(refresh)
  }
}

/** The platform calls it otherwise from now on. */
export function renameGroup(group: Group, name: string): Change {
  return async (tx) => {
    await tx.update(groups).set({ name }).where(eq(groups.id, group.id))
    await tx.execute(refresh)
  }
}

/** The bot was removed: it stops reading there at once. */
export function leaveGroup(group: Group, at: Date): Change {
  return async (tx) => {
    await tx.update(groups).set({ leftAt: at, announcedAt: null }).where(eq(groups.id, group.id))
    await tx.execute(refresh)
  }
}

/** Back in a group it had left: nothing of the old announcement holds. */
export function rejoinGroup(group: Group): Change {
  return async (tx) => {
    await tx
      .update(groups)
      .set({ leftAt: null, announcedAt: null, noticeVersion: group.noticeVersion + 1 })
      .where(eq(groups.id, group.id))
    await tx.execute(refresh)
  }
}

/** Groups whose notice is to be posted again. */
export async function noticesDue(db: Db, now: Date) {
  return await db
    .select()
    .from(groups)
    .where(and(isNull(groups.leftAt), lte(groups.noticeDueAt, now)))
}

/** The notice of this round is on its way; the next one comes when the platform accepted it. */
export function noticePosted(groupId: number, dueAt: Date): Change {
  return async (tx) => {
    const changed = await tx
      .update(groups)
      .set({ noticeDueAt: null })
      .where(and(eq(groups.id, groupId), eq(groups.noticeDueAt, dueAt)))
      .returning({ id: groups.id })
    if (changed.length === 0) throw new StaleError(`the notice of group ${groupId} was taken meanwhile`)
  }
}
