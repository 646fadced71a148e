import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Area, areaTree } from '../../matters/areas.ts'

const area = (id: string, kind: Area['kind'], parentId: string | null): Area => ({
  id,
  kind,
  name: id,
  parentId,
  code: null,
})

const tree = areaTree([
  area('street', 'street', null),
  area('station', 'station', 'street'),
  area('anhe', 'community', 'station'),
  area('liuan', 'community', 'station'),
  area('anhe-1', 'grid', 'anhe'),
  area('anhe-2', 'grid', 'anhe'),
])

describe('the tree of jurisdictions', () => {
  test.each([
    ['anhe-1', 'anhe-1', true],
    ['anhe-1', 'anhe', true],
    ['anhe-1', 'street', true],
    ['anhe', 'anhe-1', false],
    ['anhe-1', 'anhe-2', false],
    ['anhe-1', 'liuan', false],
    ['street', 'station', false],
    ['nowhere', 'street', false],
    ['anhe-1', 'nowhere', false],
  ])('%s within %s: %s', (id, outer, expected) => expect(tree.within(id, outer)).toBe(expected))

  test('an area that is not there is within nothing, not even itself', () => {
    expect(tree.within('nowhere', 'nowhere')).toBe(false)
  })

  test('the nearest area of a kind is looked for upwards only', () => {
    expect(tree.upTo('anhe-1', 'community')?.id).toBe('anhe')
    expect(tree.upTo('anhe', 'community')?.id).toBe('anhe')
    expect(tree.upTo('anhe-1', 'station')?.id).toBe('station')
    expect(tree.upTo('station', 'community')).toBeUndefined()
    expect(tree.upTo('anhe-1', 'district')).toBeUndefined()
  })

  test('rows that are their own ancestors are walked once and left', () => {
    const knotted = areaTree([area('a', 'grid', 'b'), area('b', 'community', 'a')])
    expect(knotted.within('a', 'b')).toBe(true)
    expect(knotted.within('a', 'elsewhere')).toBe(false)
    expect(knotted.upTo('a', 'street')).toBeUndefined()
  })

  test('a parent that is missing ends the way up', () => {
    const torn = areaTree([area('grid', 'grid', 'lost')])
    expect(torn.within('grid', 'grid')).toBe(true)
    expect(torn.within('grid', 'lost')).toBe(false)
  })
})

/** Trees of up to nine areas: each one's parent is any earlier one, or none. */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 9 }).map((picks) =>
  picks.map((pick, index) => {
    const parent = pick % (index + 1)
    return area(`a${index}`, 'grid', parent === index ? null : `a${parent}`)
  }),
)

describe('any tree', () => {
  test('two areas lie within each other only when they are one', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (rows, i, j) => {
        const { within } = areaTree(rows)
        const [one, other] = [`a${i % rows.length}`, `a${j % rows.length}`]
        expect(within(one, other) && within(other, one)).toBe(one === other)
      }),
    )
  })

  test('what lies within a part lies within the whole', () => {
    fc.assert(
      fc.property(trees, (rows) => {
        const { within } = areaTree(rows)
        const ids = rows.map((row) => row.id)
        for (const a of ids)
          for (const b of ids)
            for (const c of ids) if (within(a, b) && within(b, c)) expect(within(a, c)).toBe(true)
      }),
    )
  })
})
