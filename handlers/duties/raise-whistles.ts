import { matterById } from '../../db/matters.ts'
import { overdueSlots, raiseSlot, type Whistle } from '../../db/whistles.ts'
import type { Write } from '../../db/write.ts'
import { priorities } from '../../matters/message.ts'
import { holds } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import { dayWords, endOfQuietHours } from '../../matters/working-time.ts'
import { answering, colleaguesOf, tellStaff } from '../departments.ts'
import type { Desk } from '../desk.ts'
import { unansweredCard } from '../replies/whistle.ts'
import { batch, type Duty } from './duty.ts'

/** A department that was called and did not come: its deputy (else its liaison again), the officers and the chief learn of it, once. */
export const raiseWhistles: Duty = {
  name: 'raise whistles',
  missed: 'always made up: raised once as soon as somebody runs',
  async due(desk: Desk) {
    const due = await overdueSlots(desk.db, desk.clock.now(), batch)
    const writes = await Promise.all(due.map((slot) => raise(desk, slot)))
    return writes.filter((write) => write !== null)
  },
}

async function raise(desk: Desk, slot: Whistle): Promise<Write | null> {
  const matter = await matterById(desk.db, slot.matterId)
  if (!matter) return null
  const now = desk.clock.now()
  const { name, entry, people } = answering(desk, slot.department, matter.areaId)
  // What an officer never agreed to was never asked of the department.
  const asked = slot.state === 'asked'
  const deputy = people.filter(({ personId }) => personId === entry?.deputyId)
  const deputies = asked ? [] : deputy.length > 0 ? deputy : people
  const line = asked
    ? `网格员请吹${name}的哨,到时限还没人点头。`
    : `${name}到时限(${dayWords(slot.dueAt)})还没有报到。`
  const watching = desk.registry
    .colleagues()
    .filter(
      (staff) =>
        (holds(staff, 'officer') || holds(staff, 'chief')) &&
        mayDo(staff, 'whistle', matter, desk.registry.areas),
    )
  const above = [...new Set([...colleaguesOf(desk, [slot.byId, matter.leadId]), ...watching])]
  const grave = matter.urgency === 'emergency' || matter.colour === 'red'
  const occasion = {
    key: `whistle-overdue:${slot.id}`,
    about: 'reminder' as const,
    priority: matter.urgency === 'emergency' ? priorities.emergency : priorities.reminder,
    notBefore: !grave ? endOfQuietHours(now) : undefined,
  }
  return {
    changes: [
      raiseSlot(slot, { at: now, actorId: null, values: { note: name, department: slot.department } }),
    ],
    posts: [
      ...(await tellStaff(desk, matter, deputies, (seen) => unansweredCard(seen, line, true), occasion)),
      ...(await tellStaff(desk, matter, above, (seen) => unansweredCard(seen, line, false), {
        ...occasion,
        matterVersion: matter.version,
      })),
    ],
  }
}
