import type { Role } from './roles.ts'
import type { Colour } from './taxonomy.ts'

/** Whose eyes are on a matter that is over its time. */
export interface RungOf {
  /** As `clocks.rung` counts: 1 chief, 2 brigade, 3 bureau. */
  rung: 1 | 2 | 3
  level: 'chief' | 'brigade' | 'bureau'
  role: Role
  /** Hours after the time is over. */
  afterHours: number
}

const chief: RungOf = { rung: 1, level: 'chief', role: 'chief', afterHours: 0 }
const brigade: RungOf = { rung: 2, level: 'brigade', role: 'brigade_chief', afterHours: 24 }
const bureau: RungOf = { rung: 3, level: 'bureau', role: 'bureau_chief', afterHours: 72 }

/** The ladder of B9 (“三长”盯办): a blue matter reaches the chief alone, a day later; without a colour nobody is called. */
export function ladderOf(colour: Colour | null): readonly RungOf[] {
  if (colour === null) return []
  return colour === 'blue' ? [{ ...chief, afterHours: 24 }] : [chief, brigade, bureau]
}

/** The rungs whose hour has come and that were not climbed, lowest first. Of red the chief knows from the first minute. */
export function rungsDue(
  colour: Colour | null,
  clock: { dueAt: Date; rung: number },
  now: Date,
): readonly RungOf[] {
  const come = (one: RungOf) => now.getTime() >= clock.dueAt.getTime() + one.afterHours * 3_600_000
  return ladderOf(colour).filter(
    (one) => one.rung > clock.rung && ((colour === 'red' && one.level === 'chief') || come(one)),
  )
}

/**
 * R6: over time again after the one extension. Only a yellow matter rises by it, and only once: where it has fired and
 * somebody lowered the colour again, that stands.
 */
export function overdueTwice(
  matter: { colour: Colour | null; colourRules: readonly string[] },
  clock: { dueAt: Date; extended: boolean },
  now: Date,
): boolean {
  return (
    matter.colour === 'yellow' && !matter.colourRules.includes('R6') && clock.extended && now >= clock.dueAt
  )
}
