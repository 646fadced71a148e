import type { Meeting } from '../../db/meetings.ts'
import { meetingKinds } from '../../matters/meeting.ts'
import type { Desk } from '../desk.ts'
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
    chair: chairsOf(desk, meeting)
      .map((one) => one.name)
      .join('、'),
  }
}
