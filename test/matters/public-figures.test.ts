import { describe, expect, it } from 'vitest'
import { leastCell, publicRow, rateOf } from '../../matters/public-figures.ts'

describe('what residents are told', () => {
  it('gives the rate with one decimal (A260)', () => {
    expect(rateOf(59_400, 61_700)).toBe(96.3)
  })

  it('says the share only where what is left over is no small cell', () => {
    const row = (n: number, settled: number) =>
      publicRow({ label: '矛盾纠纷', kinds: [{ name: '噪声', n }], settled })
    expect(row(61, 56)).toMatchObject({ found: 61, settled: 56, rate: 91.8 })
    expect(row(61, 58)).toMatchObject({ found: 61, settled: null, rate: null })
    expect(row(61, 61)).toMatchObject({ found: 61, settled: 61, rate: 100 })
    expect(row(4, 4)).toEqual({ label: '矛盾纠纷', found: null, settled: null, rate: null, parts: [] })
  })

  it('puts small kinds together, with the next larger one where they would still be small', () => {
    const kinds = [
      { name: '噪声', n: 14 },
      { name: '漏水', n: 8 },
      { name: '停车', n: 2 },
    ]
    expect(publicRow({ label: '矛盾纠纷', kinds }).parts).toEqual([
      { name: '噪声', n: 14 },
      { name: '其他', n: 10 },
    ])
  })

  it('holds for any figures: no cell under five, none as a difference, the parts are the whole', () => {
    for (let seed = 1; seed <= 4000; seed++) {
      const random = randomFrom(seed)
      const kinds = Array.from({ length: Math.floor(random() * 7) }, (_, index) => ({
        name: `类${index}`,
        n: Math.floor(random() ** 3 * 30),
      }))
      const total = kinds.reduce((sum, { n }) => sum + n, 0)
      const settled = Math.floor(random() * (total + 1))
      const { found, settled: shown, rate, parts } = publicRow({ label: '矛盾纠纷', kinds, settled })
      const told = `${seed}: ${JSON.stringify({ kinds, settled, found, shown, parts })}`
      const cells = [found, shown, ...parts.map(({ n }) => n)].filter((cell) => cell !== null)
      // 1. No cell is small.
      expect(
        cells.every((cell) => cell >= leastCell),
        told,
      ).toBe(true)
      // 2. Neither is what is left of the whole without any of its parts, taken in any number.
      for (let picked = 0; picked < 2 ** parts.length; picked++) {
        const some = parts.reduce((sum, { n }, index) => sum + (picked & (2 ** index) ? n : 0), 0)
        const rest = (found ?? 0) - some
        if (parts.length > 0 && picked > 0) expect(rest === 0 || rest >= leastCell, told).toBe(true)
      }
      // 3. Nor the unsettled; and the rate says no more than its two figures do.
      if (found !== null && shown !== null)
        expect(found === shown || found - shown >= leastCell, told).toBe(true)
      expect(rate === null, told).toBe(found === null || shown === null)
      // 4. The parts leave nothing out that could be reckoned back.
      if (parts.length > 0)
        expect(
          parts.reduce((sum, { n }) => sum + n, 0),
          told,
        ).toBe(found)
    }
  })
})

function randomFrom(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0
    return state / 2 ** 32
  }
}
