import { record } from '../db/events.ts'
import { linkMatters } from '../db/matters.ts'
import { together, type Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import { plainReading } from '../matters/plain-reading.ts'
import type { PlaceReading } from '../matters/reading.ts'
import type { CategoryId } from '../matters/taxonomy.ts'
import type { Asker, Desk } from './desk.ts'
import { openMatter } from './open-matter.ts'
import { tellOfficers } from './tell-officers.ts'
import { foundBy } from './telling.ts'

/**
 * The danger that lies behind a dispute, as a matter of its own beside it (requirement A157): the same place, nothing of
 * the parties, reported by the colleague who saw it.
 */
export async function openLinkedHazard(
  desk: Desk,
  dispute: Matter,
  asker: Asker,
  category: CategoryId,
): Promise<{ number: string; write: Write }> {
  const reading = plainReading(category, placeOf(dispute))
  const group = dispute.groupId === null ? undefined : desk.registry.groupById(dispute.groupId)
  const { matter, changes } = await openMatter(desk, {
    reading,
    group,
    reporter: asker.identity,
    features: null,
    foundBy: foundBy(asker),
    source: 'grid',
  })
  const at = desk.clock.now()
  const links = [
    linkMatters(dispute.id, matter.id, at),
    record({
      matterId: matter.id,
      at,
      actorId: asker.staff?.personId ?? null,
      kind: 'linked',
      values: { to: dispute.number, note: dispute.number },
    }),
  ]
  const told = await tellOfficers(desk, matter, [])
  return { number: matter.number, write: together({ changes: [...changes, ...links], posts: [] }, told) }
}

/** As near as the dispute itself may be told. */
function placeOf({ place, privacy }: Matter): PlaceReading | null {
  return place && (privacy === 'confidential' ? toTheBuilding(place) : place)
}

/** What is behind a confidential dispute is told no nearer than the building. */
function toTheBuilding(place: PlaceReading): PlaceReading {
  const fine = place.precision === 'room' || place.precision === 'unit'
  return {
    ...place,
    unit: null,
    floor: null,
    room: null,
    precision: fine ? 'building' : place.precision,
  }
}
