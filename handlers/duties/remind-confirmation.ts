import { matterById } from '../../db/matters.ts'
import { remindOfConfirmation, type Session, unconfirmed } from '../../db/sessions.ts'
import type { Write } from '../../db/write.ts'
import { confirmableUntil } from '../../matters/joint-time.ts'
import { priorities } from '../../matters/message.ts'
import { mayDo } from '../../matters/view.ts'
import { addDays, endOfQuietHours, localDate } from '../../matters/working-time.ts'
import { colleaguesOf, tellStaff } from '../departments.ts'
import type { Desk } from '../desk.ts'
import { confirmationDueCard } from '../replies/mediation.ts'
import { batch, type Duty } from './duty.ts'

/** Twenty days after an agreement ten are left to have it confirmed by the court: whoever mediated is reminded, once. */
export const remindConfirmation: Duty = {
  name: 'remind confirmation',
  missed: 'made up while it can still be asked for; dropped when the thirty days are over',
  async due(desk: Desk) {
    const today = localDate(desk.clock.now())
    const due = await unconfirmed(desk.db, addDays(today, -31), addDays(today, -20), batch)
    const writes = await Promise.all(due.map((session) => remind(desk, session)))
    return writes.filter((write) => write !== null)
  },
}

async function remind(desk: Desk, session: Session): Promise<Write | null> {
  const matter = await matterById(desk.db, session.matterId)
  if (!matter || !session.agreementOn) return null
  const now = desk.clock.now()
  const until = confirmableUntil(session.agreementOn)
  const { areas } = desk.registry
  const own = colleaguesOf(desk, [session.createdBy, matter.leadId])
  const able = desk.registry.colleagues().filter((one) => mayDo(one, 'askConfirmation', matter, areas))
  // A grid worker may have mediated and cannot ask the court: somebody who can hears of it too.
  const told = own.some((one) => able.includes(one)) ? own : [...own, ...able]
  return {
    changes: [remindOfConfirmation(session, now)],
    posts: await tellStaff(
      desk,
      matter,
      told,
      (seen, staff) => confirmationDueCard(seen, until, able.includes(staff)),
      {
        key: `confirmation:${session.id}`,
        about: 'reminder',
        priority: priorities.reminder,
        notBefore: endOfQuietHours(now),
      },
    ),
  }
}
