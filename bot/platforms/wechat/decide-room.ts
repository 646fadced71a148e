import type { Group } from '../../../db/registry.ts'
import type { WhyWaiting } from '../../../db/waiting-rooms.ts'
import { isLike } from './likeness.ts'
import type { RawRoom } from './wire.ts'

export interface Candidate {
  group: Group
  /** Share of its sample that is found in the room, 0–1. */
  share: number
  /** The puppet's id is the same as before and means something. */
  sameId: boolean
}

export type Decision = { bind: Group } | { wait: WhyWaiting; likely: Group | null }

/**
 * Which group is a room that nobody knows the id of? Bound by itself only with the same name, as the only room and the
 * only group of that name, and with most of the members; everything else waits for a person.
 */
export function decideRoom(
  room: RawRoom,
  { lost, rooms, named }: { lost: readonly Candidate[]; rooms: readonly RawRoom[]; named: readonly Group[] },
): Decision {
  const same = lost.find(({ sameId }) => sameId)
  if (same) return { bind: same.group }
  const byName = room.topic === '' ? [] : lost.filter(({ group }) => group.name === room.topic)
  const likest = [...lost].sort((a, b) => b.share - a.share)[0]
  const [only] = byName
  if (!only)
    return likest && isLike(likest.share)
      ? { wait: 'renamed', likely: likest.group }
      : { wait: 'new', likely: null }
  const alone = rooms.filter(({ topic }) => topic === room.topic).length === 1
  if (!alone || named.filter(({ name }) => name === room.topic).length > 1)
    return { wait: 'several', likely: likest && isLike(likest.share) ? likest.group : null }
  return isLike(only.share) ? { bind: only.group } : { wait: 'name', likely: only.group }
}
