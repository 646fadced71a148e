import { meetingById } from '../../db/meetings.ts'
import { priorities } from '../../matters/message.ts'
import { toStaff } from '../desk.ts'
import { nagCard } from '../replies/minutes.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { faceOf } from './face.ts'
import { chairsOf } from './people.ts'

/** Minutes that are not published on the third and the seventh day: whoever chairs is asked for them, on a working day (W-55). */
export const meetingNag: DueKind = {
  kind: 'meeting_nag',
  missed: 'made up at once, unless the minutes are out by then',
  async raise(desk, due) {
    const meeting = await meetingById(desk.db, Number(due.what?.meeting))
    if (!meeting || meeting.state === 'cancelled') return { drop: 'the meeting was cancelled' }
    if (meeting.minutesState === 'published') return { drop: 'the minutes are published' }
    const card = nagCard(faceOf(desk, meeting), Number(due.what?.days), meeting.minutesState)
    const posts = chairsOf(desk, meeting).flatMap((staff) =>
      toStaff(desk, staff.personId, card, {
        ...{ key: `nag:${meeting.id}:${due.what?.days}`, about: 'reminder', priority: priorities.reminder },
      }),
    )
    return posts.length > 0 ? { changes: [], posts } : { drop: 'nobody chairs it' }
  },
}
