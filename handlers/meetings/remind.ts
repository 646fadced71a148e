import { reminderCard } from '../replies/meeting.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { withFile } from './calendar.ts'
import { faceOf } from './face.ts'
import { invitedTo } from './people.ts'
import { comingOf } from './standing.ts'
import { tellMeeting } from './tell.ts'

/** Before the meeting: in the group and to the six offices, each time as long ahead as it is set. */
export const meetingReminder: DueKind = {
  kind: 'meeting_reminder',
  missed: 'made up until the meeting begins, then dropped',
  async raise(desk, due) {
    const meeting = await comingOf(desk, due)
    if ('drop' in meeting) return meeting
    const minutes = Number(due.what?.minutes)
    const reminder = meeting.reminders.find((one) => one.minutes === minutes)
    if (!reminder) return { drop: 'this reminder was switched off' }
    const { card, changes } = withFile(
      desk,
      meeting,
      reminderCard(faceOf(desk, meeting), desk.clock.now(), reminder.text),
    )
    return await tellMeeting(desk, meeting, {
      ...{ key: `remind:${meeting.id}:${meeting.wall}:${minutes}`, card, changes, until: meeting.startsAt },
      people: invitedTo(desk, meeting),
      group: minutes !== meeting.callMinutes,
    })
  },
}
