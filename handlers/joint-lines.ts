import { seatsOf, sessionsOf } from '../db/sessions.ts'
import { transfersOf } from '../db/transfers.ts'
import { whistlesOf } from '../db/whistles.ts'
import type { Matter } from '../matters/matter.ts'
import { answering } from './departments.ts'
import type { Desk } from './desk.ts'
import { sessionLine } from './replies/session.ts'
import { transferLine } from './replies/transfer.ts'
import { slotLine } from './replies/whistle.ts'

/** Who was called in and who came, sessions with their dates and results, hand-overs: for those who may see the matter. */
export async function jointLines(desk: Desk, matter: Matter, shown: { notes: boolean }): Promise<string[]> {
  const now = desk.clock.now()
  const nameOf = (department: string) => answering(desk, department, matter.areaId).name
  const [slots, sessions, transfers] = await Promise.all([
    whistlesOf(desk.db, matter.id),
    sessionsOf(desk.db, matter.id),
    transfersOf(desk.db, matter.id),
  ])
  const seats = await seatsOf(
    desk.db,
    sessions.map((one) => one.id),
  )
  return [
    ...slots.map((slot) =>
      slotLine({
        ...slot,
        name: nameOf(slot.department),
        late: (slot.hereAt ?? now) > slot.dueAt,
      }),
    ),
    ...sessions.map((session) =>
      sessionLine(session, {
        seats: seats
          .filter((seat) => seat.sessionId === session.id)
          .map((seat) => ({ name: nameOf(seat.department), state: seat.state })),
        notes: shown.notes,
      }),
    ),
    ...transfers.map((transfer) => transferLine(transfer, nameOf(transfer.department))),
  ]
}
