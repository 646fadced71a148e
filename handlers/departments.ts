import type { Matter } from '../matters/matter.ts'
import type { Card, Post, Priority } from '../matters/message.ts'
import type { Staff } from '../matters/roles.ts'
import type { DirectoryEntry } from '../matters/routes.ts'
import { entryFor } from '../matters/routes.ts'
import { type DepartmentId, departmentNames } from '../matters/taxonomy.ts'
import type { MatterView } from '../matters/view.ts'
import { type Desk, toStaff } from './desk.ts'
import { show } from './show.ts'

/** A department as one area knows it. */
export interface Answering {
  department: DepartmentId
  /** As people there call it. */
  name: string
  entry: DirectoryEntry | undefined
  /** Those who can be reached here: liaison and deputy, else whoever answers for it. Empty: by telephone only. */
  people: Staff[]
}

/** Who answers for a department in an area. */
export function answering(desk: Desk, department: DepartmentId, areaId: string): Answering {
  const { areas, directory } = desk.registry
  const entry = entryFor(department, areaId, directory, areas)
  const able = desk.registry.colleagues().filter((staff) => answersFor(desk, staff, department, areaId))
  const named = able.filter(({ personId }) => personId === entry?.liaisonId || personId === entry?.deputyId)
  const name = entry?.name ?? departmentNames[department]?.replace(/\(.*\)/u, '') ?? department
  return { department, name, entry, people: named.length > 0 ? named : able }
}

/** Does this person speak for the department there? */
export function answersFor(desk: Desk, staff: Staff, department: DepartmentId, areaId: string): boolean {
  return staff.roles.some(
    (held) => held.department === department && desk.registry.areas.within(areaId, held.areaId),
  )
}

/** The names of departments as an area knows them: 临湖城管中队、临湖司法所. */
export function namesOf(desk: Desk, departments: readonly DepartmentId[], areaId: string): string {
  return departments.map((one) => answering(desk, one, areaId).name).join('、')
}

/** Tells colleagues about a matter, each what they may see of it; who may not know of it is left out. */
export async function tellStaff(
  desk: Desk,
  matter: Matter,
  people: readonly Staff[],
  card: (seen: MatterView, staff: Staff) => Card,
  occasion: {
    key: string
    about: Post['about']
    priority: Priority
    /** For a card that only shows the matter: it is then kept up to date. One that asks for an answer keeps its buttons. */
    matterVersion?: number
    notBefore?: Date
  },
): Promise<Post[]> {
  const posts: Post[] = []
  for (const staff of new Set(people)) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    posts.push(...toStaff(desk, staff.personId, card(seen, staff), { ...occasion, matterId: matter.id }))
  }
  return posts
}

/** Colleagues by id, those who are gone left out. */
export function colleaguesOf(desk: Desk, ids: readonly (number | null)[]): Staff[] {
  const wanted = new Set(ids)
  return desk.registry.colleagues().filter((staff) => wanted.has(staff.personId))
}
