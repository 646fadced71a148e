import { turnClocks } from '../db/clocks.ts'
import type { Happening } from '../db/events.ts'
import { dropAskedTime } from '../db/extensions.ts'
import { liftSupervisions, supervise } from '../db/supervisions.ts'
import type { Change } from '../db/write.ts'
import type { ClockKind } from '../matters/clock-table.ts'
import { turned } from '../matters/clock-turns.ts'
import { clockAt, type NewClock } from '../matters/clocks.ts'
import type { Matter } from '../matters/matter.ts'
import type { Span } from '../matters/spans.ts'
import type { Desk } from './desk.ts'

const over = ['concluded', 'merged', 'withdrawn', 'unfounded']
const closed = ['concluded', 'followup', 'archived']
const undone = ['merged', 'unfounded']

/** What a step does to the times that run on a matter, and to who watches it. `before` is null for one just opened. */
export function clockChanges(
  desk: Desk,
  before: Matter | null,
  after: Matter,
  happenings: Happening[],
): Change[] {
  const at = desk.clock.now()
  const table = desk.registry.clockTable(after.areaId)
  const ends = happenings.some(({ to = '' }) => over.includes(to))
  const again = happenings.some(
    ({ from = '', to }) => (closed.includes(from) && to === 'handling') || undone.includes(from),
  )
  return [
    turnClocks(after.id, (standing, grantedDays) =>
      turned(standing, { before, after, happenings, table, at, grantedDays }),
    ),
    ...(ends ? [liftSupervisions(after.id, at), dropAskedTime(after.id, at)] : []),
    ...(again && after.colour === 'red' ? [watchRed(after.id, at)] : []),
  ]
}

/** Red is supervised from the start (B8). */
export function watchRed(matterId: number, since: Date): Change {
  return supervise({ matterId, level: 'chief', reason: '红色事项自始督办', since })
}

/**
 * The clock that would start now on this matter: for a verb that shows or stores its end before it starts it with
 * `startClock` of db/clocks.ts. `span` where somebody named another time. Null: the station owes nothing of the kind.
 */
export function clockFor(
  desk: Desk,
  matter: Matter,
  kind: ClockKind,
  options: { ofId?: number; span?: Span } = {},
): NewClock | null {
  return clockAt(desk.registry.clockTable(matter.areaId), matter, kind, desk.clock.now(), options)
}
