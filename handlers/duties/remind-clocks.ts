import { countOn } from '../../db/clocks.ts'
import { clocksToRemind, type Running } from '../../db/clocks-due.ts'
import { record } from '../../db/events.ts'
import type { Write } from '../../db/write.ts'
import { remindersPassed } from '../../matters/clocks.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Action } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import taxonomy from '../../matters/taxonomy.json' with { type: 'json' }
import { endOfQuietHours } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { reminderLine } from '../replies/clocks.ts'
import { receiptSteps } from '../replies/transfer.ts'
import { remindStaff } from '../tell-staff.ts'
import { whoAnswersFor, whoAssigns, whoHandles, whoIs } from '../who.ts'
import { batch, type Duty } from './duty.ts'

/** Half, four fifths, over: each once a clock, the clocks of one matter in one card. */
export const remindClocks: Duty = {
  name: 'remind clocks',
  missed: 'made up at once, the latest of several missed; the earlier ones are dropped',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const candidates = await clocksToRemind(desk.db, now, taxonomy.sla.remind_at)
    const due = candidates.flatMap((one) => {
      const passed = remindersPassed(one.clock, now)
      return passed > one.clock.reminded ? [{ ...one, passed }] : []
    })
    const byMatter = new Map<number, Due[]>()
    for (const one of due) byMatter.set(one.matter.id, [...(byMatter.get(one.matter.id) ?? []), one])
    return await Promise.all([...byMatter.values()].slice(0, batch).map((clocks) => remind(desk, clocks)))
  },
}

type Due = Running & { passed: number }

async function remind(desk: Desk, due: Due[]): Promise<Write> {
  const now = desk.clock.now()
  const [{ matter } = {} as Due] = due
  const linesFor = new Map<Staff, string[]>()
  const actionsFor = new Map<Staff, Action[]>()
  for (const one of due) {
    const line = reminderLine(one.clock, one.passed, one.department)
    for (const staff of new Set(whoIsReminded(desk, one)))
      linesFor.set(staff, [...(linesFor.get(staff) ?? []), line])
    // Whoever has to sign can do it right here.
    if (!one.transfer) continue
    for (const staff of whoReceives(desk, one)) actionsFor.set(staff, receiptSteps(one.transfer))
  }
  const occasion = due.map(({ clock, passed }) => `${clock.id}.${passed}.${clock.dueAt.getTime()}`).join('+')
  const posts = await Promise.all(
    [...linesFor].map(([staff, lines]) =>
      remindStaff(desk, matter, [staff], {
        lines,
        ...(actionsFor.has(staff) && { actions: actionsFor.get(staff), asks: true }),
        key: `remind:${matter.id}:${occasion}`,
        notBefore: waits(matter, due) ? endOfQuietHours(now) : undefined,
      }),
    ),
  )
  return {
    changes: [
      ...due.map(({ clock, passed }) => countOn(clock, { reminded: passed })),
      record({
        matterId: matter.id,
        at: now,
        actorId: null,
        kind: 'reminded',
        values: { clocks: due.map(({ clock, passed }) => `${clock.kind}:${passed}`) },
      }),
    ],
    posts: posts.flat(),
  }
}

/** Nobody is woken for what is neither red nor urgent, nor for what has days to go. */
function waits(matter: Matter, due: Due[]): boolean {
  if (matter.colour !== 'red' && matter.urgency === 'normal') return true
  return due.every(({ clock }) => clock.unit === 'd' || clock.unit === 'wd')
}

function whoReceives(desk: Desk, { matter, department }: Due): Staff[] {
  return department ? whoAnswersFor(desk, matter, department) : []
}

function whoIsReminded(desk: Desk, { clock, matter, department, personId, passed }: Due): Staff[] {
  const over = passed >= 3
  const called = department ? whoAnswersFor(desk, matter, department) : []
  const by = personId === null ? undefined : desk.registry.staff(personId)
  switch (clock.kind) {
    case 'ack':
    case 'study':
    case 'assign':
      return whoAssigns(desk, matter)
    case 'whistle':
      // A slot nobody filled is brought to those who called; before that, to those who were called.
      return over || called.length === 0 ? [...called, ...whoHandles(desk, matter)] : called
    case 'receipt':
      // When it is over, `raise-receipts` tells those who sent it. Who is not connected is called by them before.
      return over || called.length > 0 ? called : [by ?? whoHandles(desk, matter)].flat()
    case 'joint':
      // The lead may be one who calls no sessions.
      return [...whoHandles(desk, matter), ...(by ? [by] : [])]
    case 'supervise':
      return [...whoHandles(desk, matter), ...(over && by ? [by] : [])]
    case 'resolve':
      // The chief watches a red one from the start and hears of its end as the ladder's first.
      return [
        ...whoHandles(desk, matter),
        ...(over && matter.colour === 'red' ? whoIs(desk, matter, 'chief') : []),
      ]
    default:
      return whoHandles(desk, matter)
  }
}
