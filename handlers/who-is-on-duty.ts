import { onDutyAt } from '../db/shifts.ts'
import { may, type Staff } from '../matters/roles.ts'
import type { Desk } from './desk.ts'
import { stationOver } from './stations.ts'

/**
 * Who answers at the duty desk of an area now: by the roster; where it has a gap, or whoever stands on it cannot be
 * reached, everybody of the duty desk; where there is none, everybody who may assign.
 */
export async function whoIsOnDuty(desk: Desk, areaId: string): Promise<Staff[]> {
  const { registry } = desk
  const everyone = registry.colleagues()
  const able = everyone.filter((staff) => may(staff, 'liftEmergency', areaId, registry.areas))
  const station = stationOver(desk, areaId)
  const rostered = station ? await onDutyAt(desk.db, station, desk.clock.now()) : []
  const there = rostered.flatMap(({ personId }) => able.filter((staff) => staff.personId === personId))
  if (there.length > 0) return there
  return able.length > 0 ? able : everyone.filter((staff) => may(staff, 'assign', areaId, registry.areas))
}
