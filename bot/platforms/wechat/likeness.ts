import type { Seal } from '../../../db/seal.ts'
import type { RawPerson } from './wire.ts'

/** Members remembered of a group: enough to tell 60 from 40 in a hundred, far from a list of who is in it. */
const sampleSize = 64
/** Of fewer nothing can be concluded: two tenants of one name are soon found. */
const fewest = 8
/** Between two logins days lie: few leave, few change their names. Two rooms of one estate share far less than this. */
const enough = 0.6

/**
 * A sample of a group's members to know it by again: of the keyed hashes of their names, the smallest. Which they are
 * is chance, but the same chance every time. Short (32 bits) and of another kind in every group, so that nobody can be
 * followed from one to the other.
 */
export function sampleOf(
  seal: Seal,
  groupId: number,
  members: readonly RawPerson[],
  selfId: string,
): string[] {
  return hashesOf(seal, groupId, members, selfId).sort().slice(0, sampleSize)
}

/** How much of a sample is found among the members of a room, 0–1; 0 where the sample is too small to tell. */
export function likeness(
  seal: Seal,
  group: { id: number; sample: readonly string[] },
  members: readonly RawPerson[],
  selfId: string,
): number {
  if (group.sample.length < fewest) return 0
  const here = new Set(hashesOf(seal, group.id, members, selfId))
  return group.sample.filter((hash) => here.has(hash)).length / group.sample.length
}

export function isLike(share: number): boolean {
  return share >= enough
}

function hashesOf(seal: Seal, groupId: number, members: readonly RawPerson[], selfId: string): string[] {
  const names = members.filter(({ id }) => id !== selfId).map(({ name }) => tidyName(name))
  const known = [...new Set(names)].filter((name) => name !== '')
  return known.map((name) => seal.hash('member', `${groupId}:${name}`).slice(0, 8))
}

/** As people would call two names the same. */
export function tidyName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
