import type { Area, Areas } from './areas.ts'
import type { Role, RoleAt } from './roles.ts'
import {
  type CategoryId,
  categories,
  categoryOf,
  type DepartmentId,
  departmentNames,
  type Urgency,
} from './taxonomy.ts'

/** Who answers for a department in an area and below it. */
export interface DirectoryEntry {
  areaId: string
  department: DepartmentId
  name: string
  /** The duty telephone. */
  phone: string | null
  liaisonId: number | null
  deputyId: number | null
}

export interface Route {
  lead: DepartmentId
  co: DepartmentId[]
  /** The entries that answer for them; a department without one is missing. */
  entries: DirectoryEntry[]
}

/** Departments whose work people of the station, the grids and the centre do by their role. */
export const ownRoles: Readonly<Partial<Record<DepartmentId, Role>>> = {
  grid_worker: 'grid_worker',
  community_police: 'officer',
  case_team: 'officer',
  command_room: 'duty_desk',
  police_station: 'chief',
  zz_center: 'zz_center',
  police_inspection: 'inspector',
}

/** Joint sessions: who sits at the table, and whose table it is (三所, 三所一庭). */
export const sessionTemplates = {
  consult: {
    zh: '会诊',
    template: 'three_offices',
    host: 'zz_center',
    seats: ['community_police', 'judicial_office', 'law_firm'],
  },
  panel: {
    zh: '三所一庭',
    template: 'three_offices_one_court',
    host: 'zz_center',
    seats: ['community_police', 'judicial_office', 'law_firm', 'court'],
  },
} as const
export type SessionKind = keyof typeof sessionTemplates

/**
 * The departments a matter goes to: by its category; a dispute reaches the community's officers, whatever is urgent
 * the command room (requirement A050).
 */
export function departmentsOf(category: CategoryId, urgency: Urgency): Pick<Route, 'lead' | 'co'> {
  const { lead, co, kind } = categoryOf(category)
  const also = [
    ...(kind === 'dispute' ? ['community_police'] : []),
    ...(urgency === 'normal' ? [] : ['command_room']),
  ]
  return { lead, co: [...new Set([...co, ...also])].filter((one) => one !== lead) }
}

/** Category × area: one lead and the others, each with the nearest entry at or above the area. */
export function routeOf(
  matter: { category: CategoryId; urgency: Urgency; areaId: string },
  directory: readonly DirectoryEntry[],
  areas: Areas,
): Route {
  const { lead, co } = departmentsOf(matter.category, matter.urgency)
  const entries = [lead, ...co].flatMap((one) => entryFor(one, matter.areaId, directory, areas) ?? [])
  return { lead, co, entries }
}

/** The nearest entry of a department at or above an area. */
export function entryFor(
  department: DepartmentId,
  areaId: string,
  directory: readonly DirectoryEntry[],
  areas: Areas,
): DirectoryEntry | undefined {
  let at: Area | undefined = areas.get(areaId)
  // The bound stops a row that is its own ancestor.
  for (let up = 0; at && up < 10; up++) {
    const here = directory.find((one) => one.department === department && one.areaId === at?.id)
    if (here) return here
    at = at.parentId ? areas.get(at.parentId) : undefined
  }
  return undefined
}

/**
 * Every category in every community whose lead department nobody answers for, a sentence each that names the place and
 * the remedy. Empty: each report reaches somebody.
 */
export function checkRoutes(
  directory: readonly DirectoryEntry[],
  held: readonly RoleAt[],
  areas: Areas,
): string[] {
  const communities = areas.all().filter((area) => area.kind === 'community')
  return communities.flatMap((community) => {
    const lost = new Map<DepartmentId, CategoryId[]>()
    for (const { id, lead } of categories.values()) {
      if (answered(lead, community.id, directory, held, areas)) continue
      lost.set(lead, [...(lost.get(lead) ?? []), id])
    }
    return [...lost].map(([department, ids]) => {
      const role = ownRoles[department]
      const remedy = `enter a telephone or a liaison for "${department}" at ${community.id} or above in table departments${role ? `, or give somebody there the role ${role}` : ''}`
      return `${community.name} (${community.id}): nobody answers for ${departmentNames[department] ?? department}, to whom ${ids.join(', ')} go: ${remedy}.`
    })
  })
}

function answered(
  department: DepartmentId,
  communityId: string,
  directory: readonly DirectoryEntry[],
  held: readonly RoleAt[],
  areas: Areas,
): boolean {
  const entry = entryFor(department, communityId, directory, areas)
  if (entry && (entry.phone || entry.liaisonId !== null || entry.deputyId !== null)) return true
  const role = ownRoles[department]
  return held.some(
    (one) =>
      one.role === role && (areas.within(communityId, one.areaId) || areas.within(one.areaId, communityId)),
  )
}

/** Entries that lack a liaison or a deputy (requirement A076): they work, by telephone or with one person. */
export function thinEntries(directory: readonly DirectoryEntry[]): string[] {
  return directory
    .filter((one) => one.liaisonId === null || one.deputyId === null)
    .map((one) => `${one.name} (${one.department}, ${one.areaId})`)
}
