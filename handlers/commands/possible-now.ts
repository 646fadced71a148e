import type { Matter } from '../../matters/matter.ts'
import type { Staff } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import type { Desk } from '../desk.ts'
import { verbs } from './index.ts'

/** Steps that this person could take on the matter as it stands, in a sentence; empty where there are none. */
export function possibleNow(matter: Matter, staff: Staff, desk: Desk): string {
  const names = verbs
    .filter(
      (verb) =>
        verb.states?.includes(matter.state) &&
        (verb.kinds?.includes(matter.kind) ?? true) &&
        verb.rights?.some((right) => mayDo(staff, right, matter, desk.registry.areas)),
    )
    .map((verb) => `/${verb.name}`)
  return names.length > 0 ? `现在您可以:${names.slice(0, 8).join(' ')}。` : '看经过:/看。'
}
