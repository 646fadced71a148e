/** Chances that come out the same for the same seed. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** True that often. */
  often(share: number): boolean
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  oneOf<T>(items: readonly [T, ...T[]]): T
}

/** mulberry32: small, and good enough for a simulation. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    often: (share) => next() < share,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    oneOf: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}
