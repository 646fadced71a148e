import { closeDraft, type DraftRow, expiredDrafts } from '../../db/drafts.ts'
import { type Post, priorities } from '../../matters/message.ts'
import { endOfQuietHours } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { expiredDraft } from '../replies/draft-card.ts'
import { batch, type Duty } from './duty.ts'

/** A draft nobody confirmed within 24 h is erased, and its reporter told (rule M-5). */
export const expireDrafts: Duty = {
  name: 'expire drafts',
  missed: 'always made up: erased as soon as somebody runs',
  async due(desk: Desk) {
    const now = desk.clock.now()
    return (await expiredDrafts(desk.db, now, batch)).map((draft) => {
      const externalId = reporterOf(desk, draft)
      // Sealed with a key that is gone: nobody can be told, and it is erased all the same.
      if (externalId === null) return { changes: [closeDraft(draft, 'expired')], posts: [] }
      const post: Post = {
        platform: draft.platform as Post['platform'],
        chat: { id: externalId, kind: 'direct' },
        card: expiredDraft,
        about: 'reminder',
        priority: priorities.reminder,
        key: `expired:${draft.id}`,
        notBefore: endOfQuietHours(now),
      }
      return { changes: [closeDraft(draft, 'expired')], posts: [post] }
    })
  },
}

function reporterOf(desk: Desk, draft: DraftRow): string | null {
  try {
    return desk.seal.open(draft.reporter).externalId
  } catch {
    return null
  }
}
