import type { Meeting } from '../../db/meetings.ts'
import type { Change, Write } from '../../db/write.ts'
import { type Card, priorities } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import { endOfQuietHours, inQuietHours } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import type { Raised } from '../rhythm/due-kind.ts'
import { unaskedPost } from '../rhythm/unasked.ts'
import { groupOf } from './people.ts'

/**
 * Something about a meeting, to its work group and to these people one by one. The group's quiet hours and budget hold: a
 * post that would come after `until` is left out there, and the people are told all the same.
 */
export async function tellMeeting(
  desk: Desk,
  meeting: Meeting,
  told: {
    key: string
    card: Card
    /** Absent: the card of the group. */
    personal?: Card
    people: readonly Staff[]
    /** False: the group was told by another post of the same minute. */
    group?: boolean
    until: Date
    changes?: Change[]
  },
): Promise<Raised> {
  const now = desk.clock.now()
  if (inQuietHours(now) && endOfQuietHours(now) < told.until) return { later: endOfQuietHours(now) }
  const { changes = [], key, card, personal = card, people } = told
  const direct = people.flatMap((staff) =>
    toStaff(desk, staff.personId, personal, { key, about: 'reminder', priority: priorities.reminder }),
  )
  const group = told.group === false ? undefined : groupOf(desk, meeting)
  const raised: Raised = group
    ? await unaskedPost(desk, group, card, { key, about: 'reminder' })
    : { drop: told.group === false ? 'the group was told already' : 'there is no work group' }
  if (isWrite(raised))
    return { changes: [...changes, ...raised.changes], posts: [...raised.posts, ...direct] }
  if ('later' in raised && raised.later < told.until) return raised
  return direct.length > 0 ? { changes, posts: direct } : raised
}

export function isWrite(raised: Raised): raised is Write {
  return 'posts' in raised
}
