import { topicsFor } from '../../db/topics.ts'
import { callCard } from '../replies/meeting.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { withFile } from './calendar.ts'
import { faceOf } from './face.ts'
import { offeredTopics } from './offered-topics.ts'
import { invitedTo } from './people.ts'
import { comingOf } from './standing.ts'
import { tellMeeting } from './tell.ts'

/** A day before, topics are called for (W-56). It names day, time and place, so it is the group's reminder of that hour too. */
export const meetingCall: DueKind = {
  kind: 'meeting_call',
  missed: 'made up until the meeting begins, then dropped',
  async raise(desk, due) {
    const meeting = await comingOf(desk, due)
    if ('drop' in meeting) return meeting
    const topics = await topicsFor(desk.db, meeting)
    const offered = await offeredTopics(desk, meeting, topics)
    const { card, changes } = withFile(desk, meeting, callCard(faceOf(desk, meeting), topics.length, offered))
    const remindsToo = meeting.reminders.some(({ minutes }) => minutes === meeting.callMinutes)
    return await tellMeeting(desk, meeting, {
      ...{ key: `call:${meeting.id}:${meeting.wall}`, card, changes, until: meeting.startsAt },
      people: remindsToo ? [] : invitedTo(desk, meeting),
    })
  },
}
