import { peopleBehind } from '../db/reporters.ts'
import { asTold } from '../matters/as-told.ts'
import type { Matter } from '../matters/matter.ts'
import { type Post, priorities } from '../matters/message.ts'
import { endOfQuietHours, inQuietHours } from '../matters/working-time.ts'
import type { Desk } from './desk.ts'
import { newsCard } from './replies/receipt.ts'
import { show } from './show.ts'

/**
 * Tells everybody who stands behind a matter or one merged into it, each in private and under their own number, what has
 * changed. Nobody is woken for it.
 */
export async function newsToReporters(
  desk: Desk,
  matter: Matter,
  news: string,
  occasion: string,
): Promise<Post[]> {
  const now = desk.clock.now()
  const posts: Post[] = []
  for (const { identity, own } of await peopleBehind(desk.db, desk.seal, matter.id)) {
    const seen = await show(desk, { as: 'reporter' }, asTold(own, matter))
    if (!seen) continue
    posts.push({
      platform: identity.platform as Post['platform'],
      chat: { id: identity.externalId, kind: 'direct' },
      card: newsCard(seen, news),
      about: 'reminder',
      priority: priorities.notice,
      key: `news:${matter.id}:${occasion}:${posts.length}`,
      matterId: matter.id,
      notBefore: inQuietHours(now) ? endOfQuietHours(now) : undefined,
    })
  }
  return posts
}
