import { forgetOldCorrections, hasOldCorrections } from '../../db/corrections.ts'
import { forgetPeople, mattersToForget } from '../../db/forget.ts'
import { mergedInto } from '../../db/links.ts'
import type { Desk } from '../desk.ts'
import { batch, type Duty } from './duty.ts'

/** When the time a matter may be kept is over, what could lead to a person is erased (rule T-1); corrections after a year. */
export const forgetMatters: Duty = {
  name: 'forget matters',
  missed: 'always made up: erased as soon as somebody runs',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const [due, old] = await Promise.all([
      mattersToForget(desk.db, now, batch),
      hasOldCorrections(desk.db, now),
    ])
    // What was merged into a matter ends with it.
    const whole = await Promise.all(
      due.map(async (matter) => [matter, ...(await mergedInto(desk.db, matter.id))].map(forgetPeople)),
    )
    const writes = [...whole, ...(old ? [[forgetOldCorrections(now)]] : [])]
    return writes.map((changes) => ({ changes, posts: [] }))
  },
}
