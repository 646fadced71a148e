import type { timeline } from '../db/events.ts'
import type { Matter } from '../matters/matter.ts'
import { holds, type Role, type Staff } from '../matters/roles.ts'
import { mayDo } from '../matters/view.ts'
import type { Desk } from './desk.ts'

type Events = Awaited<ReturnType<typeof timeline>>

/** The last time it was given to somebody, or returned. */
export function lastGiven(events: Events) {
  return events.findLast((event) => event.toState === 'assigned')
}

/** To whom a matter goes when its lead returns it: who assigned it; else, or where they returned it themselves, the officers. */
export function whoGetsItBack(
  desk: Desk,
  matter: Matter,
  from: Staff | null,
  events: Events,
): Staff | undefined {
  const given = lastGiven(events)
  const giver =
    given?.kind === 'assigned' && given.actorId !== null ? desk.registry.staff(given.actorId) : undefined
  const fits = (staff: Staff | undefined): staff is Staff =>
    staff !== undefined &&
    staff.personId !== from?.personId &&
    mayDo(staff, 'assign', matter, desk.registry.areas)
  return fits(giver) ? giver : above(desk, fits)
}

/** The community's officer, else the chief, else the duty desk. */
function above(desk: Desk, fits: (staff: Staff) => boolean): Staff | undefined {
  const able = desk.registry.colleagues().filter(fits)
  const order: Role[] = ['officer', 'chief', 'deputy_chief', 'duty_desk', 'zz_center']
  return order.flatMap((role) => able.filter((staff) => holds(staff, role)))[0]
}

/** Returning is for the first half of the time between the assignment and the day it is due. */
export function isPastHalf(matter: Pick<Matter, 'dueAt'>, events: Events, now: Date): boolean {
  const given = lastGiven(events)
  if (!given || !matter.dueAt) return false
  return now.getTime() - given.at.getTime() > (matter.dueAt.getTime() - given.at.getTime()) / 2
}
