import type { Campaign } from '../db/campaigns.ts'
import { walkedIn } from '../db/walks.ts'
import { may, type Staff } from '../matters/roles.ts'
import { addDays, atLocal } from '../matters/working-time.ts'
import type { Desk } from './desk.ts'
import type { Coverage } from './replies/campaign.ts'

/** The grids of a campaign. */
export function gridsOf({ registry }: Desk, areaId: string): string[] {
  return registry.areas
    .all()
    .filter((area) => area.kind === 'grid' && registry.areas.within(area.id, areaId))
    .map(({ id }) => id)
}

/** Those of them that this colleague walks in, or answers for; of others' grids nobody is shown the figures. */
export function gridsFor(desk: Desk, staff: Staff, areaId: string): string[] {
  return gridsOf(desk, areaId).filter((id) => may(staff, 'walk', id, desk.registry.areas))
}

/** What was walked in these grids within a campaign, between these local days, both included. */
export async function coverageOf(
  desk: Desk,
  { fromDay, untilDay }: Pick<Campaign, 'fromDay' | 'untilDay'>,
  gridIds: readonly string[],
): Promise<Coverage[]> {
  const before = atLocal(addDays(untilDay, 1), '00:00')
  const walked = await walkedIn(desk.db, gridIds, atLocal(fromDay, '00:00'), before)
  return walked.map((one) => ({ grid: desk.registry.areas.get(one.areaId)?.name ?? '', walked: one }))
}
