import { decisionsOf } from '../../db/decisions.ts'
import { attendeesOf, meetingById, seriesById } from '../../db/meetings.ts'
import { nextHeld } from '../../matters/meeting-days.ts'
import { atLocal } from '../../matters/working-time.ts'
import { calledCard, cancelledCard, movedCard } from '../replies/meeting.ts'
import { minutesCard } from '../replies/minutes.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { intoCalendars, withFile } from './calendar.ts'
import { decisionLines } from './decision-lines.ts'
import { faceOf } from './face.ts'
import { groupOf, invitedTo } from './people.ts'
import { isWrite, tellMeeting } from './tell.ts'

const dayMs = 24 * 3_600_000

/** A meeting was called, moved or cancelled, or its minutes are out: its group and its people hear of it at once. */
export const meetingNews: DueKind = {
  kind: 'meeting_news',
  missed: 'made up until the meeting would have begun; minutes always',
  async raise(desk, due) {
    const meeting = await meetingById(desk.db, Number(due.what?.meeting))
    if (!meeting) return { drop: 'there is no such meeting' }
    const news = String(due.what?.news)
    const key = `news:${due.id}`
    const face = faceOf(desk, meeting)
    const people = invitedTo(desk, meeting)
    const group = due.what?.silent !== 1
    if (news === 'minutes') {
      const type = groupOf(desk, meeting)?.type ?? 'grid_work'
      const lines = await decisionLines(desk, await decisionsOf(desk.db, meeting.id), { as: 'group', type })
      const present = (await attendeesOf(desk.db, meeting.id)).flatMap(
        (id) => desk.registry.staff(id)?.name ?? [],
      )
      const card = minutesCard(face, { minutes: meeting.minutes ?? '', decisions: lines, present })
      const until = new Date(desk.clock.now().getTime() + 7 * dayMs)
      return await tellMeeting(desk, meeting, { key, card, people, until })
    }
    if (news === 'cancelled') {
      const series = meeting.seriesId === null ? undefined : await seriesById(desk.db, meeting.seriesId)
      const rule = series && series.weekday !== null ? { ...series, weekday: series.weekday } : null
      const next = rule && nextHeld(rule, meeting.occasion)
      const card = cancelledCard(face, next && series ? atLocal(next, series.time) : null)
      return await tellMeeting(desk, meeting, { key, card, people, group, until: meeting.startsAt })
    }
    const { card, changes } = withFile(desk, meeting, news === 'moved' ? movedCard(face) : calledCard(face))
    const raised = await tellMeeting(desk, meeting, {
      ...{ key, card, people, group, changes, until: due.goodUntil ?? meeting.startsAt },
    })
    // The command that moved it did this already, and then it is left out; a series' new day did not.
    return isWrite(raised) ? { ...raised, posts: [...raised.posts, ...intoCalendars(desk, meeting)] } : raised
  },
}
