import type { Matter } from '../matters/matter.ts'
import type { Staff } from '../matters/roles.ts'
import { maySee } from '../matters/view.ts'
import type { Desk } from './desk.ts'

/** Lead and 搭档 of a matter, as far as they may still see it: what is brought to mind goes to both (A095). */
export function carersOf(desk: Desk, matter: Matter): Staff[] {
  return [matter.leadId, matter.partnerId].flatMap((personId) => {
    const staff = personId === null ? undefined : desk.registry.staff(personId)
    return staff && maySee(staff, matter, desk.registry.areas) ? [staff] : []
  })
}
