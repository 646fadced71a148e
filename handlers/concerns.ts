import type { Matter } from '../matters/matter.ts'
import { isOpen } from '../matters/moves.ts'
import { isOrStandsFor, may, type Staff } from '../matters/roles.ts'
import { mayDo, maySee } from '../matters/view.ts'
import type { Desk } from './desk.ts'

/** The areas this colleague's roles reach. */
export function areasOf(staff: Staff, desk: Desk): string[] {
  const { areas } = desk.registry
  return areas
    .all()
    .flatMap((area) => (staff.roles.some((held) => areas.within(area.id, held.areaId)) ? [area.id] : []))
}

/** One's own matters and those one helps with; for those who assign also what nobody has yet. */
export function concerns(matter: Matter, staff: Staff, desk: Desk): boolean {
  if (!isOpen(matter.state) || !maySee(staff, matter, desk.registry.areas)) return false
  if (isOrStandsFor(staff, matter.leadId) || isOrStandsFor(staff, matter.partnerId)) return true
  if (matter.leadId !== null) return false
  const { areas } = desk.registry
  if (mayDo(staff, 'assign', matter, areas)) return true
  return matter.leadDepartment === 'grid_worker' && may(staff, 'take', matter.areaId, areas)
}
