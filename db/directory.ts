import { type Area, type Areas, areaTree } from '../matters/areas.ts'
import type { Role, RoleAt } from '../matters/roles.ts'
import type { DirectoryEntry } from '../matters/routes.ts'
import type { Db } from './client.ts'
import { areas, departments, roles } from './schema/index.ts'

/** Where everything stands that a route is made of; people count whether they have bound an identity or not. */
export async function readDirectory(
  db: Db,
): Promise<{ areas: Areas; entries: DirectoryEntry[]; held: RoleAt[] }> {
  const [areaRows, entries, roleRows] = await Promise.all([
    db.select().from(areas),
    db.select().from(departments),
    db.select().from(roles),
  ])
  return {
    areas: areaTree(areaRows as Area[]),
    entries,
    held: roleRows.map(({ role, areaId, department }) => ({ role: role as Role, areaId, department })),
  }
}
