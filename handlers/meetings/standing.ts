import type { Due } from '../../db/dues.ts'
import { type Meeting, meetingById } from '../../db/meetings.ts'
import type { Desk } from '../desk.ts'

/** The meeting of a due while it is still to come; else why nothing is raised for it any more. */
export async function comingOf(desk: Desk, due: Due): Promise<Meeting | { drop: string }> {
  const meeting = await meetingById(desk.db, Number(due.what?.meeting))
  if (!meeting) return { drop: 'there is no such meeting' }
  if (meeting.state === 'cancelled') return { drop: 'the meeting was cancelled' }
  if (meeting.startsAt <= desk.clock.now()) return { drop: 'the meeting has begun' }
  return meeting
}
