/** Counts below this are told to nobody outside: they could point at somebody. */
export const leastCell = 5

/** One line of what residents are told: how many, how many of them settled, and the kinds it is made of. Null: fewer than five. */
export interface PublicRow {
  label: string
  found: number | null
  /** Null also where what is left over would be a cell under five. */
  settled: number | null
  /** Per cent, one decimal; only where both are told. */
  rate: number | null
  parts: { name: string; n: number }[]
}

/** The four strengths of requirement A020, each with its lines. */
export interface PublicFigures {
  sections: { name: string; rows: PublicRow[] }[]
}

export interface Counted {
  label: string
  /** Found by kind; the kinds do not overlap. */
  kinds: { name: string; n: number }[]
  /** Of all found; absent where nothing is settled here. */
  settled?: number
}

/** A line that residents may read: no cell under five, and none that a difference of two others would give. */
export function publicRow({ label, kinds, settled }: Counted): PublicRow {
  const total = kinds.reduce((sum, { n }) => sum + n, 0)
  const found = total >= leastCell ? total : null
  const shown = settled === undefined ? null : partOf(found, settled)
  return {
    label,
    found,
    settled: shown,
    rate: found !== null && shown !== null ? rateOf(shown, found) : null,
    parts: found === null ? [] : folded(kinds),
  }
}

/** Settled of found in per cent with one decimal: 59400 of 61700 is 96.3 (requirement A260). */
export function rateOf(settled: number, found: number): number {
  return Math.round((settled / found) * 1000) / 10
}

/** A part of a whole that both may be told: what is left over is nothing, or not under five. */
function partOf(whole: number | null, part: number): number | null {
  if (whole === null || part < leastCell) return null
  const rest = whole - part
  return rest === 0 || rest >= leastCell ? part : null
}

/**
 * The kinds that add up to the whole. Small ones go together as 其他; where these are still under five, the smallest of the
 * others goes with them, or the whole less the rest would give them away.
 */
function folded(kinds: Counted['kinds']): PublicRow['parts'] {
  const kept = kinds.filter(({ n }) => n >= leastCell).sort((a, b) => b.n - a.n)
  let other = kinds.filter(({ n }) => n < leastCell).reduce((sum, { n }) => sum + n, 0)
  while (other > 0 && other < leastCell) {
    const smallest = kept.pop()
    if (!smallest) return []
    other += smallest.n
  }
  if (kept.length === 0) return []
  return other > 0 ? [...kept, { name: '其他', n: other }] : kept
}
