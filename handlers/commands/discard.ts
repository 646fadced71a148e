import { closeDraft } from '../../db/drafts.ts'
import { whisper } from '../desk.ts'
import { draftDropped, draftGone } from '../replies/draft-card.ts'
import { ownDraft } from './own-draft.ts'
import type { Verb } from './verb.ts'

/** "3 不报": the draft and everything read is erased at once. */
export const discard: Verb = {
  name: '不报',
  aliases: ['discard', '不报了'],
  args: '[草稿号]',
  help: '不报了,立即删除草稿',
  where: 'direct',
  who: 'everyone',
  hidden: true,
  async run(call) {
    const draft = await ownDraft(call)
    if (!draft) return { changes: [], posts: [whisper(call.message, draftGone, 'refusal')] }
    return { changes: [closeDraft(draft, 'withdrawn')], posts: [whisper(call.message, draftDropped)] }
  },
}
