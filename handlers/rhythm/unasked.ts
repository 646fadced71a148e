import { spendPost, unaskedOf } from '../../db/group-budget.ts'
import type { Group } from '../../db/registry.ts'
import { setting } from '../../db/settings.ts'
import type { Write } from '../../db/write.ts'
import { type Card, type Post, type PostKind, priorities } from '../../matters/message.ts'
import { addDays, atLocal, endOfQuietHours, inQuietHours, localDate } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import type { Raised } from './due-kind.ts'

/** Posts a day that nobody asked for, by type of group; the setting `budgets` overrides single ones. */
const defaultBudgets: Record<string, number> = {
  resident: 1,
  grid_work: 6,
  enterprise: 1,
  volunteer: 2,
  market: 1,
}

/**
 * A post in a group that nobody asked for: never where the bot is not announced, never in quiet hours, never above the
 * group's budget of the day. Over the budget it waits for the next morning, unless `over` says to drop it.
 */
export async function unaskedPost(
  desk: Desk,
  group: Group,
  card: Card,
  occasion: { key: string; about: PostKind; matterId?: number; over?: 'drop' | 'wait' },
): Promise<Raised> {
  const now = desk.clock.now()
  if (!group.announcedAt || group.leftAt) return { drop: 'the group is not announced' }
  if (inQuietHours(now)) return { later: endOfQuietHours(now) }
  const day = localDate(now)
  const limit = await budgetOf(desk, group)
  if ((await unaskedOf(desk.db, group.id, day)) >= limit)
    return occasion.over === 'drop'
      ? { drop: 'the budget of the group is spent' }
      : { later: atLocal(addDays(day, 1), '08:00') }
  return asWrite(group, card, occasion, { day, limit })
}

/** How many posts nobody asked for a group takes a day. */
export async function budgetOf(desk: Desk, group: Group): Promise<number> {
  const set = await setting<Record<string, number>>(desk.db, 'budgets')
  return set?.[group.type] ?? defaultBudgets[group.type] ?? 1
}

function asWrite(
  group: Group,
  card: Card,
  { key, about, matterId }: { key: string; about: PostKind; matterId?: number },
  { day, limit }: { day: string; limit: number },
): Write {
  const post: Post = {
    platform: group.platform as Post['platform'],
    chat: { id: group.externalId, kind: 'group' },
    card,
    key: `${key}:in:${group.id}`,
    about,
    priority: priorities.reminder,
    groupId: group.id,
    matterId,
    unaskedOn: day,
  }
  return { changes: [spendPost(group.id, day, limit)], posts: [post] }
}
