import { openDecisions } from '../../db/decisions.ts'
import { attendeesOf, comingMeetings } from '../../db/meetings.ts'
import { topicsFor } from '../../db/topics.ts'
import { saying, type Write } from '../../db/write.ts'
import { localDate } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import { faceOf } from '../meetings/face.ts'
import { packOf, packViewer } from '../meetings/pack.ts'
import { areasOfMeeting, belongsTo, officesOf } from '../meetings/people.ts'
import { isPressed, meetingMeant, type Sitting, said } from '../meetings/sitting.ts'
import { meetTexts } from '../replies/meet.ts'
import { meetingLine, reminderWords, statusCard } from '../replies/meeting.ts'
import { packCard, packInPrivate, sectionCard } from '../replies/pack.ts'

const most = 5

/** How the next meeting (or the one of that number) stands. */
export async function status(sitting: Sitting): Promise<Write> {
  const { desk, now, staff, call } = sitting
  const meant = await meetingMeant(sitting, 'coming', 'attendMeeting')
  if ('posts' in meant) return meant
  const { meeting } = meant
  const [topics, present, coming, owed] = await Promise.all([
    topicsFor(desk.db, meeting),
    attendeesOf(desk.db, meeting.id),
    comingMeetings(desk.db, now),
    openDecisions(desk.db, areasOfMeeting(desk, meeting)),
  ])
  const others = coming.filter((one) => one.id !== meeting.id && belongsTo(desk, staff, one)).slice(0, most)
  const away = meeting.sixOffices
    ? officesOf(desk, meeting.areaId).filter(({ people }) => people.length === 0)
    : []
  const card = statusCard(faceOf(desk, meeting), {
    topics: topics.length,
    openDecisions: owed.filter(({ seriesId }) => seriesId === meeting.seriesId).length,
    present: present.flatMap((id) => desk.registry.staff(id)?.name ?? []),
    minutesState: meeting.minutesState,
    begun: meeting.startsAt <= now,
    onDay: localDate(meeting.startsAt) === localDate(now),
    reminders: reminderWords(meeting.reminders),
    away: away.map(({ name, phone }) => `${name}${phone ? `(${phone})` : ''}`),
    others: others.map((one) => meetingLine(faceOf(desk, one))),
  })
  return said(call, card)
}

export async function listMeetings({ call, desk, now, staff }: Sitting): Promise<Write> {
  const coming = (await comingMeetings(desk.db, now)).filter((one) => belongsTo(desk, staff, one))
  return said(call, meetTexts.list(coming.slice(0, 15).map((one) => faceOf(desk, one))))
}

/** The pack now. In the group as the group sees it; alone as oneself sees it; a section only ever alone. */
export async function showPack(sitting: Sitting): Promise<Write> {
  const { call, desk, staff } = sitting
  const { message } = call
  const meant = await meetingMeant(sitting, 'coming', 'attendMeeting')
  if ('posts' in meant) return meant
  const { meeting, rest } = meant
  const face = faceOf(desk, meeting)
  const [section] = rest
  if (section === undefined && message.chat.kind === 'group' && !isPressed(message)) {
    const type = desk.registry.group(message.platform, message.chat.id)?.type ?? 'resident'
    return said(call, packCard(face, await packOf(desk, meeting, { as: 'group', type })))
  }
  const viewer = packViewer(desk, staff, meeting)
  const sections = await packOf(desk, meeting, viewer)
  if (section === undefined) {
    const card = viewer.as === 'staff' ? packInPrivate(face, sections) : packCard(face, sections)
    return saying(whisper(message, card))
  }
  const found = sections[Number(section)]
  if (!found) return saying(whisper(message, meetTexts.noSection, 'refusal'))
  if (viewer.as !== 'staff') return saying(whisper(message, meetTexts.figuresOnly, 'refusal'))
  return saying(whisper(message, sectionCard(face, found, Number(section))))
}
