import { attend } from '../../db/meetings.ts'
import type { Write } from '../../db/write.ts'
import { localDate } from '../../matters/working-time.ts'
import { faceOf } from '../meetings/face.ts'
import { belongsTo } from '../meetings/people.ts'
import { done, isPressed, meetingMeant, type Sitting, said } from '../meetings/sitting.ts'
import { meetTexts } from '../replies/meet.ts'

/** Signs oneself in, or those who are named: whoever writes the minutes does it for all. */
export async function attendance(sitting: Sitting): Promise<Write> {
  const { call, desk, now, staff } = sitting
  const meant = await meetingMeant(sitting, 'begun', 'attendMeeting')
  if ('posts' in meant) return meant
  const { meeting, rest } = meant
  const face = faceOf(desk, meeting)
  if (localDate(meeting.startsAt) > localDate(now)) return said(call, meetTexts.attendOnDay(face))
  if (meeting.minutesState === 'published') return said(call, meetTexts.publishedAlready(face))
  const mentioned = call.message.mentions.flatMap(
    ({ id }) => desk.registry.staffOf({ platform: call.message.platform, externalId: id }) ?? [],
  )
  const named = rest
    .map((word) => word.replace(/^[@＠]/u, ''))
    .flatMap((word) => desk.registry.colleagues().filter(({ name }) => name === word))
  const others = [...mentioned, ...named].filter((one) => belongsTo(desk, one, meeting))
  const there = others.length > 0 ? [...new Map(others.map((one) => [one.personId, one])).values()] : [staff]
  const ids = there.map(({ personId }) => personId)
  return done(
    sitting,
    'meeting_attended',
    { meeting: meeting.id, people: ids },
    {
      changes: [attend(meeting.id, ids, now)],
      card: meetTexts.attended(
        face,
        there.map(({ name }) => name),
      ),
      alone: isPressed(call.message),
    },
  )
}
