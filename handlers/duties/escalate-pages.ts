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

/**
 * After whoever is on duty by the roster. The community's officer is called with the grid head: the grid head may not know
 * of what is confidential. `instead` are called where a place has no grid head.
 */
const rungs: readonly { roles: readonly Role[]; instead?: readonly Role[] }[] = [
  { roles: ['grid_head', 'officer'], instead: ['grid_worker', 'auxiliary_grid', 'officer'] },
  { roles: ['deputy_chief'] },
  { roles: ['chief'] },
]

export const escalatePages: Duty = {
  name: 'escalate pages',
  missed: 'always made up at once: an emergency nobody took is called out again as soon as somebody runs',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const [waiting, stillWaiting] = await Promise.all([
      unansweredEmergencies(desk.db, new Date(now.getTime() - answerMs)),
      stillUnanswered(desk.db, now, { answerMs, rungs: rungs.length - 1 }),
    ])
    return await Promise.all([
      ...waiting.map((matter) => callOut(desk, matter, 0, () => escalate(matter.id, now))),
      ...stillWaiting.map(({ matter, clock }) =>
        callOut(desk, matter, clock.rung + 1, (rung) => countOn(clock, { rung })),
      ),
    ])
  },
}

/** Calls one rung of the chain; where it has nobody who may know of the matter, the next one at once. */
async function callOut(
  desk: Desk,
  matter: Matter,
  rung: number,
  mark: (rung: number) => Change,
): Promise<Write> {
  const called = whoIsCalled(desk, matter, rung)
  if (called.people.length === 0 && rung > 0 && rung < rungs.length - 1)
    return await callOut(desk, matter, rung + 1, mark)
  const waited = desk.clock.now().getTime() - matter.openedAt.getTime()
  const minutes = (Math.floor(waited / answerMs) * answerMs) / 60_000
  const posts = []
  for (const staff of called.people) {
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) continue
    const card = calledNext(dutyPage(seen), minutes, desk.operator.dutyPhone)
    posts.push(
      ...toStaff(desk, staff.personId, card, {
        key: `escalated:${matter.id}:${rung}`,
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
    values: { roles: called.roles, reached: posts.length },
  })
  return { changes: [mark(rung), event], posts }
}

function whoIsCalled(desk: Desk, matter: Matter, rung: number): { roles: readonly Role[]; people: Staff[] } {
  const { roles, instead } = rungs[rung] ?? { roles: [] }
  const of = (some: readonly Role[]) => [...new Set(some.flatMap((role) => whoIs(desk, matter, role)))]
  const first = whoIs(desk, matter, roles[0] ?? 'chief')
  return first.length === 0 && instead
    ? { roles: instead, people: of(instead) }
    : { roles, people: of(roles) }
}
