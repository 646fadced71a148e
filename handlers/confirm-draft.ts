import { adoptSiblings, type Draft } from '../db/drafts.ts'
import { survivorOf } from '../db/links.ts'
import { linkMatters, matterById } from '../db/matters.ts'
import type { Identity } from '../db/seal.ts'
import { nothing, together, type Write } from '../db/write.ts'
import { asTold } from '../matters/as-told.ts'
import type { HeardMessage } from '../matters/message.ts'
import { isOpen } from '../matters/moves.ts'
import type { MatterView } from '../matters/view.ts'
import { alertRevenge } from './alert-revenge.ts'
import { type Desk, whisper } from './desk.ts'
import { joinMatter } from './join-matter.ts'
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
  // Merged meanwhile: they stand behind what they told of, and it goes on in the other.
  const alive = known?.state === 'merged' ? await survivorOf(desk.db, known.id) : known
  if (known && alive && isOpen(alive.state)) {
    const seen = await show(desk, { as: 'reporter' }, asTold(known, alive))
    return together(await joinMatter(desk, alive, draft.reading, behind, known.id), {
      changes: [adoptSiblings(draft, known.id, desk.clock.now())],
      posts: seen ? [whisper(message, joined(desk, seen, password), 'receipt')] : [],
    })
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
  const threatened =
    draft.besideMatterId !== null && matter.colourRules.includes('R8')
      ? await alertRevenge(desk, draft.besideMatterId)
      : nothing
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
    threatened,
  )
}

/** Who gives a tip is not told that somebody else gave it before. */
function joined(desk: Desk, matter: MatterView, password: string | null) {
  return matter.kind === 'tip'
    ? receiptCard(matter, desk.operator, { password })
    : joinedCard(matter, password)
}
