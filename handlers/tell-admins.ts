import { saying, type Write } from '../db/write.ts'
import { type Card, priorities } from '../matters/message.ts'
import { holds } from '../matters/roles.ts'
import { type Desk, toStaff } from './desk.ts'

/** Tells every administrator, or while there are none the duty desk. `key` names the piece of news: it is told once. */
export function tellAdmins(desk: Desk, card: Card, key: string): Write {
  const everyone = desk.registry.colleagues()
  const admins = everyone.filter((staff) => holds(staff, 'admin'))
  const told = admins.length > 0 ? admins : everyone.filter((staff) => holds(staff, 'duty_desk'))
  return saying(
    ...told.flatMap((staff) =>
      toStaff(desk, staff.personId, card, { key, about: 'refusal', priority: priorities.answer }),
    ),
  )
}
