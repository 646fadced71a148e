import { packCard } from '../replies/pack.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { faceOf } from './face.ts'
import { packOf } from './pack.ts'
import { groupOf, invitedTo } from './people.ts'
import { comingOf } from './standing.ts'
import { tellMeeting } from './tell.ts'

/** The day before at 16:00 the pack goes to the group, as the group may see it; 展开 opens a section in private. */
export const meetingPack: DueKind = {
  kind: 'meeting_pack',
  missed: 'made up until the meeting begins, then dropped',
  async raise(desk, due) {
    const meeting = await comingOf(desk, due)
    if ('drop' in meeting) return meeting
    const type = groupOf(desk, meeting)?.type ?? 'grid_work'
    const card = packCard(faceOf(desk, meeting), await packOf(desk, meeting, { as: 'group', type }))
    return await tellMeeting(desk, meeting, {
      ...{ key: `pack:${meeting.id}:${meeting.wall}`, card, until: meeting.startsAt },
      people: invitedTo(desk, meeting),
    })
  },
}
