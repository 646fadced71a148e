import { describe, expect, it } from 'vitest'
import { type Exercise, fitMargins } from '../../scripts/train/margin.ts'

const text = (columns: number[], right: number, weight = 1): Exercise => ({
  columns: Uint32Array.from(columns),
  values: Float32Array.from(columns, () => 1 / Math.sqrt(columns.length)),
  right,
  weight,
})

function best(columns: number[], { weights, bias }: ReturnType<typeof fitMargins>): number {
  const sums = [...bias].map((sum, of) =>
    columns.reduce((all, column) => all + (weights[column * bias.length + of] as number), sum),
  )
  return sums.indexOf(Math.max(...sums))
}

describe('fitMargins', () => {
  const shape = { columns: 5, classes: 3 }
  const some = [text([0, 3], 0), text([0, 4], 0), text([1, 3], 1), text([1, 4], 1), text([2, 3], 2)]

  it('tells classes apart by what only one of them has', () => {
    const model = fitMargins(some, shape, { cost: 10 })
    expect([0, 1, 2].map((column) => best([column, 3], model))).toEqual([0, 1, 2])
    expect(best([2, 4], model)).toBe(2)
  })

  it('finds the same numbers every time', () => {
    expect(fitMargins(some, shape, { cost: 1 })).toEqual(fitMargins(some, shape, { cost: 1 }))
  })

  it('follows what counts more', () => {
    const torn = (weight: number) => fitMargins([text([0], 0), text([0], 1, weight)], shape, { cost: 1 })
    expect(best([0], torn(5))).toBe(1)
    expect(best([0], torn(0.2))).toBe(0)
  })

  it('lets a class of few texts speak up when balanced', () => {
    const many = Array.from({ length: 20 }, () => text([0], 0))
    const torn = [...many, text([0], 1), text([1], 2)]
    const score = (balance: number) => fitMargins(torn, shape, { cost: 1, balance }).weights[1] as number
    expect(score(1)).toBeGreaterThan(score(0))
  })
})
