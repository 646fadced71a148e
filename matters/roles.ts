import type { Areas } from './areas.ts'

/** Roles by area (requirements A3). One person may hold several; rights add up, each within its own area. */
export const roles = [
  'volunteer',
  'grid_worker',
  'auxiliary_grid',
  'officer',
  'duty_desk',
  'chief',
  'zz_center',
  'department',
  'mediator',
  'citizen_supervisor',
  'inspector',
  'admin',
] as const
export type Role = (typeof roles)[number]

export const roleNames: Record<Role, string> = {
  volunteer: '志愿者',
  grid_worker: '网格员',
  auxiliary_grid: '辅警(兼职网格员)',
  officer: '社区民警',
  duty_desk: '综合指挥室(值班)',
  chief: '所长',
  zz_center: '综治中心',
  department: '部门联络员',
  mediator: '调解员/律师/专家',
  citizen_supervisor: '群众监督员',
  inspector: '督察',
  admin: '管理员',
}

export interface RoleAt {
  role: Role
  areaId: string
}

/** Somebody who works here, with an identity that was bound by code. */
export interface Staff {
  personId: number
  name: string
  roles: RoleAt[]
}

/** What staff may do with a matter of their area. A volunteer may do none of it. */
export const rights = {
  see: ['grid_worker', 'auxiliary_grid', 'officer', 'duty_desk', 'chief', 'zz_center'],
  seeConfidential: ['officer', 'duty_desk', 'chief'],
  assign: ['officer', 'duty_desk', 'chief', 'zz_center'],
  take: ['grid_worker', 'auxiliary_grid', 'officer', 'duty_desk', 'chief', 'zz_center'],
  handle: ['grid_worker', 'auxiliary_grid', 'officer', 'duty_desk', 'chief', 'zz_center'],
  conclude: ['officer', 'chief'],
  concludeBlue: ['grid_worker', 'officer', 'chief'],
  liftEmergency: ['duty_desk'],
  setGroup: ['admin'],
  approveGroup: ['admin', 'officer', 'grid_worker'],
} as const satisfies Record<string, readonly Role[]>
export type Right = keyof typeof rights

/** Only these are told of a complaint about police, and only they handle it (rule K-7). */
export function inspects(staff: Staff, areaId: string, areas: Areas): boolean {
  return staff.roles.some((held) => held.role === 'inspector' && areas.within(areaId, held.areaId))
}

/** Does this person hold the right for that area? Only roles at or above the area count. */
export function may(staff: Staff | undefined, right: Right, areaId: string, areas: Areas): boolean {
  if (!staff) return false
  const allowed: readonly Role[] = rights[right]
  return staff.roles.some((held) => allowed.includes(held.role) && areas.within(areaId, held.areaId))
}

export function holds(staff: Staff | undefined, role: Role): boolean {
  return staff?.roles.some((held) => held.role === role) ?? false
}
