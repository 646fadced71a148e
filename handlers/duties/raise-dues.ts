import { claimDues, type Due, dropDue, putOffDue, raiseDue } from '../../db/dues.ts'
import type { Write } from '../../db/write.ts'
import type { Desk } from '../desk.ts'
import { dueKinds } from '../rhythm/kinds.ts'
import { batch, type Duty } from './duty.ts'

const kinds = new Map(dueKinds.map((kind) => [kind.kind, kind]))

/** What the calendar owes, each by the policy of its kind. */
export const raiseDues: Duty = {
  name: 'raise dues',
  missed: 'each kind says it: raised late and marked so, or dropped and written down with the reason',
  async due(desk: Desk) {
    const claimed = await claimDues(desk.db, desk.clock.now(), batch)
    return await Promise.all(claimed.map((due) => raise(desk, due).catch(failing)))
  },
}

/** One that cannot be raised fails at its own commit and keeps no other from its day. */
function failing(error: unknown): Write {
  return { changes: [() => Promise.reject(error)], posts: [] }
}

async function raise(desk: Desk, due: Due): Promise<Write> {
  const now = desk.clock.now()
  const kind = kinds.get(due.kind)
  if (!kind) return dropped(due, now, 'there is no such kind any more')
  if (due.goodUntil && due.goodUntil <= now) return dropped(due, now, 'its time was over')
  const raised = await kind.raise(desk, due)
  if ('drop' in raised) return dropped(due, now, raised.drop)
  if ('later' in raised) {
    if (due.goodUntil && due.goodUntil <= raised.later)
      return dropped(due, now, 'it would have come too late')
    return { changes: [putOffDue(due, raised.later)], posts: [] }
  }
  return { changes: [raiseDue(due, now), ...raised.changes], posts: raised.posts }
}

function dropped(due: Due, now: Date, reason: string): Write {
  return { changes: [dropDue(due, now, reason)], posts: [] }
}
