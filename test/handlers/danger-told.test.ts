import { describe, expect, it } from 'vitest'
import { findDanger } from '../../handlers/gate/danger.ts'
import * as first from './danger-told-cases.ts'
import * as more from './danger-told-more-cases.ts'

const sets = [first.guarded, first.inDialect, first.inOtherWords, more.againTold, more.thirdTold]
const classes = sets.flatMap((set) => Object.entries(set))

/** Some lines no sign reaches; they stay among the cases, so that what is gained and lost is seen. */
const leastHeard = 0.9

describe('dangers told in other words', () => {
  const tellings = classes.flatMap(([, { alarming }]) =>
    Object.entries(alarming).flatMap(([danger, texts]) => texts.map((text) => ({ danger, text }))),
  )

  it('are heard in nine of ten tellings', () => {
    const heard = tellings.filter(({ text }) => findDanger(text).danger !== null)
    expect(heard.length / tellings.length).toBeGreaterThanOrEqual(leastHeard)
  })

  it('are named as a dispatcher would name them in nineteen of twenty that are heard', () => {
    const heard = tellings.filter(({ text }) => findDanger(text).danger !== null)
    const right = heard.filter(({ danger, text }) => findDanger(text).danger === danger)
    expect(right.length / heard.length).toBeGreaterThanOrEqual(0.95)
  })

  describe.each(classes)('%s', (_name, { alarming, harmless }) => {
    it('is heard in two of three tellings at least', () => {
      const texts = Object.values(alarming).flat()
      const missed = texts.filter((text) => findDanger(text).danger === null)
      expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(texts.length / 3)
    })

    it.each(harmless)('lets go: %s', (text) => {
      expect(findDanger(text).danger).toBeNull()
    })
  })
})
