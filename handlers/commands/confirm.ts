import { closeDraft } from '../../db/drafts.ts'
import { confirmDraft } from '../confirm-draft.ts'
import { whisper } from '../desk.ts'
import { isJustRefined } from '../refine/just-refined.ts'
import { draftCard, draftGone } from '../replies/draft-card.ts'
import { ownDraft, usedDraft } from './own-draft.ts'
import type { Verb } from './verb.ts'

/** The button under a draft. A typed "1" comes here too. */
export const confirm: Verb = {
  name: '确认',
  aliases: ['confirm'],
  args: '[草稿号]',
  help: '确认草稿',
  where: 'direct',
  who: 'everyone',
  hidden: true,
  used: usedDraft,
  async run(call) {
    const draft = await ownDraft(call)
    if (!draft) return { changes: [], posts: [whisper(call.message, draftGone, 'refusal')] }
    if (!draft.reading.category)
      return { changes: [], posts: [whisper(call.message, draftCard(draft), 'draft')] }
    // The button may be that of the card before.
    if (isJustRefined(draft, call.message))
      return {
        changes: [],
        posts: [whisper(call.message, draftCard(draft, { refined: true }), 'draft')],
      }
    const confirmed = await confirmDraft(call.desk, draft, call.asker.identity, call.message)
    return { changes: [closeDraft(draft, 'confirmed'), ...confirmed.changes], posts: confirmed.posts }
  },
}
