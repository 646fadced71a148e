import type { Identity, Seal } from '../db/seal.ts'

/** By which one's own voice on a question is found again, and on no other. */
export function voteHash(seal: Seal, { platform, externalId }: Identity, pollId: number): string {
  return seal.hash('vote', `${pollId}:${platform}:${externalId}`)
}
