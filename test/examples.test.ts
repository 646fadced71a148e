import { describe, expect, test } from 'vitest'
import { categories } from '../matters/taxonomy.ts'
import { examples, heldOut, logs } from '../scripts/train/examples.ts'

const reports = examples('reports').flatMap(({ name, rows }) => rows.map((row) => ({ ...row, name })))
const chatter = examples('chatter').flatMap(({ name, rows }) => rows.map((row) => ({ ...row, name })))

describe('the written examples', () => {
  test('hold six thousand lines of reports and of chatter, and twenty-five of every category', () => {
    expect(reports.length).toBeGreaterThanOrEqual(6000)
    expect(chatter.length).toBeGreaterThanOrEqual(6000)
    const told = new Map<string, number>()
    for (const { category } of reports) told.set(String(category), (told.get(String(category)) ?? 0) + 1)
    expect([...categories.keys()].filter((id) => (told.get(id) ?? 0) < 25)).toEqual([])
  })

  test('name categories of the taxonomy with their kind, and spans within their text', () => {
    const wrong = reports.filter(({ kind, category, spans, text }) => {
      const known = categories.get(category as never)
      if (category !== null && known?.kind !== kind) return true
      return (spans ?? []).some(([, from, to]) => from < 0 || to <= from || to > text.length)
    })
    expect(wrong).toEqual([])
    expect(chatter.filter(({ kind, category }) => kind !== null || category !== null)).toEqual([])
  })

  test('hold no line that nearly stands elsewhere', () => {
    expect(nearDuplicates([...reports, ...chatter])).toEqual([])
  })

  test('hold logs whose messages belong to matters of that log', () => {
    const all = logs().flatMap(({ rows }) => rows)
    expect(all.length).toBeGreaterThan(400)
    const wrong = all.filter(({ messages, matters }) =>
      messages.some(({ matter }) => matter !== null && matters[matter] === undefined),
    )
    expect(wrong).toEqual([])
  })

  test('are partly kept out of training', () => {
    const names = [...examples('reports'), ...examples('chatter'), ...logs()].map(({ name }) => name)
    for (const name of [...heldOut.dev, ...heldOut.test]) expect(names).toContain(name)
  })
})

/** Lines that share more than half of their pairs of characters with an earlier one. */
function nearDuplicates(lines: { name: string; text: string }[]): string[] {
  const sizes: number[] = []
  const holders = new Map<string, number[]>()
  return lines.flatMap(({ name, text }) => {
    const pairs = pairsOf(text)
    if (pairs.size < 6) return []
    const shared = new Map<number, number>()
    for (const pair of pairs) {
      for (const other of holders.get(pair) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
    }
    for (const pair of pairs) holders.set(pair, [...(holders.get(pair) ?? []), sizes.length])
    sizes.push(pairs.size)
    const near = [...shared].some(([other, both]) => both / (pairs.size + (sizes[other] ?? 0) - both) > 0.5)
    return near ? [`${name}: ${text}`] : []
  })
}

function pairsOf(text: string): Set<string> {
  const letters = text.replace(/[\s\p{P}\p{S}]/gu, '')
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  )
}
