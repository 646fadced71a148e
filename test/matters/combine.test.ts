import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combine } from '../../matters/combine.ts'
import type { PlaceReading, Reading } from '../../matters/reading.ts'
import { summarise } from '../../matters/summary.ts'
import { categories, colourRules, colours, urgencies } from '../../matters/taxonomy.ts'

const place = (parts: Partial<PlaceReading>): PlaceReading => ({
  text: '',
  community: null,
  phase: null,
  building: null,
  unit: null,
  floor: null,
  room: null,
  poi: null,
  precision: 'building',
  certainty: 'stated',
  ...parts,
})

function reading(parts: Partial<Reading>): Reading {
  const whole = {
    kind: 'dispute' as const,
    category: 'dispute.neighbor.noise',
    score: 0.6,
    choices: [],
    colour: 'blue' as const,
    rules: ['B0'],
    urgency: 'normal' as const,
    danger: null,
    guard: null,
    place: null,
    time: null,
    amount: null,
    parties: [],
    facts: {},
    signals: {},
    ...parts,
  }
  return { ...whole, summary: summarise(whole) }
}

const anyReading = fc
  .record({
    category: fc.option(fc.constantFrom(...categories.keys())),
    score: fc.constantFrom(0, 0.3, 0.6, 0.9),
    rules: fc.uniqueArray(fc.constantFrom(...colourRules.map((rule) => rule.id)), { maxLength: 4 }),
    urgency: fc.constantFrom(...urgencies),
    colour: fc.option(fc.constantFrom(...colours)),
    place: fc.option(
      fc
        .record({
          community: fc.option(fc.constantFrom('安和花园', '柳岸里')),
          building: fc.option(fc.constantFrom('1', '2')),
          unit: fc.option(fc.constantFrom('1', '2')),
          poi: fc.option(fc.constantFrom('北门')),
          certainty: fc.constantFrom('stated' as const, 'inferred' as const),
        })
        .map(place),
    ),
    parties: fc.array(
      fc.record({
        role: fc.constantFrom('reporter' as const, 'witness' as const, 'affected' as const),
        self: fc.boolean(),
        label: fc.constantFrom('老人', '儿童'),
      }),
      { maxLength: 3 },
    ),
    facts: fc.record(
      { people: fc.nat(30), injury: fc.constantFrom('none' as const, 'minor' as const) },
      { requiredKeys: [] },
    ),
  })
  .map((parts) =>
    reading({ ...parts, kind: parts.category ? (categories.get(parts.category)?.kind ?? null) : null }),
  )

describe('combine', () => {
  it('fills what was left out and keeps what was told', () => {
    const whole = combine(
      reading({ place: place({ community: '柳岸里' }) }),
      reading({ score: 0, place: place({ building: '4', poi: '车棚' }), facts: { households: 3 } }),
    )
    expect(whole.place).toMatchObject({ community: '柳岸里', building: '4', poi: '车棚' })
    expect(whole.facts.households).toBe(3)
  })

  it('lets a place that contradicts the first alone', () => {
    const whole = combine(
      reading({ place: place({ building: '4' }) }),
      reading({ place: place({ building: '5', unit: '2' }) }),
    )
    expect(whole.place).toMatchObject({ building: '4', unit: null })
  })

  it('paints the colour anew from the rules of both', () => {
    const whole = combine(reading({}), reading({ score: 0, rules: ['Y2', 'Y8'] }))
    expect(whole).toMatchObject({ colour: 'yellow', rules: ['Y2', 'Y8'] })
  })

  it('takes the better category, never one that is only carried along', () => {
    const carried = reading({ category: 'hazard.other', kind: 'hazard', score: 0 })
    expect(combine(reading({}), carried).category).toBe('dispute.neighbor.noise')
    const better = reading({ category: 'dispute.environment.social_noise', score: 0.9 })
    expect(combine(reading({}), better).category).toBe('dispute.environment.social_noise')
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyReading, anyReading, (a, b) => {
        const once = combine(a, b)
        expect(combine(once, b)).toEqual(once)
      }),
    )
  })

  it('never lowers urgency, nor a colour while the category has one', () => {
    fc.assert(
      fc.property(anyReading, anyReading, (a, b) => {
        const whole = combine(a, b)
        expect(urgencies.indexOf(whole.urgency)).toBeGreaterThanOrEqual(urgencies.indexOf(a.urgency))
        const painted = whole.category && categories.get(whole.category)?.colour
        if (a.colour && painted)
          expect(colours.indexOf(whole.colour ?? 'blue')).toBeGreaterThanOrEqual(colours.indexOf(a.colour))
      }),
    )
  })
})

describe('summarise', () => {
  it('says where, what, how often and how much, in at most 120 characters, and no door', () => {
    const one = reading({
      place: place({ community: '安和花园', building: '5', unit: '2', room: '1001' }),
      rules: ['Y2'],
      facts: { households: 3, amountCny: 2000 },
    })
    expect(one.summary).toBe('安和花园5号楼:邻里噪声,反复发生,涉及3户,金额约2000元')
  })
})
