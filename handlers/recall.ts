import { closeDraft, draftsByMessage } from '../db/drafts.ts'
import type { Write } from '../db/write.ts'
import type { HeardMessage } from '../matters/message.ts'
import { askerOf, type Desk, whisper } from './desk.ts'
import { recalledDraft } from './replies/draft-card.ts'

/**
 * A message taken back while its draft is open takes the draft along (rule Q-8). What was confirmed stays a matter.
 * Where the platform does not name who took it back, it was its sender: the adapter passes on no other recall.
 */
export async function takeBack(message: HeardMessage, desk: Desk): Promise<Write> {
  if (!message.recalls) return { changes: [], posts: [] }
  const drafts = await draftsByMessage(desk.db, message.platform, message.recalls)
  const { identity } = askerOf(message, desk)
  const tellers = drafts.map((draft) => ({ draft, id: desk.seal.open(draft.reporter).externalId }))
  const own = tellers.filter(({ id }) => identity.externalId === '' || id === identity.externalId)
  const [first] = own
  if (!first) return { changes: [], posts: [] }
  const told = { ...message, sender: { ...message.sender, id: first.id } }
  return {
    changes: own.map(({ draft }) => closeDraft(draft, 'withdrawn')),
    posts: [whisper(told, recalledDraft)],
  }
}
