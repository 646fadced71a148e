import { reviseDraft } from '../../db/drafts.ts'
import { amended } from '../amend-draft.ts'
import { whisper } from '../desk.ts'
import { learnFromAmendment } from '../learn.ts'
import { answerSame, answersSame } from '../match-answer.ts'
import { askAmendment, draftCard, draftGone } from '../replies/draft-card.ts'
import { ownDraft, usedDraft } from './own-draft.ts'
import type { Verb } from './verb.ts'

/** "2 修改": asks for the correction, or takes it where it stands behind the name. */
export const amend: Verb = {
  name: '修改',
  aliases: ['amend'],
  args: '[草稿号] [更正]',
  help: '更正草稿',
  where: 'direct',
  who: 'everyone',
  words: true,
  hidden: true,
  used: usedDraft,
  async run(call) {
    const { desk, message } = call
    const draft = await ownDraft(call)
    if (!draft) return { changes: [], posts: [whisper(message, draftGone, 'refusal')] }
    const said = call.rest.replace(/^\d+\s*/u, '')
    if (!said)
      return { changes: [reviseDraft(draft, { asks: 'amend' })], posts: [whisper(message, askAmendment)] }
    if (answersSame(said)) return await answerSame(call, draft, said)
    const reading = amended(draft, said, message, desk)
    return {
      changes: [
        reviseDraft(draft, { reading, asks: reading.category ? 'confirm' : 'category' }),
        ...learnFromAmendment(desk, call.asker, draft, reading),
      ],
      posts: [whisper(message, draftCard({ id: draft.id, reading }), 'draft')],
    }
  },
}
