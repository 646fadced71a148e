import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signs } from '../../handlers/gate/danger-signs.ts'
import { stories } from '../../handlers/gate/danger-stories.ts'
import { compileHints } from '../../handlers/gate/hints.ts'
import { all, any, needOf } from '../../handlers/gate/needs.ts'
import { examples, logs } from '../../scripts/train/examples.ts'

const said = [
  ...[...examples('reports'), ...examples('chatter')].flatMap(({ rows }) => rows.map(({ text }) => text)),
  ...logs().flatMap(({ rows }) => rows.flatMap(({ messages }) => messages.map(({ text }) => text))),
]

describe('needOf', () => {
  it('names the words without which a pattern cannot match', () => {
    expect(needOf(/[着起]火/)).toEqual({ any: [{ word: '着火' }, { word: '起火' }] })
    expect(needOf(/(?:楼道|家里).{0,4}烟/)).toEqual({
      all: [{ any: [{ word: '楼道' }, { word: '家里' }] }, { word: '烟' }],
    })
    expect(needOf(/没?反应(?!慢)/)).toEqual({ word: '反应' })
  })

  it('knows of nothing where a pattern may match anything', () => {
    expect(needOf(/水?/)).toBe('anything')
    expect(needOf(/着火|\d+/)).toBe('anything')
    expect(needOf(/[^火]/)).toBe('anything')
  })
})

describe('compileHints', () => {
  it('tells which needs a text meets, and null where it meets none', () => {
    const hints = compileHints([
      needOf(/lift|电梯/i),
      all([needOf(/着火/), needOf(/楼/)]),
      any([needOf(/水/)]),
    ])
    expect([...(hints('LIFT困人') ?? [])]).toEqual([1, 0, 0])
    expect([...(hints('楼上着火 快拿水') ?? [])]).toEqual([0, 1, 1])
    expect(hints('着火')).toBeNull()
  })

  const patterns = [...signs.map(({ pattern }) => pattern), ...stories.map(({ turn }) => turn)]
  const hints = compileHints(patterns.map(needOf))

  it('never rules out a sign of danger that a line has', () => {
    for (const text of said) {
      const found = hints(text)
      const overlooked = patterns.filter((pattern, index) => text.search(pattern) >= 0 && !found?.[index])
      expect(overlooked, text).toEqual([])
    }
  })

  it('never rules out a sign in words thrown together', () => {
    const words = fc.constantFrom(...said.slice(0, 2000).flatMap((text) => text.match(/.{1,4}/gu) ?? []))
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (some) => {
        const text = some.join('')
        const found = hints(text)
        return patterns.every((pattern, index) => text.search(pattern) < 0 || found?.[index] === 1)
      }),
    )
  })

  it('spares almost all patterns almost all chatter', () => {
    const lines = examples('chatter').flatMap(({ rows }) => rows.map(({ text }) => text))
    const tried = lines.reduce((sum, line) => sum + (hints(line)?.reduce((all, one) => all + one, 0) ?? 0), 0)
    expect(tried / lines.length).toBeLessThan(0.5)
  })
})
