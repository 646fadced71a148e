import { describe, expect, it } from 'vitest'
import type { PlaceReading, Reading, TimeReading } from '../../matters/reading.ts'
import { linkedStory, sameStory } from '../../matters/same-story.ts'
import { categoryOf } from '../../matters/taxonomy.ts'

function told(category: string, where: Partial<PlaceReading> | null, day?: string): Reading {
  const place = where && {
    text: '',
    community: '柳岸里',
    phase: null,
    building: null,
    unit: null,
    floor: null,
    room: null,
    poi: null,
    precision: 'building' as const,
    certainty: 'stated' as const,
    ...where,
  }
  const time: TimeReading | null = day
    ? {
        text: '',
        at: null,
        from: `${day}T00:00:00+08:00`,
        to: `${day}T23:59:59+08:00`,
        granularity: 'day',
        recurring: false,
      }
    : null
  return {
    kind: categoryOf(category).kind,
    category,
    score: 1,
    choices: [],
    colour: null,
    rules: [],
    urgency: 'normal',
    danger: null,
    guard: null,
    place,
    time,
    amount: null,
    parties: [],
    facts: {},
    signals: {},
    summary: '',
  }
}

describe('sameStory', () => {
  it('takes two reports of one noise in one building for one', () => {
    expect(
      sameStory(
        told('dispute.neighbor.noise', { building: '5' }),
        told('dispute.neighbor.noise', { building: '5' }),
      ),
    ).toBeGreaterThan(0.6)
  })

  it('takes reports of another building for another matter', () => {
    expect(sameStory(told('hazard.gas', { building: '5' }), told('hazard.gas', { building: '6' }))).toBe(0)
  })

  it('allows two names for one thing: neighbour noise and a noisy shop', () => {
    const score = sameStory(
      told('dispute.neighbor.noise', { building: '1' }),
      told('dispute.environment.social_noise', { building: '1' }),
    )
    expect(score).toBeGreaterThan(0.6)
  })

  it('joins where nobody says where', () => {
    expect(sameStory(told('hazard.animal', null), told('hazard.animal', null))).toBeGreaterThanOrEqual(0.6)
  })

  it('keeps two thefts apart and links them by place', () => {
    const a = told('tip.theft.ebike', { building: '4', poi: '车棚' }, '2026-11-11')
    const b = told('tip.theft.ebike', { building: '4', poi: '车棚' }, '2026-11-18')
    expect(sameStory(a, b)).toBeLessThanOrEqual(0.3)
    expect(linkedStory(a, b)).toBe(true)
  })

  it('keeps two people who each want an identity card apart', () => {
    expect(sameStory(told('service.id_card', null), told('service.id_card', null))).toBeLessThanOrEqual(0.3)
  })

  it('keeps what happened on different days apart, unless it comes again and again', () => {
    const monday = told('tip.violence', { building: '4' }, '2026-11-09')
    const friday = told('tip.violence', { building: '4' }, '2026-11-13')
    expect(sameStory(monday, friday)).toBe(0)
  })
})
