import type { Group } from '../db/registry.ts'
import { nothing, saying, type Write } from '../db/write.ts'
import { type Post, priorities } from '../matters/message.ts'
import { endOfQuietHours, inQuietHours, localDate } from '../matters/working-time.ts'
import { awayCard } from './replies/away.ts'

/** Shorter absences are nobody's loss: platforms deliver again what was addressed to the bot. */
const leastMs = 10 * 60_000

/**
 * Tells a group, once for each absence, that its words to the bot may have been lost: where the bot was away for ten
 * minutes of the day or longer. At night nobody is woken for it, and nobody waited.
 */
export function tellAway(group: Group, gap: { from: Date; to: Date }): Write {
  if (wakingMs(gap) < leastMs) return nothing
  const post: Post = {
    platform: group.platform as Post['platform'],
    chat: { id: group.externalId, kind: 'group' },
    card: awayCard(gap),
    about: 'answer',
    priority: priorities.notice,
    key: `away:${group.id}:${gap.from.toISOString()}`,
    groupId: group.id,
    unaskedOn: localDate(gap.to),
  }
  return saying(inQuietHours(gap.to) ? { ...post, notBefore: endOfQuietHours(gap.to) } : post)
}

const minute = 60_000

/** How much of it lay outside the quiet hours, to the minute; of what is longer than a day, a day. */
function wakingMs({ from, to }: { from: Date; to: Date }): number {
  let waking = 0
  const end = Math.min(to.getTime(), from.getTime() + 24 * 60 * minute)
  for (let at = from.getTime(); at < end; at += minute)
    if (!inQuietHours(new Date(at))) waking += Math.min(minute, end - at)
  return waking
}
