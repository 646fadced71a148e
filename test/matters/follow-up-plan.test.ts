import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { followUpPlan } from '../../matters/follow-up-plan.ts'
import { categories, followUpDays, higherColour } from '../../matters/taxonomy.ts'
import { addDays, atLocal, isWorkingDay, localDate, localTime } from '../../matters/working-time.ts'

const noise = { category: 'dispute.neighbor.noise', colour: 'blue' } as const
const closedOn = (day: string, time = '16:00') => atLocal(day, time)
const daysOf = (plan: { dueAt: Date }[]) => plan.map((one) => localDate(one.dueAt))

describe('a visit falls', () => {
  test('on its day where offices work, at nine', () => {
    const [visit] = followUpPlan(noise, closedOn('2026-11-17'))
    expect(visit).toEqual({ day: 7, dueAt: atLocal('2026-11-24', '09:00') })
  })

  test('on the Monday after where its day is a Saturday or Sunday', () => {
    expect(daysOf(followUpPlan(noise, closedOn('2026-11-14')))).toEqual(['2026-11-23'])
    expect(daysOf(followUpPlan(noise, closedOn('2026-11-15')))).toEqual(['2026-11-23'])
  })

  test('on a make-up Saturday (调休) as on any working day', () => {
    expect(daysOf(followUpPlan(noise, closedOn('2026-10-03')))).toEqual(['2026-10-10'])
    expect(daysOf(followUpPlan(noise, closedOn('2026-02-07')))).toEqual(['2026-02-14'])
  })

  test('behind the whole of National Day and Spring Festival', () => {
    expect(daysOf(followUpPlan(noise, closedOn('2026-09-24')))).toEqual(['2026-10-08'])
    expect(daysOf(followUpPlan(noise, closedOn('2026-09-29')))).toEqual(['2026-10-08'])
    expect(daysOf(followUpPlan(noise, closedOn('2026-02-09')))).toEqual(['2026-02-24'])
  })

  test('counted from the day in Shanghai, however late the closing', () => {
    expect(daysOf(followUpPlan(noise, closedOn('2026-11-17', '23:59')))).toEqual(['2026-11-24'])
    expect(daysOf(followUpPlan(noise, closedOn('2026-11-17', '00:00')))).toEqual(['2026-11-24'])
  })
})

describe('a plan', () => {
  test('of a red one has three visits', () => {
    const plan = followUpPlan({ ...noise, colour: 'red' }, closedOn('2026-11-17'))
    expect(plan.map((one) => one.day)).toEqual([7, 30, 90])
    expect(daysOf(plan)).toEqual(['2026-11-24', '2026-12-17', '2027-02-15'])
  })

  test('whose days fall on the same one still owes both', () => {
    const plan = followUpPlan({ category: 'care.self_harm', colour: 'red' }, closedOn('2026-09-30'))
    expect(plan.map((one) => one.day)).toEqual([1, 3, 7, 30, 90])
    expect(daysOf(plan).slice(0, 3)).toEqual(['2026-10-08', '2026-10-08', '2026-10-08'])
  })

  test('of feedback is empty', () => {
    expect(followUpPlan({ category: 'feedback.praise', colour: null }, closedOn('2026-11-17'))).toEqual([])
  })

  test('never visits before the day, nor on a day off, nor later than the first working day', () => {
    const closings = fc.date({
      min: new Date('2025-01-01'),
      max: new Date('2026-09-30'),
      noInvalidDate: true,
    })
    const some = fc.constantFrom(...categories.values())
    fc.assert(
      fc.property(some, fc.constantFrom('blue', 'yellow', 'red'), closings, (category, colour, closedAt) => {
        const painted = category.colour ? higherColour(category.colour, colour) : null
        const plan = followUpPlan({ category: category.id, colour: painted }, closedAt)
        expect(plan.map((one) => one.day)).toEqual(followUpDays(category.id, painted))
        for (const { day, dueAt } of plan) {
          expect(localTime(dueAt)).toBe('09:00')
          let expected = addDays(localDate(closedAt), day)
          while (!isWorkingDay(expected)) expected = addDays(expected, 1)
          expect(localDate(dueAt)).toBe(expected)
        }
      }),
    )
  })
})
