import { type Role, roleNames } from '../matters/roles.ts'
import type { Desk } from './desk.ts'
import type { Slot } from './replies/team.ts'

const slots: { role: Role; least: number; most?: number }[] = [
  { role: 'liaison_leader', least: 1 },
  { role: 'officer', least: 1, most: 1 },
  { role: 'auxiliary_grid', least: 2 },
  { role: 'grid_worker', least: 1 },
  { role: 'volunteer', least: 1 },
]

/** 1+1+2+N+N of a community: leader, officer, auxiliaries, grid workers, volunteers (requirement A041). */
export function slotsOf({ registry }: Desk, communityId: string): Slot[] {
  const { areas } = registry
  return slots.map(({ role, ...wanted }) => ({
    ...wanted,
    // 辅警(兼职网格员) is 辅警 for short.
    name: roleNames[role].replace(/\(.*\)/u, ''),
    people: registry
      .colleagues()
      .filter((staff) =>
        staff.roles.some(
          (held) =>
            held.role === role &&
            held.standingFor === undefined &&
            (areas.within(held.areaId, communityId) || areas.within(communityId, held.areaId)),
        ),
      )
      .map(({ name }) => name),
  }))
}
