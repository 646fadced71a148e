import { afterEach, describe, expect, test, vi } from 'vitest'
import { readTime } from '../../handlers/read/time.ts'
import { lunarDay, lunarMonth, lunarYearOf, monthLength } from '../../handlers/read/time-lunar.ts'
import { addDays } from '../../matters/working-time.ts'

describe('the lunar calendar', () => {
  test.each([
    ['2019-02-05', '2019-09-13'],
    ['2020-01-25', '2020-10-01'],
    ['2021-02-12', '2021-09-21'],
    ['2023-01-22', '2023-09-29'],
    ['2025-01-29', '2025-10-06'],
    ['2026-02-17', '2026-09-25'],
    ['2030-02-03', '2030-09-12'],
  ])('has new year on %s and mid-autumn on %s', (newYear, midAutumn) => {
    const year = Number(newYear.slice(0, 4))
    expect([lunarDay(year, 1, 1), lunarDay(year, 8, 15)]).toEqual([newYear, midAutumn])
    expect([lunarYearOf(addDays(newYear, -1)), lunarYearOf(newYear)]).toEqual([year - 1, year])
  })

  // ICU reckons some new moons near midnight a day off (2018, 2027, 2030), so only years without one are compared.
  test('agrees with that of ICU on every day from 2019 to 2026', () => {
    const icu = new Intl.DateTimeFormat('en-u-ca-chinese', {
      timeZone: 'Asia/Shanghai',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    })
    const wrong: string[] = []
    for (let day = '2019-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const parts = Object.fromEntries(
        icu
          .formatToParts(new Date(`${day}T12:00:00+08:00`))
          .map(({ type, value }) => [type as string, value]),
      )
      // ICU marks a leap month with "bis".
      const month = parts.month ?? ''
      const leap = month.endsWith('bis')
      if (lunarDay(Number(parts.relatedYear), Number.parseInt(month, 10), Number(parts.day), leap) !== day)
        wrong.push(day)
    }
    expect(wrong).toEqual([])
  })

  test('has no thirtieth where a month has 29 days, and no leap month the year is without', () => {
    expect(monthLength(2026, 2)).toBe(29)
    expect(lunarDay(2026, 2, 30)).toBeNull()
    expect(lunarMonth(2026, 6, true)).toBeNull()
    expect(lunarMonth(2025, 6, true)).toEqual({ from: '2025-07-25', to: '2025-08-23' })
    expect(lunarDay(1899, 1, 1)).toBeNull()
  })
})

describe('the server may stand anywhere', () => {
  afterEach(() => vi.unstubAllEnvs())

  test.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])('in %s it is the same time', (zone) => {
    const at = new Date('2026-11-20T00:30:00+08:00')
    const read = () =>
      ['昨晚', '腊月二十三', '芒种', '除夕', '上周日', '三天前'].map((text) => readTime(text, at)?.from)
    vi.stubEnv('TZ', 'Asia/Shanghai')
    expect(new Date(0).getTimezoneOffset()).toBe(-480)
    const here = read()
    vi.stubEnv('TZ', zone)
    expect(new Date(0).getTimezoneOffset()).not.toBe(-480)
    expect(read()).toEqual(here)
    expect(here).toEqual([
      '2026-11-19T18:00:00+08:00',
      '2026-02-10T00:00:00+08:00',
      '2026-06-05T00:00:00+08:00',
      '2026-02-16T00:00:00+08:00',
      '2026-11-15T00:00:00+08:00',
      '2026-11-17T00:00:00+08:00',
    ])
  })
})
