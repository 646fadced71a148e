import { adoptSiblings, type Draft } from '../db/drafts.ts'
import { record } from '../db/events.ts'
import { addParties, addReporter, knownOf, linkMatters, matterById } from '../db/matters.ts'
import type { Identity } from '../db/seal.ts'
import { together, type Write } from '../db/write.ts'
import type { HeardMessage } from '../matters/message.ts'
import { isOpen } from '../matters/moves.ts'
import type { MatterView } from '../matters/view.ts'
import { type Desk, whisper } from './desk.ts'
import { openMatter } from './open-matter.ts'
import { standingOf } from './password.ts'
import { joinedCard, receiptCard } from './replies/receipt.ts'
import { show, showFresh } from './show.ts'
import { tellOfficers } from './tell-officers.ts'

/** What a yes to a draft brings about: a new matter, or one more voice behind the open one that tells the same. */
export async function confirmDraft(
  desk: Desk,
  draft: Draft,
  reporter: Identity,
  message: HeardMessage,
): Promise<Write> {
  const { behind, password } = await standingOf(desk, reporter)
  const known = draft.joinsMatterId === null ? undefined : await matterById(desk.db, draft.joinsMatterId)
  if (known && isOpen(known.state)) {
    const seen = await show(desk, { as: 'reporter' }, known)
    const at = desk.clock.now()
    return {
      changes: [
        addReporter(desk.seal, known.id, behind, at),
        addParties(desk.seal, known.id, draft.reading.parties, knownOf(behind)),
        record({ matterId: known.id, at, actorId: null, kind: 'joined' }),
        adoptSiblings(draft, known.id, at),
      ],
      posts: seen ? [whisper(message, joined(desk, seen, password), 'receipt')] : [],
    }
  }
  const group = draft.groupId === null ? undefined : desk.registry.groupById(draft.groupId)
  const { matter, changes } = await openMatter(desk, {
    reading: draft.reading,
    group,
    reporter: behind,
    features: draft.features,
    foundBy: draft.foundBy,
    source: draft.source,
  })
  const seen = showFresh(desk, { as: 'reporter' }, matter, [])
  const told = await tellOfficers(desk, matter, draft.reading.parties)
  return together(
    {
      changes: [
        ...changes,
        adoptSiblings(draft, matter.id, desk.clock.now()),
        ...(draft.besideMatterId ? [linkMatters(draft.besideMatterId, matter.id, desk.clock.now())] : []),
      ],
      posts: seen
        ? [
            whisper(
              message,
              receiptCard(seen, desk.operator, { taken: told.posts.length > 0, password }),
              'receipt',
            ),
          ]
        : [],
    },
    told,
  )
}

/** Who gives a tip is not told that somebody else gave it before. */
function joined(desk: Desk, matter: MatterView, password: string | null) {
  return matter.kind === 'tip'
    ? receiptCard(matter, desk.operator, { password })
    : joinedCard(matter, password)
}
