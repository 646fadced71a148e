import { type NewDue, owe } from '../../db/dues.ts'
import { activeSeries, meetingOf, openMeeting, type Series, seriesById } from '../../db/meetings.ts'
import { nextIdOf } from '../../db/next-ids.ts'
import { instantOfWall } from '../../matters/meeting.ts'
import { turnsOf } from '../../matters/meeting-days.ts'
import { addDays, atLocal, localDate, localTime } from '../../matters/working-time.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { intoCalendars } from './calendar.ts'
import { duesOf, meetingFrom, newsDue } from './owed.ts'

/** Days before a meeting on which it is opened: from then on it has a number, takes topics, and can be moved. */
const daysAhead = 7

/** The turns of every series become meetings a week ahead. */
export const meetingOpens: DueKind = {
  kind: 'meeting_opens',
  missed: 'always made up: the meeting is opened, and what it owed by then is dropped once it has begun',
  async plan(desk, days) {
    const series = await activeSeries(desk.db)
    return series.flatMap((one) => openingsOf(one, days, desk.clock.now()))
  },
  async raise(desk, due) {
    const series = await seriesById(desk.db, Number(due.what?.series))
    if (!series || series.endedAt) return { drop: 'the series was ended' }
    const nominal = String(due.what?.nominal)
    const rule = weekly(series)
    const [turn] = rule ? turnsOf(rule, [nominal]) : []
    if (!turn) return { drop: 'the series has another day by now' }
    if (await meetingOf(desk.db, series.id, nominal)) return { drop: 'it is open already' }
    const now = desk.clock.now()
    const meeting = meetingFrom(series, turn, await nextIdOf(desk.db, 'meetings'))
    const owed = turn.day === null ? [] : duesOf(meeting)
    const news =
      turn.why === 'usual' ? [] : [newsDue(meeting, turn.day === null ? 'cancelled' : 'moved', now)]
    const posts = turn.day === null || meeting.startsAt <= now ? [] : intoCalendars(desk, meeting)
    return { changes: [openMeeting(meeting), owe([...owed, ...news])], posts }
  },
}

/** What opens the turns of a series on these days. */
export function openingsOf(series: Series, days: readonly string[], now: Date): NewDue[] {
  const rule = weekly(series)
  if (!rule) return []
  // A meeting that had begun before anybody planned it was none: nobody was told of it, nobody owes its minutes.
  const ahead = turnsOf(rule, days).filter(
    ({ day, nominal }) => instantOfWall(`${day ?? nominal}T${series.time}`) > now,
  )
  return ahead.map(({ nominal }) => {
    const early = atLocal(addDays(nominal, -daysAhead), '08:00')
    const at = early > now ? early : now
    return {
      ...{ kind: 'meeting_opens', subject: seriesSubject(series), occasion: nominal },
      ...{ day: localDate(at), time: localTime(at), what: { series: series.id, nominal } },
    }
  })
}

export const seriesSubject = ({ id }: Pick<Series, 'id'>) => `series:${id}`

function weekly({ weekday, onDaysOff }: Series) {
  return weekday === null ? null : { weekday, onDaysOff }
}
