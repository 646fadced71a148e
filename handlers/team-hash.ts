import type { Identity, Seal } from '../db/seal.ts'

/** By which one's own row in a team is found again; nobody is read out of it. */
export function memberHash(seal: Seal, { platform, externalId }: Identity): string {
  return seal.hash('team', `${platform}:${externalId}`)
}
