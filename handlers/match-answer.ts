import { type Draft, reviseDraft } from '../db/drafts.ts'
import type { Write } from '../db/write.ts'
import type { Call } from './commands/verb.ts'
import { whisper } from './desk.ts'
import { matchFor } from './match.ts'
import { draftCard } from './replies/draft-card.ts'

const theSame = /^(?:是)?同一件(?:事)?[。!！\s]*$/u
const another = /^不是同一件(?:事)?[。!！\s]*$/u

/** Is this an answer to 同一件事吗? */
export function answersSame(said: string): boolean {
  return theSame.test(said) || another.test(said)
}

/**
 * The reporter's answer to 同一件事吗? What is asked about stands nowhere: it is looked for again, so that nobody joins
 * a matter they were not asked about, nor one that was closed meanwhile.
 */
export async function answerSame(call: Call, draft: Draft, said: string): Promise<Write> {
  const { desk, message } = call
  const { reading } = draft
  const match = theSame.test(said)
    ? await matchFor(desk, {
        reading,
        areaId: draft.areaId ?? '',
        groupId: draft.groupId,
        reporter: call.asker.identity,
        besides: draft.id,
        toldBefore: draft.at,
      })
    : undefined
  const joins = match?.matterId ?? match?.mayBe?.id
  return {
    changes: joins === undefined ? [] : [reviseDraft(draft, { joinsMatterId: joins })],
    posts: [whisper(message, draftCard(draft, { joins: joins !== undefined }), 'draft')],
  }
}
