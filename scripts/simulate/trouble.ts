import type { Random } from './random.ts'

/** A stretch of the year, in ms since its start, both ends. */
export interface Stretch {
  from: number
  to: number
}

/** Everything that goes wrong in a year, settled before it begins. */
export interface Trouble {
  /** Nobody runs: three days. */
  outage: Stretch
  /** One process's clock, or both, are six hours off. */
  jumps: (Stretch & { by: number; who: 0 | 1 | 'both' })[]
}

const hour = 3_600_000
const day = 24 * hour

/** The trouble of a year of so many days. */
export function troubleOf(random: Random, days: number): Trouble {
  const outageFrom =
    random.between(Math.floor(days * 0.3), Math.floor(days * 0.7)) * day + random.between(0, 23) * hour
  const jumps = Array.from({ length: Math.max(2, Math.round(days / 45)) }, (_, n) => {
    const from = random.between(1, days - 2) * day + random.between(0, 23) * hour
    return {
      from,
      to: from + random.between(1, 5) * hour,
      by: (n % 2 === 0 ? 6 : -6) * hour,
      who: random.oneOf<0 | 1 | 'both'>([0, 1, 'both']),
    }
  })
  return {
    outage: { from: outageFrom, to: outageFrom + 3 * day },
    jumps: jumps.sort((a, b) => a.from - b.from),
  }
}

export const within = (at: number, { from, to }: Stretch) => at >= from && at < to
