import { decisionsOf } from '../../db/decisions.ts'
import { owe } from '../../db/dues.ts'
import { changeMeeting } from '../../db/meetings.ts'
import { closeTopics } from '../../db/topics.ts'
import type { Write } from '../../db/write.ts'
import { faceOf } from '../meetings/face.ts'
import { newsDue } from '../meetings/owed.ts'
import { done, echoed, mayAt, meetingMeant, type Sitting, said } from '../meetings/sitting.ts'
import { mask } from '../read/mask.ts'
import { meetTexts } from '../replies/meet.ts'

/** Adds a paragraph to the draft of the minutes, or writes it anew (重写). */
export async function writeMinutes(sitting: Sitting): Promise<Write> {
  const { call, desk, now, staff } = sitting
  const meant = await meetingMeant(sitting, 'begun', 'meet')
  if ('posts' in meant) return meant
  const { meeting, rest } = meant
  const face = faceOf(desk, meeting)
  if (meeting.startsAt > now) return said(call, meetTexts.notYet(face))
  if (meeting.minutesState === 'confirmed' || meeting.minutesState === 'published')
    return said(call, meetTexts.writtenUp(face))
  const anew = rest[0] === '重写'
  const words = (anew ? rest.slice(1) : rest).join(' ')
  if (words === '') return said(call, meetTexts.sayMinutes)
  const masked = mask(words)
  const text = anew || !meeting.minutes ? masked : `${meeting.minutes}\n${masked}`
  return done(
    sitting,
    'minutes_written',
    { meeting: meeting.id },
    {
      changes: [changeMeeting(meeting, { minutes: text, minutesState: 'draft', minutesBy: staff.personId })],
      card: meetTexts.minutesKept(face, text, {
        masked: masked !== words,
        confirms: mayAt(desk, staff, 'confirmMinutes', meeting),
      }),
    },
  )
}

/** The draft is right: it stands from now on, and what was put to this meeting is spoken of. */
export async function confirmMinutes(sitting: Sitting): Promise<Write> {
  const { call, desk, staff, sure } = sitting
  const meant = await meetingMeant(sitting, 'begun', 'confirmMinutes')
  if ('posts' in meant) return meant
  const { meeting } = meant
  const face = faceOf(desk, meeting)
  if (meeting.minutesState === 'none') return said(call, meetTexts.noDraft(face))
  if (meeting.minutesState !== 'draft') return said(call, meetTexts.writtenUp(face))
  if (!sure) {
    const decisions = await decisionsOf(desk.db, meeting.id)
    return echoed(
      sitting,
      String(meeting.id),
      meetTexts.echoConfirm(face, meeting.minutes ?? '', decisions.length),
    )
  }
  return done(
    sitting,
    'minutes_confirmed',
    { meeting: meeting.id },
    {
      changes: [
        changeMeeting(meeting, { minutesState: 'confirmed', confirmedBy: staff.personId }),
        closeTopics(meeting),
      ],
      card: meetTexts.confirmed(face),
    },
  )
}

/** Confirmed minutes go to the group, with the decisions. */
export async function publishMinutes(sitting: Sitting): Promise<Write> {
  const { call, desk, now } = sitting
  const meant = await meetingMeant(sitting, 'begun', 'confirmMinutes')
  if ('posts' in meant) return meant
  const { meeting } = meant
  const face = faceOf(desk, meeting)
  if (meeting.minutesState === 'published') return said(call, meetTexts.publishedAlready(face))
  if (meeting.minutesState !== 'confirmed')
    return said(
      call,
      meeting.minutesState === 'draft' ? meetTexts.confirmFirst(face) : meetTexts.noDraft(face),
    )
  return done(
    sitting,
    'minutes_published',
    { meeting: meeting.id },
    {
      changes: [
        changeMeeting(meeting, { minutesState: 'published', publishedAt: now }),
        owe([newsDue(meeting, 'minutes', now)]),
      ],
      card: meetTexts.published(face),
    },
  )
}
