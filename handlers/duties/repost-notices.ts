import { noticePosted, noticesDue } from '../../db/groups.ts'
import { priorities } from '../../matters/message.ts'
import { endOfQuietHours } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { postNotice } from '../notice-post.ts'
import type { Duty } from './duty.ts'

/** Every 30 days a group is told again who reads what (rule N-1). The next date is set when the platform accepts it. */
export const repostNotices: Duty = {
  name: 'repost notices',
  missed: 'posted once when somebody runs again, however many were missed',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const due = await noticesDue(desk.db, now)
    return due.flatMap(({ id, noticeDueAt }) => {
      const group = desk.registry.groupById(id)
      if (!group || !noticeDueAt) return []
      const post = postNotice(group, desk, `due:${noticeDueAt.toISOString()}`)
      const notBefore = endOfQuietHours(now)
      return [
        {
          changes: [noticePosted(id, noticeDueAt)],
          posts: [{ ...post, priority: priorities.notice, notBefore }],
        },
      ]
    })
  },
}
