import type { Matter } from '../matters/matter.ts'
import { type Action, type Post, priorities } from '../matters/message.ts'
import { endOfQuietHours, inQuietHours } from '../matters/working-time.ts'
import { type Desk, toStaff } from './desk.ts'
import { matterCard } from './replies/matter-card.ts'
import { show } from './show.ts'
import { concerned } from './tell-officers.ts'

/** Something about a matter that its lead has to know; while nobody leads it, those who would deal with it. */
export async function tellHandlers(
  desk: Desk,
  matter: Matter,
  news: { lines: string[]; occasion: string; actions?: Action[] },
): Promise<Post[]> {
  const now = desk.clock.now()
  const lead = matter.leadId === null ? undefined : desk.registry.staff(matter.leadId)
  const posts: Post[] = []
  for (const staff of lead ? [lead] : concerned(desk, matter)) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    const actions = news.actions ?? [{ label: '看详情', command: `/看 ${matter.number}` }]
    posts.push(
      ...toStaff(desk, staff.personId, matterCard(seen, actions, news.lines), {
        key: `told:${matter.id}:${news.occasion}`,
        about: 'matter',
        priority: priorities.notice,
        matterId: matter.id,
        matterVersion: matter.version,
        notBefore: inQuietHours(now) ? endOfQuietHours(now) : undefined,
      }),
    )
  }
  return posts
}
