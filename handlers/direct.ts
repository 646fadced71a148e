import { type Draft, draftsOf, reviseDraft } from '../db/drafts.ts'
import { offered } from '../db/offers.ts'
import type { Write } from '../db/write.ts'
import type { HeardMessage } from '../matters/message.ts'
import { amended, withCategory } from './amend-draft.ts'
import { runCommand } from './commands/index.ts'
import { askerOf, type Desk, whisper } from './desk.ts'
import { learnFromAmendment } from './learn.ts'
import { answersSame } from './match-answer.ts'
import { isJustRefined } from './refine/just-refined.ts'
import { draftCard } from './replies/draft-card.ts'
import { change, no, yes } from './short-answer.ts'

/** A short private answer to the newest open draft: 1, 2, 3, a choice of category, or a correction. Null: no answer. */
export async function answerDraft(message: HeardMessage, desk: Desk): Promise<Write | null> {
  const said = message.text.normalize('NFKC').trim()
  const asker = askerOf(message, desk)
  const [draft] = await draftsOf(desk.db, desk.seal, asker.identity)
  if (draft && /^[1-4]$/.test(said) && isJustRefined(draft, message)) return showAgain(draft, message)
  // A bare number answers the last card with buttons, whichever it was.
  const command = /^[1-9]$/.test(said)
    ? await offered(desk.db, desk.seal, asker.identity, Number(said), desk.clock.now())
    : null
  if (command) return await runCommand({ ...message, text: command }, desk)
  if (!draft) return null
  const choice = draft.asks === 'category' ? draft.reading.choices[Number(said) - 1] : undefined
  if (choice) {
    const reading = withCategory(draft.reading, choice)
    return {
      changes: [
        reviseDraft(draft, { reading, asks: 'confirm' }),
        ...learnFromAmendment(desk, asker, draft, reading),
      ],
      posts: [whisper(message, draftCard({ id: draft.id, reading }), 'draft')],
    }
  }
  if (yes.test(said)) return await runCommand({ ...message, text: `/确认 ${draft.id}` }, desk)
  if (change.test(said)) return await runCommand({ ...message, text: `/修改 ${draft.id}` }, desk)
  if (no.test(said)) return await runCommand({ ...message, text: `/不报 ${draft.id}` }, desk)
  if (answersSame(said)) return await runCommand({ ...message, text: `/修改 ${draft.id} ${said}` }, desk)
  if (draft.asks !== 'amend') return null
  const reading = amended(draft, said, message, desk)
  return {
    changes: [
      reviseDraft(draft, { reading, asks: reading.category ? 'confirm' : 'category' }),
      ...learnFromAmendment(desk, asker, draft, reading),
    ],
    posts: [whisper(message, draftCard({ id: draft.id, reading }), 'draft')],
  }
}

function showAgain(draft: Draft, message: HeardMessage): Write {
  return { changes: [], posts: [whisper(message, draftCard(draft, { refined: true }), 'draft')] }
}
