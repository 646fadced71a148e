import { describe, expect, it } from 'vitest'
import { nextHeld, turnsOf } from '../../matters/meeting-days.ts'
import { quarterOf, quarterWords, reportDay } from '../../matters/quarters.ts'
import { addDays } from '../../matters/working-time.ts'

const days = (from: string, n: number) => Array.from({ length: n }, (_, index) => addDays(from, index))

describe('a weekly meeting', () => {
  it('moves past National Day to the first working day', () => {
    const turns = turnsOf({ weekday: 3, onDaysOff: 'move' }, days('2026-09-28', 21))
    expect(turns.map(({ nominal, day, why }) => `${nominal}→${day} ${why}`)).toEqual([
      '2026-09-30→2026-09-30 usual',
      '2026-10-07→2026-10-08 moved',
      '2026-10-14→2026-10-14 usual',
    ])
  })

  it('that would land next to the following one is held together with it', () => {
    // Spring Festival 15–23 February 2026: the first working day is Tuesday 24, the next meeting Wednesday 25.
    const turns = turnsOf({ weekday: 3, onDaysOff: 'move' }, days('2026-02-09', 21))
    expect(turns.map(({ nominal, day, why }) => `${nominal}→${day} ${why}`)).toEqual([
      '2026-02-11→2026-02-11 usual',
      '2026-02-18→null merged',
      '2026-02-25→2026-02-25 usual',
    ])
    expect(nextHeld({ weekday: 3, onDaysOff: 'move' }, '2026-02-18')).toBe('2026-02-25')
  })

  it('is skipped or kept where its policy says so', () => {
    const [skipped] = turnsOf({ weekday: 3, onDaysOff: 'skip' }, ['2026-10-07'])
    const [kept] = turnsOf({ weekday: 3, onDaysOff: 'keep' }, ['2026-10-07'])
    expect([skipped?.day, skipped?.why, kept?.day]).toEqual([null, 'skipped', '2026-10-07'])
  })

  it('of a weekend keeps off make-up working days as another keeps off holidays', () => {
    // 28 February 2026 is a make-up Saturday, 1 March an ordinary Sunday.
    const [moved] = turnsOf({ weekday: 6, onDaysOff: 'move' }, ['2026-02-28'])
    expect(moved).toEqual({ nominal: '2026-02-28', day: '2026-03-01', why: 'moved' })
    const [kept] = turnsOf({ weekday: 6, onDaysOff: 'keep' }, ['2026-02-28'])
    expect(kept?.day).toBe('2026-02-28')
  })

  it('of a make-up Saturday is not moved onto it from a weekday', () => {
    // Friday 2026-10-02 is off; the first day worked is Thursday 8, a day before the next Friday's meeting.
    const [turn] = turnsOf({ weekday: 5, onDaysOff: 'move' }, ['2026-10-02'])
    expect(turn?.why).toBe('merged')
  })
})

describe('a quarter', () => {
  it('ends for its report on its last working day', () => {
    expect(quarterOf('2026-11-17')).toEqual({ id: '2026Q4', from: '2026-10-01', to: '2027-01-01' })
    expect(
      ['2026-02-01', '2026-05-01', '2026-08-01', '2026-11-01'].map((day) => reportDay(quarterOf(day))),
    ).toEqual(['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'])
    expect(quarterWords('2026Q4')).toBe('2026年第四季度')
  })
})
