import { owe, supersede } from '../../db/dues.ts'
import { changeMeeting, type Meeting } from '../../db/meetings.ts'
import type { Write } from '../../db/write.ts'
import { isWorkingDay, localDate, localTime } from '../../matters/working-time.ts'
import { intoCalendars } from '../meetings/calendar.ts'
import { faceOf } from '../meetings/face.ts'
import { duesOf, newsDue, subjectOf } from '../meetings/owed.ts'
import { done, echoed, meetingMeant, type Sitting, said, saidThere } from '../meetings/sitting.ts'
import { mask } from '../read/mask.ts'
import { meetTexts } from '../replies/meet.ts'
import { plain } from '../replies/refusals.ts'
import { date } from './argument-kinds.ts'

/** Another time for one meeting. What it owed falls away, and everybody is told. */
export async function moveMeeting(sitting: Sitting): Promise<Write> {
  const { call, desk, now, sure, part } = sitting
  const meant = await meetingMeant(sitting, 'coming', 'arrangeMeeting')
  if ('posts' in meant) return meant
  const { meeting, rest } = meant
  const face = faceOf(desk, meeting)
  if (meeting.state === 'cancelled') return said(call, meetTexts.cancelledAlready(face))
  if (meeting.startsAt <= now) return said(call, meetTexts.begunAlready(face))
  const taken = date('时间', 'meeting').take(rest, { desk, message: call.message, matter: null, now })
  if (!taken) return said(call, meetTexts.sayWhen(part))
  if ('problem' in taken) return said(call, plain(taken.problem))
  const { value: at, rest: why } = taken
  const reason = why.length > 0 ? mask(why.join(' ')) : null
  if (!sure) {
    const off = !isWorkingDay(localDate(at))
    const lines = meetTexts.echoMove(face, at, off)
    return echoed(sitting, [meeting.id, outright(at), reason].filter(Boolean).join(' '), lines)
  }
  const { fresh, changes } = movedTo(meeting, at, reason, now)
  const there = saidThere(sitting, fresh)
  return done(
    sitting,
    'meeting_moved',
    { meeting: meeting.id, from: meeting.wall, to: fresh.wall },
    {
      changes: [...changes, owe([silent(newsDue(fresh, 'moved', now), there)])],
      card: meetTexts.moved(faceOf(desk, fresh), there),
      posts: intoCalendars(desk, fresh),
    },
  )
}

/** One meeting is not held. What it owed falls away, and everybody is told. */
export async function cancelMeeting(sitting: Sitting): Promise<Write> {
  const { call, desk, now, sure } = sitting
  const meant = await meetingMeant(sitting, 'coming', 'arrangeMeeting')
  if ('posts' in meant) return meant
  const { meeting, rest } = meant
  const face = faceOf(desk, meeting)
  if (meeting.state === 'cancelled') return said(call, meetTexts.cancelledAlready(face))
  if (meeting.minutesState !== 'none') return said(call, meetTexts.begunAlready(face))
  const reason = rest.length > 0 ? mask(rest.join(' ')) : null
  if (!sure)
    return echoed(sitting, [meeting.id, reason].filter(Boolean).join(' '), meetTexts.echoCancel(face))
  const fresh = { ...meeting, state: 'cancelled', reason, sequence: meeting.sequence + 1 }
  const there = saidThere(sitting, meeting)
  return done(
    sitting,
    'meeting_cancelled',
    { meeting: meeting.id },
    {
      changes: [
        changeMeeting(meeting, { state: 'cancelled', reason, sequence: fresh.sequence }),
        supersede(subjectOf(meeting), now),
        owe([silent(newsDue(fresh, 'cancelled', now), there)]),
      ],
      card: meetTexts.cancelled(face, there),
      posts: intoCalendars(desk, fresh),
    },
  )
}

/** A meeting at another time: its row, and its dues in the place of the old ones. */
export function movedTo(
  meeting: Meeting,
  at: Date,
  reason: string | null,
  now: Date,
  occasion = meeting.occasion,
) {
  const set = {
    wall: `${localDate(at)}T${localTime(at)}`,
    startsAt: at,
    movedFrom: meeting.wall,
    reason,
    occasion,
    sequence: meeting.sequence + 1,
  }
  const fresh: Meeting = { ...meeting, ...set }
  const changes = [changeMeeting(meeting, set), supersede(subjectOf(meeting), now), owe(duesOf(fresh, now))]
  return { fresh, changes }
}

/** A time that means the same whenever it is said again: 2026年11月19日09:30. */
export function outright(at: Date): string {
  const [year, month, day] = localDate(at).split('-').map(Number)
  return `${year}年${month}月${day}日${localTime(at)}`
}

/** The group heard it already: only those who are told one by one are left. */
export function silent<D extends ReturnType<typeof newsDue>>(due: D, there: boolean): D {
  return there ? { ...due, what: { ...due.what, silent: 1 } } : due
}
