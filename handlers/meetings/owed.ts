import type { NewDue } from '../../db/dues.ts'
import type { Meeting, NewMeeting, Series } from '../../db/meetings.ts'
import { instantOfWall, nagDays } from '../../matters/meeting.ts'
import type { Turn } from '../../matters/meeting-days.ts'
import { addDays, localDate, localTime, nextWorkingDay, zone } from '../../matters/working-time.ts'

/** Everything that hangs on a meeting in the table of dues. */
export const subjectOf = ({ id }: Pick<Meeting, 'id'>) => `meeting:${id}`

/** The meeting of a turn of its series. One that falls out is kept as cancelled, so that everybody can see why. */
export function meetingFrom(series: Series, turn: Turn, id: number): Meeting {
  const wall = `${turn.day ?? turn.nominal}T${series.time}`
  const {
    areaId,
    kind,
    lastsMinutes,
    place,
    groupId,
    chairId,
    reminders,
    callMinutes,
    packTime,
    sixOffices,
  } = series
  return {
    ...blank,
    ...{ id, seriesId: series.id, areaId, kind, lastsMinutes, place, groupId, chairId, reminders },
    ...{ callMinutes, packTime, sixOffices, occasion: turn.nominal, wall, startsAt: instantOfWall(wall) },
    state: turn.day === null ? 'cancelled' : 'planned',
    reason: turn.why === 'usual' ? null : turn.why,
    movedFrom: turn.why === 'moved' ? `${turn.nominal}T${series.time}` : null,
  }
}

/** A meeting as it is before anything happened with it. */
export const blank = {
  ...{ title: null, zone, state: 'planned', reason: null, movedFrom: null, sequence: 0, minutes: null },
  ...{ minutesState: 'none', minutesBy: null, confirmedBy: null, publishedAt: null, createdBy: null },
  version: 1,
} satisfies Partial<NewMeeting>

/**
 * What a meeting owes: call for topics, pack, reminders, and two days on which minutes are asked for. `after`: what would
 * have come before then is left out, because a colleague who plans at short notice has just been told.
 */
export function duesOf(meeting: Meeting, after?: Date): NewDue[] {
  const { startsAt, callMinutes, packTime, reminders, wall } = meeting
  const what = { meeting: meeting.id }
  const common = { subject: subjectOf(meeting), goodUntil: startsAt }
  const day = wall.slice(0, 10)
  const before = (kind: string, minutes: number, part: string): NewDue => {
    const at = new Date(startsAt.getTime() - minutes * 60_000)
    const occasion = `${part}@${wall}`
    return { ...common, kind, occasion, day: localDate(at), time: localTime(at), what: { ...what, minutes } }
  }
  const owed = [
    ...(callMinutes === null ? [] : [before('meeting_call', callMinutes, 'call')]),
    ...(packTime === null
      ? []
      : [
          {
            ...common,
            ...{
              kind: 'meeting_pack',
              occasion: `pack@${wall}`,
              day: addDays(day, -1),
              time: packTime,
              what,
            },
          },
        ]),
    ...reminders.map(({ minutes }) => before('meeting_reminder', minutes, String(minutes))),
  ]
  const nags = nagDays.map((days): NewDue => {
    const on = nextWorkingDay(addDays(day, days))
    return {
      ...{ kind: 'meeting_nag', subject: subjectOf(meeting), occasion: `${days}@${day}`, day: on },
      ...{ time: '09:00', what: { ...what, days } },
    }
  })
  return [...owed.filter((due) => !after || instantOfWall(`${due.day}T${due.time}`) > after), ...nags]
}

/** What became of a meeting, to be told to its group and its people at once. */
export function newsDue(
  meeting: Meeting,
  news: 'called' | 'moved' | 'cancelled' | 'minutes',
  now: Date,
): NewDue {
  return {
    ...{ kind: 'meeting_news', subject: subjectOf(meeting), occasion: `${news}-${meeting.sequence}` },
    ...{ day: localDate(now), time: localTime(now), what: { meeting: meeting.id, news } },
    // Where it was said too late for anybody, it is not said; minutes are read at any time.
    ...(news !== 'minutes' && { goodUntil: instantOfWall(laterWall(meeting)) }),
  }
}

function laterWall({ wall, movedFrom }: Meeting): string {
  return movedFrom !== null && movedFrom > wall ? movedFrom : wall
}
