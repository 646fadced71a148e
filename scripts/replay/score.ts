import type { Dialogue, ExpectedItem, Item, Played } from './dialogue.ts'

export interface Score {
  score: number
  missedEmergencies: number
  falseEmergencies: number
}

/**
 * Scores what a dialogue brought about against what it should have (section D4): category 0.3 (kind alone 0.1), colour
 * and urgency 0.15 each, building and unit 0.2, roles of the parties 0.1 (F1), merged and linked 0.1.
 */
export function scoreOf(dialogue: Dialogue, played: Played): Score {
  const expected = dialogue.expected?.items ?? []
  const pairs = assign(expected, played.items)
  const missedEmergencies = pairs.filter(
    ({ want, got }) =>
      want.urgency === 'emergency' && got?.urgency !== 'emergency' && !alt(want, 'urgency', got?.urgency),
  ).length
  const falseEmergencies = played.items.filter((item) => {
    if (item.urgency !== 'emergency') return false
    const want = pairs.find((pair) => pair.got === item)?.want
    return !want || !(want.urgency === 'emergency' || alt(want, 'urgency', 'emergency'))
  }).length
  if (falseEmergencies > 0) return { score: 0, missedEmergencies, falseEmergencies }
  if (expected.length === 0)
    return { score: played.items.length === 0 ? 1 : 0, missedEmergencies, falseEmergencies }
  const mean =
    pairs.reduce((sum, { want, got }) => sum + (got ? itemScore(want, got, pairs) : 0), 0) / expected.length
  const further = Math.max(0, played.items.length - expected.length)
  return { score: Math.max(0, mean - 0.15 * further), missedEmergencies, falseEmergencies }
}

interface Pair {
  want: ExpectedItem
  got: Item | undefined
}

/** Each expected item with the best item made, none used twice; the best sum over all orders (items are few). */
function assign(expected: ExpectedItem[], items: Item[]): Pair[] {
  let best: { sum: number; pairs: Pair[] } = { sum: -1, pairs: [] }
  const go = (index: number, left: Item[], pairs: Pair[], sum: number) => {
    const want = expected[index]
    if (!want) {
      if (sum > best.sum) best = { sum, pairs }
      return
    }
    for (const got of [...left, undefined]) {
      const value = got ? itemScore(want, got, []) : 0
      go(
        index + 1,
        left.filter((one) => one !== got),
        [...pairs, { want, got }],
        sum + value,
      )
    }
  }
  // Nobody makes more than a handful; a runaway replay is cut rather than searched for ever.
  go(0, items.slice(0, 6), [], 0)
  return best.pairs
}

function itemScore(want: ExpectedItem, got: Item, pairs: Pair[]): number {
  const category = same(want, 'category', got.category) ? 0.3 : same(want, 'kind', got.kind) ? 0.1 : 0
  const colour = same(want, 'colour', got.colour) ? 0.15 : 0
  const urgency = same(want, 'urgency', got.urgency) ? 0.15 : 0
  const building = text(want.location?.building) === text(got.location.building) ? 0.1 : 0
  const unit = text(want.location?.unit) === text(got.location.unit) ? 0.1 : 0
  const roles =
    0.1 *
    f1(new Set(want.parties.map((party) => party.role)), new Set(got.parties.map((party) => party.role)))
  return category + colour + urgency + building + unit + roles + ties(want, got, pairs)
}

function ties(want: ExpectedItem, got: Item, pairs: Pair[]): number {
  const merged = (want.merged_with ?? null) === got.merged_with ? 0.05 : 0
  const wanted = want.linked_with.map((ref) => pairs.find((pair) => pair.want.ref === ref)?.got?.ref ?? ref)
  const linked = [...wanted].sort().join() === [...got.linked_with].sort().join() ? 0.05 : 0
  return merged + linked
}

function same(
  want: ExpectedItem,
  field: 'category' | 'kind' | 'colour' | 'urgency',
  got: string | null,
): boolean {
  return (want[field] ?? null) === got || alt(want, field, got)
}

/** `alt_*` lists values that count as right too. */
function alt(want: ExpectedItem, field: string, got: string | null | undefined): boolean {
  const values = want[`alt_${field}`]
  return Array.isArray(values) && values.includes(got ?? null)
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

function f1(want: Set<string>, got: Set<string>): number {
  if (want.size === 0 && got.size === 0) return 1
  const hits = [...want].filter((role) => got.has(role)).length
  return (2 * hits) / (want.size + got.size)
}
