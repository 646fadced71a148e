import { forgetPeople, mattersToForget } from '../../db/forget.ts'
import type { Desk } from '../desk.ts'
import { batch, type Duty } from './duty.ts'

/** When the time a matter may be kept is over, what could lead to a person is erased (rule T-1). */
export const forgetMatters: Duty = {
  name: 'forget matters',
  missed: 'always made up: erased as soon as somebody runs',
  async due(desk: Desk) {
    const due = await mattersToForget(desk.db, desk.clock.now(), batch)
    return due.map((matter) => ({ changes: [forgetPeople(matter)], posts: [] }))
  },
}
