import { countOn } from '../../db/clocks.ts'
import { type Running, receiptsOver } from '../../db/clocks-due.ts'
import { record } from '../../db/events.ts'
import type { Write } from '../../db/write.ts'
import type { DepartmentId } from '../../matters/taxonomy.ts'
import { endOfQuietHours } from '../../matters/working-time.ts'
import { answering, colleaguesOf } from '../departments.ts'
import type { Desk } from '../desk.ts'
import { unsignedLine } from '../replies/transfer.ts'
import { remindStaff } from '../tell-staff.ts'
import { whoAssigns, whoHandles, whoIs } from '../who.ts'
import { batch, type Duty } from './duty.ts'

/** A hand-over that nobody signed for in its time: who sent it, the lead, the officers and the chief learn of it, once. */
export const raiseReceipts: Duty = {
  name: 'raise receipts',
  missed: 'always made up: raised once as soon as somebody runs',
  async due(desk: Desk) {
    const due = await receiptsOver(desk.db, desk.clock.now(), batch)
    return await Promise.all(due.map((one) => raise(desk, one)))
  },
}

async function raise(desk: Desk, { clock, matter, department, personId, transfer }: Running): Promise<Write> {
  const now = desk.clock.now()
  const { name, entry } = answering(desk, department as DepartmentId, matter.areaId)
  const above = [
    ...colleaguesOf(desk, [personId]),
    ...whoHandles(desk, matter),
    ...whoAssigns(desk, matter),
    ...whoIs(desk, matter, 'chief'),
  ]
  const posts = await remindStaff(desk, matter, above, {
    lines: [unsignedLine(transfer ?? '', name, entry?.phone ?? null, clock.dueAt)],
    key: `unsigned:${clock.id}`,
    notBefore: endOfQuietHours(now),
  })
  const told = {
    matterId: matter.id,
    at: now,
    actorId: null,
    kind: 'receipt_overdue',
    values: { note: `${transfer} ${name}`, transfer },
  }
  return { changes: [countOn(clock, { rung: 1 }), record(told)], posts }
}
