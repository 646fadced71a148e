import type { Meeting } from '../../db/meetings.ts'
import { meetingKinds } from '../../matters/meeting.ts'
import { localDate } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { standIn } from '../replies/leave.ts'
import { chairsOf } from './people.ts'

/** What every text says of a meeting. */
export interface Face {
  id: number
  name: string
  /** The area's name. */
  where: string
  startsAt: Date
  lastsMinutes: number
  place: string | null
  chair: string
  movedFrom: string | null
  reason: string | null
  cancelled: boolean
}

export function faceOf(desk: Desk, meeting: Meeting): Face {
  const { id, startsAt, lastsMinutes, place, movedFrom, reason, state } = meeting
  return {
    ...{ id, startsAt, lastsMinutes, place, movedFrom, reason, cancelled: state === 'cancelled' },
    name: meeting.title === null ? meetingKinds[meeting.kind] : `${meetingKinds.adhoc}「${meeting.title}」`,
    where: desk.registry.areas.get(meeting.areaId)?.name ?? '',
    chair: chairNames(desk, meeting).join('、'),
  }
}

/** Of a chair who is on leave that day also who stands in for them. */
function chairNames(desk: Desk, meeting: Meeting): string[] {
  const day = localDate(meeting.startsAt)
  return chairsOf(desk, meeting).map(({ personId, name }) => {
    const deputyId = desk.registry.deputyOf(personId, day)
    const deputy = deputyId === undefined ? undefined : desk.registry.staff(deputyId)
    return deputy ? standIn(deputy.name, name) : name
  })
}
