import type { FollowUp } from '../db/follow-ups.ts'
import type { Matter } from '../matters/matter.ts'
import type { Staff } from '../matters/roles.ts'
import { mayDo, maySee } from '../matters/view.ts'
import type { Desk } from './desk.ts'
import { carersOf } from './who.ts'

/** Who owes a visit, first, and who helps with its matter; where nobody owes it any more, whoever assigns there. */
export function whoVisits(desk: Desk, followUp: FollowUp, matter: Matter): Staff[] {
  const owner = ownerOf(desk, followUp, matter)
  if (!owner) return []
  return [owner, ...carersOf(desk, matter).filter((one) => one.personId !== owner.personId)]
}

function ownerOf(desk: Desk, followUp: FollowUp, matter: Matter): Staff | undefined {
  const owner = followUp.ownerId === null ? undefined : desk.registry.staff(followUp.ownerId)
  if (owner && maySee(owner, matter, desk.registry.areas)) return owner
  return desk.registry.colleagues().find((staff) => mayDo(staff, 'assign', matter, desk.registry.areas))
}
