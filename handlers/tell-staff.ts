import type { Matter } from '../matters/matter.ts'
import { type Action, type Post, priorities } from '../matters/message.ts'
import type { Staff } from '../matters/roles.ts'
import { type Desk, toStaff } from './desk.ts'
import { matterCard } from './replies/matter-card.ts'
import { show } from './show.ts'

/** The matter as each of them may see it, with the lines above it; nothing to whoever may not know of it. */
export async function tellStaff(
  desk: Desk,
  matter: Matter,
  people: readonly Staff[],
  told: { lines: string[]; key: string; actions?: Action[]; priority?: Post['priority']; notBefore?: Date },
): Promise<Post[]> {
  const posts: Post[] = []
  for (const staff of new Set(people)) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    const actions = told.actions ?? [{ label: '看详情', command: `/看 ${matter.number}` }]
    posts.push(
      ...toStaff(desk, staff.personId, matterCard(seen, actions, told.lines), {
        key: told.key,
        about: 'reminder',
        priority: told.priority ?? priorities.reminder,
        matterId: matter.id,
        notBefore: told.notBefore,
      }),
    )
  }
  return posts
}
