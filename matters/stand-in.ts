import type { Role, RoleAt, Staff } from './roles.ts'

/** A leave as far as standing in goes: local days, both included. */
export interface Away {
  personId: number
  deputyId: number
  fromDay: string
  untilDay: string
}

/** Besides those who hold the same role: who may do the work of a role while its holder is away. */
const fromBeside: Partial<Record<Role, readonly Role[]>> = {
  grid_worker: ['grid_head', 'officer'],
  auxiliary_grid: ['grid_worker', 'grid_head', 'officer'],
  grid_head: ['grid_worker', 'officer'],
  officer: ['deputy_chief', 'chief'],
  duty_desk: ['officer', 'deputy_chief', 'chief'],
  // What asks for the chief's own word passes to nobody but the deputy.
  chief: ['deputy_chief'],
  deputy_chief: ['chief'],
  zz_center: ['grid_head', 'deputy_chief', 'chief'],
}

/** May they do all that the absent one does? Then a card meant for the one may be shown to the other. */
export function mayStandIn(deputy: Pick<Staff, 'roles'>, absent: Pick<Staff, 'roles'>): boolean {
  const theirs = deputy.roles.filter((held) => held.standingFor === undefined)
  return absent.roles
    .filter((held) => held.standingFor === undefined)
    .every((held) => theirs.some((one) => covers(one, held)))
}

function covers(one: RoleAt, held: RoleAt): boolean {
  // For a department answers whoever belongs to it.
  if ((held.department ?? null) !== (one.department ?? null) && held.role !== 'zz_center') return false
  return one.role === held.role || (fromBeside[held.role] ?? []).includes(one.role)
}

/** Who stands in for this person on that day; null: they are there, or nobody is left and it stays with them. */
export function deputyOn(away: readonly Away[], personId: number, day: string): number | null {
  const passed = new Set<number>()
  let at = personId
  for (;;) {
    passed.add(at)
    const leave = away.find((one) => one.personId === at && one.fromDay <= day && day <= one.untilDay)
    if (!leave) return at === personId ? null : at
    // Two that stand in for each other and are both away: it stays with whom it is meant for.
    if (passed.has(leave.deputyId)) return null
    at = leave.deputyId
  }
}

/** Everybody as they stand on that day: a deputy holds the absent one's roles too, and stands in for their matters. */
export function standingOn(
  staff: ReadonlyMap<number, Staff>,
  away: readonly Away[],
  day: string,
): { staff: Map<number, Staff>; deputies: Map<number, number> } {
  const standing = new Map(staff)
  const deputies = new Map<number, number>()
  for (const { personId } of away) {
    const deputyId = deputyOn(away, personId, day)
    const absent = staff.get(personId)
    const own = deputyId === null ? undefined : staff.get(deputyId)
    if (!absent || !own || deputies.has(personId) || !mayStandIn(own, absent)) continue
    const now = standing.get(own.personId) ?? own
    deputies.set(personId, own.personId)
    standing.set(own.personId, {
      ...now,
      roles: [...now.roles, ...absent.roles.map((held) => ({ ...held, standingFor: personId }))],
      standsInFor: [...(now.standsInFor ?? []), personId],
    })
  }
  return { staff: standing, deputies }
}
