import { openMatters } from '../../db/matters.ts'
import type { Meeting } from '../../db/meetings.ts'
import type { Topic } from '../../db/topics.ts'
import type { MatterView } from '../../matters/view.ts'
import type { Desk } from '../desk.ts'
import { showInList } from '../show.ts'
import { areasOfMeeting, groupOf } from './people.ts'

/** What a whole building feels and one visit does not settle: offered for the table (requirements A159, A182). */
const offeredKinds = [
  'hazard.ebike_indoor',
  'feedback.parking',
  'dispute.neighbor.parking',
  'dispute.neighbor.water_leak',
]
const most = 3

/** Open matters of such kinds that nobody has put on the agenda, as the group may see them. */
export async function offeredTopics(
  desk: Desk,
  meeting: Meeting,
  put: readonly Topic[],
): Promise<MatterView[]> {
  const type = groupOf(desk, meeting)?.type ?? 'grid_work'
  const offered: MatterView[] = []
  for (const matter of await openMatters(desk.db, areasOfMeeting(desk, meeting), { limit: 1000 })) {
    if (offered.length === most) break
    if (!offeredKinds.includes(matter.category) || put.some(({ matterId }) => matterId === matter.id))
      continue
    const seen = await showInList(desk, { as: 'group', type }, matter)
    if (seen) offered.push(seen)
  }
  return offered
}
