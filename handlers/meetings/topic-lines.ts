import { matterById } from '../../db/matters.ts'
import { topicsFor } from '../../db/topics.ts'
import { matterLine } from '../replies/matter-card.ts'
import { topicLine } from '../replies/topics.ts'
import type { Scope } from './pack.ts'

/** What was put on the agenda; of a matter this viewer may not see its topic says only that there is one. */
export async function topicLines({
  desk,
  meeting,
  shown,
}: Pick<Scope, 'desk' | 'meeting' | 'shown'>): Promise<string[]> {
  const topics = await topicsFor(desk.db, meeting)
  return await Promise.all(
    topics.map(async (topic) => {
      const by = topic.byId === null ? '' : (desk.registry.staff(topic.byId)?.name ?? '')
      const matter = topic.matterId === null ? undefined : await matterById(desk.db, topic.matterId)
      const seen = matter && (await shown(matter))
      return topicLine(topic, { by, matter: seen ? matterLine(seen) : null })
    }),
  )
}
