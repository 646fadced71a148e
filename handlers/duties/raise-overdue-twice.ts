import { overdueAfterExtension } from '../../db/clocks-due.ts'
import type { Write } from '../../db/write.ts'
import { overdueTwice } from '../../matters/ladder.ts'
import type { Matter } from '../../matters/matter.ts'
import { overTime, raiseBy } from '../../matters/raise.ts'
import type { Desk } from '../desk.ts'
import { move } from '../move.ts'
import { raisedByDelay } from '../replies/clocks.ts'
import { remindStaff } from '../tell-staff.ts'
import { whoAssigns, whoHandles } from '../who.ts'
import { batch, type Duty } from './duty.ts'

/** Over time again after its one extension, a yellow matter turns red (R6). */
export const raiseOverdueTwice: Duty = {
  name: 'raise overdue twice',
  missed: 'always made up: raised as soon as somebody runs',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const over = await overdueAfterExtension(desk.db, now, batch)
    const writes = await Promise.all(
      over
        .filter(({ clock, matter }) => overdueTwice(matter, clock, now))
        .map(({ matter }) => raise(desk, matter)),
    )
    return writes.filter((write) => write !== null)
  },
}

async function raise(desk: Desk, matter: Matter): Promise<Write | null> {
  const done = move(desk, matter, null, { set: raiseBy(matter, ...overTime(2)) })
  if (!done) return null
  const people = [...whoHandles(desk, matter), ...whoAssigns(desk, matter)]
  return {
    changes: done.changes,
    posts: await remindStaff(desk, done.fresh, people, {
      lines: [raisedByDelay],
      key: `raised:${matter.id}:R6:${matter.version}`,
    }),
  }
}
