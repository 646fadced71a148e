import { type Draft, draftById, hasSiblings, reviseDraft } from '../../db/drafts.ts'
import type { Refinement } from '../../db/refinements.ts'
import { nothing, type Write } from '../../db/write.ts'
import { type Post, priorities } from '../../matters/message.ts'
import type { Reading } from '../../matters/reading.ts'
import { extract } from '../../prompts/extract.ts'
import type { Desk } from '../desk.ts'
import { locate } from '../locate.ts'
import { draftCard } from '../replies/draft-card.ts'
import { questionOf } from './question.ts'
import { refined } from './refined.ts'

/**
 * Looks at an open draft once more with the model: what it fills in is revised, and shown to the reporter where they
 * would read anything new. Nothing follows where the model has nothing to say, or the draft is not the same any more.
 */
export async function refine(asked: Refinement, desk: Desk): Promise<Write> {
  const draft = await draftById(desk.db, asked.draftId)
  if (!desk.model || !draft || draft.state !== 'open' || draft.version !== asked.draftVersion) return nothing
  const question = questionOf(draft.reading, asked.words)
  const answer = question && (await desk.model.ask(extract, question))
  if (!answer) return nothing
  const tied = isTied(draft) || (await hasSiblings(desk.db, draft.id))
  const reading = placed(
    draft,
    refined(draft.reading, answer, { question, saidAt: asked.saidAt, tied }),
    desk,
  )
  if (JSON.stringify(reading) === JSON.stringify(draft.reading)) return nothing
  const posts = freshCard(draft, reading, desk)
  return {
    changes: [
      reviseDraft(draft, {
        reading,
        asks: reading.category ? 'confirm' : 'category',
        refinedAt: posts.length > 0 ? desk.clock.now() : draft.refinedAt,
      }),
    ],
    posts,
  }
}

/** What rules found to belong together stays together: such a draft keeps its category. */
function isTied(draft: Draft): boolean {
  return [draft.sameAs, draft.besideOf, draft.besideMatterId, draft.joinsMatterId].some((tie) => tie !== null)
}

function placed(draft: Draft, reading: Reading, desk: Desk): Reading {
  if (!reading.place || reading.place === draft.reading.place) return reading
  const group = draft.groupId === null ? undefined : desk.registry.groupById(draft.groupId)
  return { ...reading, place: locate(reading.place, group, desk.registry).place }
}

function freshCard(draft: Draft, reading: Reading, desk: Desk): Post[] {
  const joins = draft.joinsMatterId !== null
  const shown = JSON.stringify(draftCard(draft, { joins }))
  if (JSON.stringify(draftCard({ id: draft.id, reading }, { joins })) === shown) return []
  const { platform, externalId } = desk.seal.open(draft.reporter)
  return [
    {
      platform: platform as Post['platform'],
      chat: { id: externalId, kind: 'direct' },
      card: draftCard({ id: draft.id, reading }, { joins, refined: true }),
      about: 'draft',
      priority: priorities.answer,
      key: `refined:${draft.id}:${draft.version}`,
    },
  ]
}
