import { closeDraft, draftsByMessage } from '../db/drafts.ts'
import type { Write } from '../db/write.ts'
import type { HeardMessage } from '../matters/message.ts'
import { askerOf, type Desk, whisper } from './desk.ts'
import { recalledDraft } from './replies/draft-card.ts'

/** A message taken back while its draft is open takes the draft along (rule Q-8). What was confirmed stays a matter. */
export async function takeBack(message: HeardMessage, desk: Desk): Promise<Write> {
  if (!message.recalls) return { changes: [], posts: [] }
  const drafts = await draftsByMessage(desk.db, message.platform, message.recalls)
  const { identity } = askerOf(message, desk)
  const own = drafts.filter((draft) => desk.seal.open(draft.reporter).externalId === identity.externalId)
  return {
    changes: own.map((draft) => closeDraft(draft, 'withdrawn')),
    posts: own.length > 0 ? [whisper(message, recalledDraft)] : [],
  }
}
