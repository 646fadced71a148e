import { gt } from 'drizzle-orm'
import { timeline } from '../../db/events.ts'
import { matters } from '../../db/schema/index.ts'
import type { Matter } from '../../matters/matter.ts'
import { stored } from './planted.ts'
import type { Story } from './story.ts'

/** Tells something as people do and says yes to what the bot made of it. Gives the matters that came of it. */
export async function tell(
  story: Story,
  as: string,
  text: string,
  group?: string,
): Promise<[Matter, ...Matter[]]> {
  const all = () => story.store.db.select({ id: matters.id }).from(matters)
  const last = Math.max(0, ...(await all()).map(({ id }) => id))
  const heard = story.hears(as).length
  await story.says(as, text, group ? { in: group } : {})
  const drafts = story
    .hears(as)
    .slice(heard)
    .filter((said) => said.includes('请您确认'))
  for (const _draft of drafts) await story.says(as, '1')
  const opened = await story.store.db
    .select({ id: matters.id })
    .from(matters)
    .where(gt(matters.id, last))
    .orderBy(matters.id)
  const [first, ...others] = await Promise.all(opened.map(({ id }) => stored(story, id)))
  if (!first) throw new Error(`nothing came of "${text}"; ${as} heard: ${story.lastHeard(as)}`)
  return [first, ...others]
}

/** What happened to a matter, in order. */
export function happened(story: Story, id: number) {
  return timeline(story.store.db, id)
}

/** The kinds of what happened to a matter, in order. */
export async function kindsOf(story: Story, id: number): Promise<string[]> {
  return (await happened(story, id)).map((event) => event.kind)
}
