import { owe } from '../../db/dues.ts'
import { type Meeting, openMeeting } from '../../db/meetings.ts'
import { nextIdOf } from '../../db/next-ids.ts'
import type { Write } from '../../db/write.ts'
import { usually } from '../../matters/meeting.ts'
import { isWorkingDay, localDate, localTime } from '../../matters/working-time.ts'
import { intoCalendars } from '../meetings/calendar.ts'
import { faceOf } from '../meetings/face.ts'
import { blank, duesOf, newsDue } from '../meetings/owed.ts'
import { ownAreas } from '../meetings/own-areas.ts'
import { done, echoed, type Sitting, said, saidThere } from '../meetings/sitting.ts'
import { mask } from '../read/mask.ts'
import { meetTexts } from '../replies/meet.ts'
import { plain } from '../replies/refusals.ts'
import { date } from './argument-kinds.ts'
import { outright, silent } from './meet-move.ts'

/** A meeting that is called once, for the colleague's own community (or one that is named). */
export async function callMeeting(sitting: Sitting): Promise<Write> {
  const { call, desk, now, staff, words, sure } = sitting
  const { areaId, rest } = ownAreas(desk, staff, words)
  if (!areaId) return said(call, meetTexts.noArea)
  const taken = date('时间', 'meeting').take(rest, { desk, message: call.message, matter: null, now })
  if (taken && 'problem' in taken) return said(call, plain(taken.problem))
  if (!taken || taken.rest.length === 0) return said(call, meetTexts.sayTopic)
  const title = mask(taken.rest.join(' '))
  const at = taken.value
  const where = desk.registry.areas.get(areaId)?.name ?? ''
  if (!sure) {
    const off = !isWorkingDay(localDate(at))
    return echoed(sitting, `${where} ${outright(at)} ${title}`, meetTexts.echoCall(where, title, at, off))
  }
  const wall = `${localDate(at)}T${localTime(at)}`
  const meeting: Meeting = {
    ...blank,
    ...{ id: await nextIdOf(desk.db, 'meetings'), seriesId: null, areaId, kind: 'adhoc', title },
    ...{ occasion: wall, wall, startsAt: at, lastsMinutes: usually.lastsMinutes, place: null, groupId: null },
    ...{ chairId: staff.personId, reminders: usually.reminders, callMinutes: null, packTime: null },
    ...{ sixOffices: false, createdBy: staff.personId },
  }
  const there = saidThere(sitting, meeting)
  return done(
    sitting,
    'meeting_called',
    { meeting: meeting.id, wall },
    {
      changes: [
        openMeeting(meeting),
        owe([...duesOf(meeting, now), silent(newsDue(meeting, 'called', now), there)]),
      ],
      card: meetTexts.called(faceOf(desk, meeting), there),
      posts: intoCalendars(desk, meeting),
    },
  )
}
