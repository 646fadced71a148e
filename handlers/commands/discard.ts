import { closeDraft } from '../../db/drafts.ts'
import { whisper } from '../desk.ts'
import { learnFromDiscard, teaches } from '../learn.ts'
import { draftDropped, draftGone, draftTaught } from '../replies/draft-card.ts'
import { ownDraft, usedDraft } from './own-draft.ts'
import type { Verb } from './verb.ts'

/** "3 不报", "不是事项": the draft and everything read is erased at once. */
export const discard: Verb = {
  name: '不报',
  aliases: ['discard', '不报了', '不是事项'],
  args: '[草稿号]',
  help: '不报了,立即删除草稿',
  where: 'direct',
  who: 'everyone',
  hidden: true,
  used: usedDraft,
  async run(call) {
    const draft = await ownDraft(call)
    if (!draft) return { changes: [], posts: [whisper(call.message, draftGone, 'refusal')] }
    return {
      changes: [closeDraft(draft, 'withdrawn'), learnFromDiscard(call.desk, call.asker, draft)],
      posts: [whisper(call.message, teaches(call.asker) ? draftTaught : draftDropped)],
    }
  },
}
