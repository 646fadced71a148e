import { unledMatters } from '../../db/clocks-due.ts'
import { markDay, setting } from '../../db/settings.ts'
import type { Matter } from '../../matters/matter.ts'
import { priorities } from '../../matters/message.ts'
import { mayDo } from '../../matters/view.ts'
import { endOfQuietHours, inQuietHours, localDate, localTime } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { unledCard } from '../replies/clocks.ts'
import { matterLine } from '../replies/matter-card.ts'
import { show } from '../show.ts'
import { batch, type Duty } from './duty.ts'

/** With the hand-over to the night (commands.md D3). */
const from = '20:00'
const mark = 'unled.listed'

/** Every evening: open matters past the time for it that nobody leads, to those who assign (requirement A008). */
export const listUnled: Duty = {
  name: 'list unled',
  missed: 'made up until 22:00 of the same day; a whole evening missed is dropped, the next tells the same',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const today = localDate(now)
    if (localTime(now) < from || inQuietHours(now)) return []
    if ((await setting<string>(desk.db, mark)) === today) return []
    const unled = await unledMatters(desk.db, now, batch)
    if (unled.length === 0) return []
    const posts = await Promise.all(
      desk.registry.colleagues().map(async (staff) => {
        const theirs = unled.filter((matter) => mayDo(staff, 'assign', matter, desk.registry.areas))
        const lines = await Promise.all(
          theirs.map(async (matter: Matter) => {
            const seen = await show(desk, { as: 'staff', staff }, matter)
            return seen ? [matterLine(seen)] : []
          }),
        )
        if (lines.flat().length === 0) return []
        return toStaff(desk, staff.personId, unledCard(lines.flat()), {
          key: `unled:${today}`,
          about: 'reminder',
          priority: priorities.reminder,
          notBefore: endOfQuietHours(now),
        })
      }),
    )
    return [{ changes: [markDay(mark, today)], posts: posts.flat() }]
  },
}
