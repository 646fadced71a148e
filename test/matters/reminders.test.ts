import { describe, expect, it } from 'vitest'
import type { Clock } from '../../matters/clocks.ts'
import { halfDayAt, isPressing, remindersAhead, remindersToTell } from '../../matters/reminders.ts'
import { atLocal, localIso } from '../../matters/working-time.ts'

const at = (time: string) => atLocal('2026-11-17', time)

/** Of two hours: half of it passes in one, four fifths in an hour and 36 minutes. */
function clock(startedAt: string, reminded: number): Clock {
  const start = at(startedAt)
  const spans = { startedAt: start, dueAt: new Date(start.getTime() + 7_200_000), unit: 'h' as const }
  const rest = { pausedAt: null, stoppedAt: null, rung: 0, extended: false, ofId: null }
  return { id: 1, matterId: 1, kind: 'ack', reminded, ...spans, ...rest }
}

describe('a half day', () => {
  it('begins at seven, at noon and at half past five, and there is none at night', () => {
    const told = ['07:00', '11:59', '12:00', '17:29', '17:30', '21:59'].map((time) => {
      const half = halfDayAt(at(time))
      return half && [half.from, half.until].map((edge) => localIso(edge).slice(11, 16)).join('-')
    })
    expect(told).toEqual([
      '07:00-12:00',
      '07:00-12:00',
      '12:00-17:30',
      '12:00-17:30',
      '17:30-22:00',
      '17:30-22:00',
    ])
    expect([halfDayAt(at('22:00')), halfDayAt(at('06:59')), halfDayAt(at('00:00'))]).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('a reminder of what is not urgent', () => {
  const tell = (one: Clock, time: string) => {
    const half = halfDayAt(at(time))
    return half && [remindersToTell(one, at(time), half), remindersAhead(one, half)]
  }

  it('comes at half and at four fifths, and ahead of them where something else comes in that half day', () => {
    expect(tell(clock('11:00', 0), '11:30')).toEqual([0, 1])
    expect(tell(clock('13:00', 0), '13:30')).toEqual([0, 2])
    expect(tell(clock('13:00', 0), '14:00')).toEqual([1, 2])
  })

  it('that its time is over waits for the next half day, but not where nobody was told by when it was', () => {
    expect(tell(clock('13:00', 2), '15:00')).toEqual([2, 2])
    expect(tell(clock('13:00', 2), '17:30')).toEqual([3, 2])
    expect(tell(clock('13:00', 1), '15:00')).toEqual([3, 2])
    expect(tell(clock('10:00', 2), '12:00')).toEqual([3, 2])
  })

  it('is for what is neither red nor urgent', () => {
    expect(isPressing({ colour: 'red', urgency: 'normal' })).toBe(true)
    expect(isPressing({ colour: 'blue', urgency: 'urgent' })).toBe(true)
    expect(isPressing({ colour: 'yellow', urgency: 'normal' })).toBe(false)
    expect(isPressing({ colour: null, urgency: 'normal' })).toBe(false)
  })
})
