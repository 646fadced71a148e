import { matterById } from '../db/matters.ts'
import { nothing, saying, together, type Write } from '../db/write.ts'
import { fresh } from '../matters/matter.ts'
import { priorities } from '../matters/message.ts'
import type { Reading } from '../matters/reading.ts'
import { answer, whisper } from './desk.ts'
import { joinMatter } from './join-matter.ts'
import { locate } from './locate.ts'
import { matchFor } from './match.ts'
import { openMatter } from './open-matter.ts'
import { standingOf } from './password.ts'
import { passwordCard } from './replies/anonymous.ts'
import { matterCard } from './replies/matter-card.ts'
import { joinedCard } from './replies/receipt.ts'
import { plain } from './replies/refusals.ts'
import { show, showFresh } from './show.ts'
import { tellOfficers } from './tell-officers.ts'
import { foundBy, type Telling } from './telling.ts'

/** In a work group the sender's own words count as confirmation: the matter is opened at once. */
export async function reportFromWork(telling: Telling, reading: Reading): Promise<Write> {
  const { desk, message, asker, group } = telling
  const areaId = locate(reading.place, group, desk.registry).areaId
  const standing = await standingOf(desk, asker.identity)
  const match = await matchFor(desk, {
    reading,
    areaId,
    groupId: group?.id ?? null,
    reporter: asker.identity,
  })
  if (match.matterId !== undefined) {
    // Two changes of one version in one write would be stale for ever.
    if (telling.joined.has(match.matterId)) return nothing
    telling.joined.add(match.matterId)
    const known = await matterById(desk.db, match.matterId)
    if (!known) return nothing
    const seen = await show(desk, { as: 'reporter' }, known)
    const receipt = seen ? saying(whisper(message, joinedCard(seen, standing.password), 'receipt')) : nothing
    return together(await joinMatter(desk, known, match.reading, standing.behind), receipt)
  }
  if (!match.reading.category) {
    return {
      changes: [],
      posts: [whisper(message, plain('听到一件事,但类别没把握,没有登记。请私聊发:/上报 加一句话。'))],
    }
  }
  const story = {
    reading: match.reading,
    group,
    reporter: standing.behind,
    features: telling.features,
    foundBy: foundBy(asker),
    source: 'grid',
  }
  const { matter, changes } = await openMatter(desk, story)
  const shown = showFresh(desk, { as: 'group', type: 'work' }, matter, [])
  // Of a confidential matter even the work group learns the number only.
  const card = shown
    ? matterCard(shown)
    : plain(`已建保密事项 ${matter.number},详情请有权限的同事私聊发:/看 ${matter.number}`)
  const post = {
    ...answer(message, { ...card, mention: undefined }, 'matter'),
    priority: priorities.answer,
    // What the group sees of it goes on being true; the bare number of a confidential one always is.
    ...(shown && group && { groupId: group.id, matterId: matter.id, matterVersion: fresh.version }),
  }
  const secret = standing.password
    ? [whisper(message, passwordCard(matter.number, standing.password), 'receipt', matter.id)]
    : []
  return together({ changes, posts: [post, ...secret] }, await tellOfficers(desk, matter, reading.parties))
}
