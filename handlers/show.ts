import { type NewMatter, partiesOf } from '../db/matters.ts'
import { fresh, type Matter } from '../matters/matter.ts'
import { type MatterView, type Viewer, view } from '../matters/view.ts'
import type { Desk } from './desk.ts'

/** The one road from a matter to anything people see. Null: this viewer may not know of it. */
export async function show(desk: Desk, viewer: Viewer, matter: Matter): Promise<MatterView | null> {
  return view(viewer, matter, {
    areas: desk.registry.areas,
    leadName: matter.leadId === null ? null : (desk.registry.staff(matter.leadId)?.name ?? null),
    parties: await partiesOf(desk.db, matter.id),
  })
}

/** As `show`, for a matter that is just being opened and has no row yet. */
export function showFresh(
  desk: Desk,
  viewer: Viewer,
  matter: NewMatter,
  parties: { role: string; label: string }[],
) {
  const whole: Matter = { ...fresh, ...matter }
  return view(viewer, whole, { areas: desk.registry.areas, leadName: null, parties })
}
