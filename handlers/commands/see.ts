import { record, timeline } from '../../db/events.ts'
import { followUpsOf } from '../../db/follow-ups.ts'
import { listingsOf } from '../../db/listings.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Action } from '../../matters/message.ts'
import { type State, states } from '../../matters/moves.ts'
import type { Right, Staff } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import { type Desk, whisper } from '../desk.ts'
import { jointLines } from '../joint-lines.ts'
import { linkLines, withoutHidden } from '../linked.ts'
import { listingLine } from '../replies/listing.ts'
import { externalLine, matterCard } from '../replies/matter-card.ts'
import { happeningWords } from '../replies/timeline.ts'
import { show } from '../show.ts'
import { matterVerb } from './matter-verb.ts'

export const see = matterVerb({
  name: '看',
  aliases: ['v', '查看'],
  help: '看一件事的详情和经过(会留痕)',
  where: 'direct',
  rights: ['see'],
  states: states.filter((state) => state !== 'draft'),
  arguments: {},
  async run({ call, desk, matter, staff }) {
    const { message } = call
    const seen = await show(desk, { as: 'staff', staff }, matter)
    if (!seen) return { changes: [], posts: [] }
    const events = await withoutHidden(
      desk,
      staff,
      (await timeline(desk.db, matter.id)).filter(
        (event) => !['read', 'refused', 'reminded'].includes(event.kind),
      ),
    )
    const visits = await followUpsOf(desk.db, [matter.id])
    const name = (id: number | null) => (id === null ? '同事' : (desk.registry.staff(id)?.name ?? '同事'))
    const listings = await listingsOf(desk.db, matter.id)
    const lines = [
      ...(matter.externalNumber ? [externalLine(matter.externalNumber)] : []),
      ...(matter.partnerId === null ? [] : [`搭档:${name(matter.partnerId)}`]),
      ...listings.map((listing) => listingLine(listing, desk.clock.now(), name)),
      ...(await linkLines(desk, staff, matter)),
      ...(await jointLines(desk, matter, { notes: seen.notes })),
      ...events.slice(-12).map((event) => happeningWords(event, { notes: seen.notes })),
      ...visits.map(
        (visit) =>
          `回访(第${visit.day}天)${dayWords(visit.dueAt)} ${visitStates[visit.state] ?? visit.state}`,
      ),
    ]
    return {
      // Reading a matter is itself on record: who, which, when (rule A-3).
      changes: [
        record({
          matterId: matter.id,
          at: desk.clock.now(),
          actorId: staff.personId,
          kind: 'read',
          values: { door: '/看' },
        }),
      ],
      posts: [
        {
          // Recorded with this very change: not once more when it is delivered.
          ...whisper(message, {
            ...matterCard(seen, nextSteps(desk, matter, staff), lines),
            personal: undefined,
          }),
          matterId: matter.id,
          matterVersion: matter.version,
          personId: staff.personId,
        },
      ],
    }
  },
})

export const visitStates: Record<string, string> = { open: '待回访', done: '已回访', cancelled: '已取消' }

/** What this person can do next from here, as buttons. */
export function nextSteps(desk: Desk, matter: Matter, staff: Staff): Action[] {
  return stepsFrom(matter)
    .filter(({ right }) => mayDo(staff, right, matter, desk.registry.areas))
    .map(({ right: _, ...action }) => action)
}

type Step = Action & { right: Right }

function stepsFrom(matter: Matter): Step[] {
  const { number, state } = matter
  const standing = matter.urgency === 'emergency' && !matter.emergencyLiftedAt
  const lift: Step = { label: '误报解除', command: `/解除 ${number} 核实为误报`, right: 'liftEmergency' }
  const take: Step = { label: '接单', command: `/接单 ${number}`, right: 'take' }
  const steps: Partial<Record<State, Step[]>> = {
    new: [take],
    studied: [take],
    assigned: [take],
    handling: [
      { label: '当场化解', command: `/化解 ${number} 当场`, right: 'resolve' },
      // Locked for good while one side does not want it (rule P-2).
      ...(matter.kind === 'dispute' && !matter.mediationRefused
        ? [{ label: '调解谈成', command: `/调解 ${number} 人民 成`, right: 'mediate' } satisfies Step]
        : []),
    ],
    merged: [{ label: '拆分还原', command: `/拆分 ${number}`, right: 'merge' }],
    resolved: [{ label: '办结', command: `/办结 ${number}`, right: 'conclude' }],
    followup: [
      { label: '回访:满意', command: `/回访 ${number} 已解决 5`, right: 'visit' },
      { label: '回访:没解决', command: `/回访 ${number} 没解决 1`, right: 'visit' },
    ],
  }
  const looks = state === 'assigned' || state === 'handling'
  const verify = looks && (matter.kind === 'tip' || matter.kind === 'hazard') ? verifySteps(number) : []
  return [...(steps[state] ?? []), ...verify, ...(standing ? [lift] : [])]
}

function verifySteps(number: string): Step[] {
  return ['属实', '不属实', '未进门'].map((found) => ({
    label: found,
    command: `/核实 ${number} ${found}`,
    right: 'verify',
  }))
}
