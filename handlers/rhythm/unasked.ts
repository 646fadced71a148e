import { createHash } from 'node:crypto'
import { spendPost, type UnaskedPost, unaskedBeside } from '../../db/group-budget.ts'
import type { Group } from '../../db/registry.ts'
import { setting } from '../../db/settings.ts'
import { type Card, type Post, type PostKind, priorities } from '../../matters/message.ts'
import { addDays, atLocal, endOfQuietHours, inQuietHours, localDate } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import type { Raised } from './due-kind.ts'

/** Posts a day that nobody asked for, by type of group; emergencies and answers do not count. */
const defaultBudgets: Record<string, number> = {
  resident: 1,
  grid_work: 6,
  enterprise: 1,
  volunteer: 2,
  market: 1,
}

/**
 * A post in a group that nobody asked for: never where the bot is not announced, never in quiet hours, never the same
 * twice a day, never above the group's budget of the day. Over the budget it waits for the next morning, unless `over`
 * says to drop it. `budgets` of the settings and `/群设置 打扰` set the budget.
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
  const limit = await budgetOf(desk, group)
  if (limit === 0) return { drop: 'the group takes no posts that nobody asked for' }
  const day = localDate(now)
  const spent = { groupId: group.id, day, key: `${occasion.key}:in:${group.id}`, print: printOf(card) }
  const { posts, same } = await unaskedBeside(desk.db, spent)
  if (same) return { drop: 'the same was said today' }
  if (posts >= limit)
    return occasion.over === 'drop'
      ? { drop: 'the budget of the group is spent' }
      : { later: atLocal(addDays(day, 1), '08:00') }
  const post = asPost(group, card, occasion, spent)
  return { changes: [spendPost(spent, limit)], posts: [post] }
}

/** How many posts nobody asked for a group takes a day. */
export async function budgetOf(desk: Desk, group: Group): Promise<number> {
  if (group.dailyPosts != null) return group.dailyPosts
  const set = await setting<Record<string, number>>(desk.db, 'budgets')
  return set?.[group.type] ?? defaultBudgets[group.type] ?? 1
}

/** Tells two cards apart by what they say. */
function printOf({ title, lines, fields }: Card): string {
  return createHash('sha256')
    .update(JSON.stringify([title, lines, fields]))
    .digest('base64url')
    .slice(0, 22)
}

function asPost(
  group: Group,
  card: Card,
  { about, matterId }: { about: PostKind; matterId?: number },
  { key, day, print }: UnaskedPost,
): Post {
  return {
    platform: group.platform as Post['platform'],
    chat: { id: group.externalId, kind: 'group' },
    card,
    key,
    about,
    priority: priorities.reminder,
    groupId: group.id,
    matterId,
    unaskedOn: day,
    unaskedPrint: print,
  }
}
