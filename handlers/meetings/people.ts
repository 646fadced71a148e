import type { Meeting } from '../../db/meetings.ts'
import type { Group } from '../../db/registry.ts'
import { chairs, offices } from '../../matters/meeting.ts'
import { mayWithin, type Role, type Staff } from '../../matters/roles.ts'
import { answering } from '../departments.ts'
import type { Desk } from '../desk.ts'

type At = Pick<Meeting, 'areaId' | 'kind' | 'chairId' | 'groupId' | 'sixOffices'>

/** The six offices as this area knows them; without people they can only be telephoned. */
export function officesOf(desk: Desk, areaId: string) {
  return offices.map(({ name, role, department }) => {
    if (role) return { name, people: whoHolds(desk, role, areaId), phone: null }
    const found = answering(desk, department ?? '', areaId)
    return { name, people: found.people, phone: found.entry?.phone ?? null }
  })
}

/** Those who are told one by one: the six offices where the meeting is theirs, each person once. */
export function invitedTo(desk: Desk, meeting: At): Staff[] {
  if (!meeting.sixOffices) return []
  return [...new Set(officesOf(desk, meeting.areaId).flatMap(({ people }) => people))]
}

/** Who chairs: the one who was named, else those of the first role that somebody holds there. They may be on leave. */
export function chairsOf(desk: Desk, meeting: At): Staff[] {
  const named = meeting.chairId === null ? undefined : desk.registry.staff(meeting.chairId)
  if (named) return [named]
  for (const role of chairs[meeting.kind]) {
    const holders = whoHolds(desk, role, meeting.areaId, 'themselves')
    if (holders.length > 0) return holders
  }
  return []
}

const atTable: readonly Role[] = ['officer', 'grid_head', 'grid_worker', 'auxiliary_grid']

/** Everybody whose calendar it goes into: who chairs, who is invited one by one, and of a community its officers and grid workers. */
export function seatsOf(desk: Desk, meeting: At): Staff[] {
  const { areas } = desk.registry
  const local = meeting.kind === 'fusion' || meeting.kind === 'adhoc'
  const around = desk.registry
    .colleagues()
    .filter(
      (staff) =>
        local &&
        staff.roles.some(
          ({ role, areaId }) => atTable.includes(role) && areas.within(areaId, meeting.areaId),
        ),
    )
  return [...new Set([...chairsOf(desk, meeting), ...invitedTo(desk, meeting), ...around])]
}

/** The work group it is posted in: the one that was set, else the one whose grids lie in its area. */
export function groupOf(desk: Desk, meeting: At): Group | undefined {
  if (meeting.groupId !== null) return desk.registry.groupById(meeting.groupId)
  const { areas } = desk.registry
  return desk.registry
    .groups()
    .find(
      (group) =>
        group.mode === 'work' &&
        group.announcedAt !== null &&
        group.leftAt === null &&
        group.gridIds.some((id) => areas.within(id, meeting.areaId)),
    )
}

/** May this colleague know of the meeting, and take part? */
export function belongsTo(desk: Desk, staff: Staff, meeting: At): boolean {
  return (
    mayWithin(staff, 'attendMeeting', meeting.areaId, desk.registry.areas) ||
    invitedTo(desk, meeting).some((one) => one.personId === staff.personId)
  )
}

/** Every area a meeting speaks of: its own and all below. */
export function areasOfMeeting(desk: Desk, { areaId }: Pick<Meeting, 'areaId'>): string[] {
  const { areas } = desk.registry
  return areas.all().flatMap((area) => (areas.within(area.id, areaId) ? [area.id] : []))
}

/** A role may stand above the area (the commissioner of the street) or within it (the chief, seen from the street). */
function whoHolds(desk: Desk, role: Role, areaId: string, how?: 'themselves'): Staff[] {
  const { areas } = desk.registry
  const holds = (staff: Staff, fits: (held: string) => boolean) =>
    staff.roles.some(
      (held) =>
        held.role === role && fits(held.areaId) && !(how === 'themselves' && held.standingFor !== undefined),
    )
  const above = desk.registry
    .colleagues()
    .filter((staff) => holds(staff, (held) => areas.within(areaId, held)))
  if (above.length > 0) return above
  return desk.registry.colleagues().filter((staff) => holds(staff, (held) => areas.within(held, areaId)))
}
