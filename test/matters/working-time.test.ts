import { afterEach, describe, expect, test } from 'vitest'
import {
  addWorkingDays,
  atLocal,
  dayWords,
  endOfQuietHours,
  inQuietHours,
  isWorkingDay,
  localDate,
  localTime,
  nextWorkingDay,
  shiftToWorkingDay,
  unknownYear,
} from '../../matters/working-time.ts'

const zone = process.env.TZ
afterEach(() => {
  process.env.TZ = zone
})

describe('working days follow the table of the State Council', () => {
  test('a holiday is off, a make-up Saturday is on', () => {
    expect(isWorkingDay('2026-10-01')).toBe(false)
    expect(isWorkingDay('2026-10-10')).toBe(true)
    expect(isWorkingDay('2026-11-28')).toBe(false)
  })

  test('a working day is its own next one, the holidays lead to the day after them', () => {
    expect(nextWorkingDay('2026-11-20')).toBe('2026-11-20')
    expect(nextWorkingDay('2026-10-01')).toBe('2026-10-08')
  })

  test('working days are counted over weekends and holidays', () => {
    expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23')
    expect(addWorkingDays('2026-09-30', 2)).toBe('2026-10-09')
    expect(addWorkingDays('2026-11-21', 0)).toBe('2026-11-23')
  })

  test('an instant keeps its wall time when it moves', () => {
    expect(shiftToWorkingDay(atLocal('2026-10-03', '15:30'))).toEqual(atLocal('2026-10-08', '15:30'))
    expect(shiftToWorkingDay(atLocal('2026-10-10', '09:00'))).toEqual(atLocal('2026-10-10', '09:00'))
  })

  test('a year without a table says so', () => {
    expect([2024, 2025, 2026].map(unknownYear)).toEqual([false, false, false])
    expect(unknownYear(2031)).toBe(true)
  })
})

describe('quiet hours from ten to seven', () => {
  test.each([
    ['21:59', false],
    ['22:00', true],
    ['03:00', true],
    ['06:59', true],
    ['07:00', false],
  ])('%s', (time, quiet) => expect(inQuietHours(atLocal('2026-11-20', time))).toBe(quiet))

  test('they end at the next seven, and outside of them nothing waits', () => {
    expect(endOfQuietHours(atLocal('2026-11-20', '23:10'))).toEqual(atLocal('2026-11-21', '07:00'))
    expect(endOfQuietHours(atLocal('2026-11-21', '02:00'))).toEqual(atLocal('2026-11-21', '07:00'))
    expect(endOfQuietHours(atLocal('2026-11-21', '12:00'))).toEqual(atLocal('2026-11-21', '12:00'))
  })
})

describe('local days and times', () => {
  test.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])(
    'are those of Shanghai on a machine in %s',
    (tz) => {
      process.env.TZ = tz
      const instant = new Date('2026-11-19T16:30:00Z')
      expect(localDate(instant)).toBe('2026-11-20')
      expect(localTime(instant)).toBe('00:30')
      expect(atLocal('2026-11-20', '00:30')).toEqual(instant)
      expect(dayWords(instant)).toBe('11月20日(周五)00:30')
    },
  )

  test('words for a day say what is odd about it', () => {
    expect(dayWords(atLocal('2026-10-10', '15:00'))).toBe('10月10日(周六,调休上班)15:00')
    expect(dayWords(atLocal('2026-10-01', '09:00'))).toBe('10月1日(周四,国庆节)09:00')
  })

  test('a day that does not exist is refused', () => {
    expect(() => atLocal('2026-13-01', '09:00')).toThrow('2026-13-01')
    expect(() => atLocal('2026-02-30', '09:00')).toThrow('2026-02-30')
  })
})
