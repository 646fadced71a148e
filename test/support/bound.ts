import { eq } from 'drizzle-orm'
import { identities, people, roles } from '../../db/schema/index.ts'
import type { Role } from '../../matters/roles.ts'
import type { Story } from './story.ts'

/** Lets a person of the sandbox speak as a new colleague of that role. Gives the colleague's id. */
export async function bindAs(story: Story, as: string, role: Role, areaId: string): Promise<number> {
  const { db } = story.store
  const [person] = await db
    .insert(people)
    .values({ name: `${role}-${as}` })
    .returning()
  const personId = person?.id ?? 0
  await db.insert(roles).values({ personId, role, areaId })
  await db.delete(identities).where(eq(identities.externalId, as))
  await db.insert(identities).values({ personId, platform: 'sandbox', externalId: as, boundAt: story.now() })
  await story.app.desk.registry.refresh()
  return personId
}
