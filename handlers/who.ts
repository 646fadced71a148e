import type { Matter } from '../matters/matter.ts'
import { holds, type Role, type Staff } from '../matters/roles.ts'
import { mayDo, maySee } from '../matters/view.ts'
import type { Desk } from './desk.ts'

/** Those who give the matter to a lead: the officers of its area, else whoever else may there. */
export function whoAssigns(desk: Desk, matter: Matter): Staff[] {
  const able = desk.registry
    .colleagues()
    .filter((staff) => mayDo(staff, 'assign', matter, desk.registry.areas))
  const officers = able.filter((staff) => holds(staff, 'officer'))
  return officers.length > 0 ? officers : able
}

/** Its lead and partner; while nobody leads it, those who assign. */
export function whoHandles(desk: Desk, matter: Matter): Staff[] {
  const found = carersOf(desk, matter)
  return found.length > 0 ? found : whoAssigns(desk, matter)
}

/** Lead and 搭档 of a matter, as far as they may still see it: what is brought to mind goes to both (A095). */
export function carersOf(desk: Desk, matter: Matter): Staff[] {
  return [matter.leadId, matter.partnerId].flatMap((id) => {
    const staff = id === null ? undefined : desk.registry.staff(id)
    return staff && maySee(staff, matter, desk.registry.areas) ? [staff] : []
  })
}

/** Everybody of that role who can be reached and may know of the matter. */
export function whoIs(desk: Desk, matter: Matter, role: Role): Staff[] {
  const { areas } = desk.registry
  return desk.registry
    .colleagues()
    .filter(
      (staff) =>
        staff.roles.some((held) => held.role === role && areas.within(matter.areaId, held.areaId)) &&
        maySee(staff, matter, areas),
    )
}

/** Those who answer for a department that was called in. */
export function whoAnswersFor(desk: Desk, matter: Matter, department: string): Staff[] {
  const { areas } = desk.registry
  return desk.registry
    .colleagues()
    .filter(
      (staff) =>
        staff.roles.some(
          (held) => held.department === department && areas.within(matter.areaId, held.areaId),
        ) && maySee(staff, matter, areas),
    )
}

/** The same people, but of whoever is on leave the deputy: each once, for what is gathered for one reader. */
export function whoIsThere(desk: Desk, people: readonly Staff[]): Staff[] {
  const { registry } = desk
  return [
    ...new Set(
      people.map((staff) => registry.staff(registry.deputyOf(staff.personId) ?? staff.personId) ?? staff),
    ),
  ]
}
