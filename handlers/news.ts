import { reportersOf } from '../db/matters.ts'
import type { Matter } from '../matters/matter.ts'
import { type Post, priorities } from '../matters/message.ts'
import { endOfQuietHours, inQuietHours } from '../matters/working-time.ts'
import type { Desk } from './desk.ts'
import { newsCard } from './replies/receipt.ts'
import { show } from './show.ts'

/** Tells everybody who stands behind a matter, each in private, what has changed. Nobody is woken for it. */
export async function newsToReporters(
  desk: Desk,
  matter: Matter,
  news: string,
  occasion: string,
): Promise<Post[]> {
  const seen = await show(desk, { as: 'reporter' }, matter)
  if (!seen) return []
  const now = desk.clock.now()
  const reporters = await reportersOf(desk.db, desk.seal, matter.id)
  return reporters.map((reporter, index) => ({
    platform: reporter.platform as Post['platform'],
    chat: { id: reporter.externalId, kind: 'direct' },
    card: newsCard(seen, news),
    about: 'reminder',
    priority: priorities.notice,
    key: `news:${matter.id}:${occasion}:${index}`,
    matterId: matter.id,
    notBefore: inQuietHours(now) ? endOfQuietHours(now) : undefined,
  }))
}
