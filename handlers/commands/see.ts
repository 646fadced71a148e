import { record, timeline } from '../../db/events.ts'
import { followUpsOf } from '../../db/follow-ups.ts'
import { listingsOf } from '../../db/listings.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Action } from '../../matters/message.ts'
import { states } from '../../matters/moves.ts'
import { holds, type Staff } from '../../matters/roles.ts'
import { dayWords } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
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
          ...whisper(message, { ...matterCard(seen, nextSteps(matter, staff), lines), personal: undefined }),
          matterId: matter.id,
          matterVersion: matter.version,
          personId: staff.personId,
        },
      ],
    }
  },
})

export const visitStates: Record<string, string> = { open: '待回访', done: '已回访', cancelled: '已取消' }

/** What can be done next from here, as buttons. */
export function nextSteps(matter: Matter, staff: Staff): Action[] {
  const { number, state } = matter
  const standing = matter.urgency === 'emergency' && !matter.emergencyLiftedAt
  const lift =
    standing && holds(staff, 'duty_desk')
      ? [{ label: '误报解除', command: `/解除 ${number} 核实为误报` }]
      : []
  const steps: Record<string, Action[]> = {
    new: [{ label: '接单', command: `/接单 ${number}` }],
    studied: [{ label: '接单', command: `/接单 ${number}` }],
    assigned: [{ label: '接单', command: `/接单 ${number}` }],
    handling: [
      { label: '当场化解', command: `/化解 ${number} 当场` },
      // Locked for good while one side does not want it (rule P-2).
      ...(matter.kind === 'dispute' && !matter.mediationRefused
        ? [{ label: '调解谈成', command: `/调解 ${number} 人民 成` }]
        : []),
    ],
    merged: [{ label: '拆分还原', command: `/拆分 ${number}` }],
    resolved: [{ label: '办结', command: `/办结 ${number}` }],
    followup: [
      { label: '回访:满意', command: `/回访 ${number} 已解决 5` },
      { label: '回访:没解决', command: `/回访 ${number} 没解决 1` },
    ],
  }
  const looks = state === 'assigned' || state === 'handling'
  const verify = looks && (matter.kind === 'tip' || matter.kind === 'hazard') ? verifySteps(number) : []
  return [...(steps[state] ?? []), ...verify, ...lift]
}

function verifySteps(number: string): Action[] {
  return ['属实', '不属实', '未进门'].map((found) => ({ label: found, command: `/核实 ${number} ${found}` }))
}
