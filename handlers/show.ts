import { type NewMatter, partiesOf } from '../db/matters.ts'
import { standingBehind } from '../db/reporters.ts'
import { fresh, type Matter } from '../matters/matter.ts'
import { placeWords } from '../matters/place.ts'
import { type MatterView, type Viewer, view } from '../matters/view.ts'
import type { Desk } from './desk.ts'
import { giverLabels } from './givers.ts'

/** The one road from a matter to anything people see. Null: this viewer may not know of it. */
export async function show(desk: Desk, viewer: Viewer, matter: Matter): Promise<MatterView | null> {
  return view(viewer, matter, {
    areas: desk.registry.areas,
    leadName: matter.leadId === null ? null : (desk.registry.staff(matter.leadId)?.name ?? null),
    parties: await namedParties(desk, viewer, matter),
  })
}

/** Who gave a tip is called by a label, and is no party by a role that would tell more (rule K-1). */
async function namedParties(desk: Desk, viewer: Viewer, matter: Matter) {
  if (viewer.as !== 'staff') return []
  const parties = await partiesOf(desk.db, matter.id)
  if (matter.kind !== 'tip') return parties
  const behind = await standingBehind(desk.db, matter.id)
  const labels = giverLabels(
    desk.seal,
    matter.id,
    behind.map(({ id }) => id),
  )
  return [
    ...labels.map((label) => ({ role: 'reporter', label })),
    ...parties.filter(({ role }) => role !== 'reporter'),
  ]
}

/** As `show`, for a line of a list: never closer than the building, whoever looks. */
export async function showInList(desk: Desk, viewer: Viewer, matter: Matter): Promise<MatterView | null> {
  const seen = await show(desk, viewer, matter)
  return seen && { ...seen, place: placeWords(matter.place, { precision: 'building' }), parties: [] }
}

/** As `show`, for a matter that is just being opened and has no row yet. */
export function showFresh(
  desk: Desk,
  viewer: Viewer,
  matter: NewMatter,
  parties: { role: string; label: string }[],
) {
  const whole: Matter = { ...fresh, ...matter }
  // Of a tip nobody is told who gave it, nor as what they stand in it (rule K-1).
  const shown = matter.kind === 'tip' ? parties.filter(({ role }) => role !== 'reporter') : parties
  return view(viewer, whole, { areas: desk.registry.areas, leadName: null, parties: shown })
}
