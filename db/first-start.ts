import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { hasAdmin, newCode, writeCode } from './people.ts'
import { type CommunityPlan, plant, plantMissingDirectory, plantMissingMeetings } from './plant.ts'
import { areas, bindingCodes, groups, roles } from './schema/index.ts'
import type { Seal } from './seal.ts'

/** Plants the community where there is none yet, and its directory or its meetings where only they are missing. Of two processes that start at once, one does it. */
export async function plantOnce(db: Db, plan: CommunityPlan, at: Date): Promise<boolean> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7020112)`)
    const [any] = await tx.select({ id: areas.id }).from(areas).limit(1)
    if (any) {
      await plantMissingDirectory(tx, plan)
      await plantMissingMeetings(tx, plan)
      return false
    }
    await plant(tx, plan, at)
    return true
  })
}

/**
 * A one-time code for the first administrator, while nobody administers yet: null when somebody does, or when an
 * earlier code is still valid (it was printed then).
 */
export async function firstAdminCode(db: Db, seal: Seal, now: Date): Promise<string | null> {
  if (await hasAdmin(db)) return null
  const [admin] = await db
    .select({ personId: roles.personId })
    .from(roles)
    .where(eq(roles.role, 'admin'))
    .limit(1)
  if (!admin) return null
  const [valid] = await db
    .select()
    .from(bindingCodes)
    .where(
      and(
        eq(bindingCodes.personId, admin.personId),
        isNull(bindingCodes.usedAt),
        gt(bindingCodes.expiresAt, now),
      ),
    )
  if (valid) return null
  const code = newCode()
  const week = new Date(now.getTime() + 7 * 24 * 3_600_000)
  await db.transaction((tx) => writeCode(seal, code, admin.personId, week)(tx))
  return code
}

/** The sandbox's chat service forgot everything with its last life: its groups have to be told again. */
export async function forgetAnnouncements(db: Db, platform: string): Promise<void> {
  await db
    .update(groups)
    .set({ announcedAt: null, noticeVersion: sql`${groups.noticeVersion} + 1` })
    .where(eq(groups.platform, platform))
}
