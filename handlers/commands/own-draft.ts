import { type Draft, draftsOf } from '../../db/drafts.ts'
import type { Card } from '../../matters/message.ts'
import { draftCard } from '../replies/draft-card.ts'
import { promptUsed } from '../replies/prompt.ts'
import type { Call } from './verb.ts'

/** The draft as it was shown, for the card whose button was used. */
export async function usedDraft(call: Call): Promise<Card | null> {
  const draft = await ownDraft(call)
  if (!draft) return null
  // Under the neutral line in a group: what it stands for must not show there now.
  if (call.message.chat.kind === 'group') return promptUsed
  const { title: _, lines: __, ...card } = draftCard(draft)
  return { ...card, lines: [] }
}

/** The caller's own open draft: the one named by number, else the newest. Others' drafts do not exist for them. */
export async function ownDraft({ desk, asker, words }: Call): Promise<Draft | undefined> {
  const drafts = await draftsOf(desk.db, desk.seal, asker.identity)
  const id = /^\d+$/.test(words[0] ?? '') ? Number(words[0]) : undefined
  return id === undefined ? drafts[0] : drafts.find((draft) => draft.id === id)
}
