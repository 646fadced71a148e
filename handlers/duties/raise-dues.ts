import { claimDues, type Due, type Settlement, settleDues } from '../../db/dues.ts'
import { nothing, type Write } from '../../db/write.ts'
import { type Post, priorities } from '../../matters/message.ts'
import { endOfQuietHours } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { dueKinds } from '../rhythm/kinds.ts'
import { batch, type DueWrite, type Duty, failing } from './duty.ts'

/** What the calendar owes, each by the policy of its kind. */
export const raiseDues: Duty = raiseDuesOf(dueKinds)

/** The same for these kinds. */
export function raiseDuesOf(dueKinds: readonly DueKind[]): Duty {
  const kinds = new Map(dueKinds.map((kind) => [kind.kind, kind]))
  return {
    name: 'raise dues',
    missed: 'each kind says it: raised late and marked so, or dropped and written down with the reason',
    async due(desk: Desk) {
      const claimed = await claimDues(desk.db, desk.clock.now(), batch)
      const settled: Settled[] = []
      // One after the other: what takes a number takes it in the order of time.
      for (const due of claimed)
        settled.push(
          await settle(desk, due, kinds.get(due.kind)).catch((error) => ({ write: failing(error) })),
        )
      return atOnce(settled)
    },
  }
}

/** What is written beside the due itself, and what becomes of it; it is not there where it failed. */
interface Settled {
  settlement?: Settlement
  write: Write
}

async function settle(desk: Desk, due: Due, kind: DueKind | undefined): Promise<Settled> {
  const at = desk.clock.now()
  const dropped = (reason: string): Settled => ({
    settlement: { due, at, became: { dropped: reason } },
    write: nothing,
  })
  if (!kind) return dropped('there is no such kind any more')
  if (due.goodUntil && due.goodUntil <= at) return dropped('its time was over')
  const raised = await kind.raise(desk, due)
  if ('drop' in raised) return dropped(raised.drop)
  if (!('later' in raised)) {
    const posts = raised.posts.map((post) => kept(post, at))
    return { settlement: { due, at, became: 'raised' }, write: { ...raised, posts } }
  }
  if (due.goodUntil && due.goodUntil <= raised.later) return dropped('it would have come too late')
  return { settlement: { due, at, became: { later: raised.later } }, write: nothing }
}

/** A reminder raised at night, after an outage, wakes nobody. */
function kept(post: Post, at: Date): Post {
  return post.priority === priorities.reminder ? { notBefore: endOfQuietHours(at), ...post } : post
}

/** What only says something goes in one transaction; what changes more may be refused alone. */
function atOnce(settled: readonly Settled[]): DueWrite[] {
  const alone = settled.filter(({ settlement, write }) => !settlement || write.changes.length > 0)
  const light = settled.filter((one) => !alone.includes(one))
  const writes = alone.map((one) => asWrite(one))
  return light.length > 1
    ? [{ ...asWrite(...light), each: light.map((one) => asWrite(one)) }, ...writes]
    : [...light.map((one) => asWrite(one)), ...writes]
}

function asWrite(...settled: Settled[]): Write {
  const settlements = settled.flatMap(({ settlement }) => settlement ?? [])
  return {
    changes: [
      ...(settlements.length > 0 ? [settleDues(settlements)] : []),
      ...settled.flatMap(({ write }) => write.changes),
    ],
    posts: settled.flatMap(({ write }) => write.posts),
  }
}
