import type { PartyReading } from '../../matters/reading.ts'
import type { PartyRole } from '../../matters/taxonomy.ts'

/** The person who speaks. */
export function self(role: PartyRole): PartyReading {
  return { role, self: true, label: '反映人' }
}

/** Somebody else, once for each label that was found. */
export function others(role: PartyRole, labels: readonly (string | undefined)[]): PartyReading[] {
  return labels.flatMap((label) => (label ? [{ role, self: false, label }] : []))
}

export function distinct(parties: PartyReading[]): PartyReading[] {
  const keys = parties.map((party) => `${party.role}:${party.self}:${party.label}`)
  return parties.filter((_, i) => keys.indexOf(keys[i] ?? '') === i)
}
