import type { Running } from '../db/clocks-due.ts'
import type { Staff } from '../matters/roles.ts'
import type { Desk } from './desk.ts'
import { whoAnswersFor, whoAssigns, whoHandles, whoIs } from './who.ts'

/** Whom a clock's reminder is for: half of its time (1), four fifths (2), over (3). */
export function whoIsReminded(
  desk: Desk,
  { clock, matter, department, personId, passed }: Running & { passed: number },
): Staff[] {
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

/** Those who sign for a hand-over. */
export function whoReceives(desk: Desk, { matter, department }: Running): Staff[] {
  return department ? whoAnswersFor(desk, matter, department) : []
}
