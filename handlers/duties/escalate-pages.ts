import { countOn } from '../../db/clocks.ts'
import { stillUnanswered } from '../../db/clocks-due.ts'
import { record } from '../../db/events.ts'
import { escalate, unansweredEmergencies } from '../../db/matters.ts'
import type { Change, Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { priorities } from '../../matters/message.ts'
import type { Role, Staff } from '../../matters/roles.ts'
import { type Desk, toStaff } from '../desk.ts'
import { calledNext, dutyPage } from '../replies/emergency.ts'
import { show } from '../show.ts'
import { whoIs } from '../who.ts'
import type { Duty } from './duty.ts'

/** Each answers within five minutes, or the next are called (requirement A051, commands.md D3). */
const answerMs = 5 * 60_000
/** After the duty desk. */
const next: readonly Role[] = ['grid_worker', 'auxiliary_grid', 'officer']
const last: readonly Role[] = ['chief']

export const escalatePages: Duty = {
  name: 'escalate pages',
  missed: 'always made up at once: an emergency nobody took is called out again as soon as somebody runs',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const before = new Date(now.getTime() - answerMs)
    const [waiting, stillWaiting] = await Promise.all([
      unansweredEmergencies(desk.db, before),
      stillUnanswered(desk.db, before),
    ])
    return await Promise.all([
      ...waiting.map((matter) => callOut(desk, matter, next, escalate(matter.id, now))),
      ...stillWaiting.map(({ matter, clock }) => callOut(desk, matter, last, countOn(clock, { rung: 1 }))),
    ])
  },
}

async function callOut(desk: Desk, matter: Matter, roles: readonly Role[], mark: Change): Promise<Write> {
  const people: Staff[] = [...new Set(roles.flatMap((role) => whoIs(desk, matter, role)))]
  const waited = desk.clock.now().getTime() - matter.openedAt.getTime()
  const minutes = (Math.floor(waited / answerMs) * answerMs) / 60_000
  const posts = []
  for (const staff of people) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    posts.push(
      ...toStaff(desk, staff.personId, calledNext(dutyPage(seen), minutes), {
        key: `escalated:${matter.id}`,
        about: 'page',
        priority: priorities.emergency,
        matterId: matter.id,
        matterVersion: matter.version,
      }),
    )
  }
  const event = record({
    matterId: matter.id,
    at: desk.clock.now(),
    actorId: null,
    kind: 'escalated',
    values: { roles, reached: posts.length },
  })
  return { changes: [mark, event], posts }
}
