import { describe, expect, test } from 'vitest'
import { findTimes, readTime, readTimes } from '../../handlers/read/time.ts'
import { feasts } from '../../handlers/read/time-feasts.ts'
import { partsOfDay } from '../../handlers/read/time-words.ts'

/** A Friday, noon in Shanghai. */
const at = new Date('2026-11-20T12:00:00+08:00')
const minute = (iso: string | null | undefined) => iso?.slice(0, 16) ?? null
/** from/to of the only time of a text, whole days by their date. */
const span = (text: string) => {
  const [time, ...more] = readTimes(text, at)
  expect(more.map((one) => one.text)).toEqual([])
  return [minute(time?.from)?.replace('T00:00', ''), minute(time?.to)?.replace('T00:00', '')]
}

describe('days and weeks', () => {
  test.each([
    ['大大前天', '2026-11-16', '2026-11-17'],
    ['前儿个', '2026-11-18', '2026-11-19'],
    ['明儿下午', '2026-11-21T12:00', '2026-11-21T18:00'],
    ['上上上周一', '2026-10-26', '2026-10-27'],
    ['下一个星期五', '2026-11-27', '2026-11-28'],
    ['上个禮拜三', '2026-11-11', '2026-11-12'],
    ['上半周', '2026-11-16', '2026-11-19'],
    ['周六日', '2026-11-14', '2026-11-16'],
    ['这个双休日', '2026-11-21', '2026-11-23'],
    ['楼上周六又蹦迪', '2026-11-14', '2026-11-15'],
    ['昨天上半夜吵', '2026-11-19T18:00', '2026-11-20'],
  ])('%s', (text, from, to) => expect(span(text)).toEqual([from, to]))
})

describe('months, years and parts of them', () => {
  test.each([
    ['上上个月六号', '2026-09-06', '2026-09-07'],
    ['上半月', '2026-11-01', '2026-11-16'],
    ['3月月底', '2026-03-21', '2026-04-01'],
    ['去年第三个季度', '2025-07-01', '2025-10-01'],
    ['上个半年', '2026-01-01', '2026-07-01'],
    ['2019上半年', '2019-01-01', '2019-07-01'],
    ['上年末', '2025-11-01', '2026-01-01'],
    ['前年冬天', '2024-12-01', '2025-03-01'],
    ['六月六月中旬吧', '2026-06-11', '2026-06-21'],
    ['2024年第二个月', '2024-02-01', '2024-03-01'],
    ['今年的前两周', '2025-12-29', '2026-01-12'],
    ['去年的最后10天', '2025-12-22', '2026-01-01'],
    ['五月的最后一个星期日', '2026-05-31', '2026-06-01'],
    ['九月的第二周', '2026-09-07', '2026-09-14'],
    ['八十年代', '1980-01-01', '1990-01-01'],
    ['上世纪九十年代', '1990-01-01', '2000-01-01'],
    ['20250317', '2025-03-17', '2025-03-18'],
    ['二月二十九号', '2024-02-29', '2024-03-01'],
  ])('%s', (text, from, to) => expect(span(text)).toEqual([from, to]))

  test('a day that does not exist is no time', () => {
    for (const text of ['2月31日', '2025年4月31日', '2023年第七个季度', '三月的第八周', '二月的前40天'])
      expect(readTime(text, at)).toBeNull()
  })
})

describe('feasts and the lunar calendar', () => {
  test.each([
    ['清明', '2026-04-05', '2026-04-06'],
    ['去年冬至', '2025-12-21', '2025-12-22'],
    ['母亲节', '2026-05-10', '2026-05-11'],
    ['除夕', '2026-02-16', '2026-02-17'],
    ['大年初三', '2026-02-19', '2026-02-20'],
    ['今年正月', '2026-02-17', '2026-03-19'],
    ['去年闰六月', '2025-07-25', '2025-08-23'],
    ['农历七月十五', '2026-08-27', '2026-08-28'],
    ['腊月廿八', '2026-02-15', '2026-02-16'],
    ['农历初五', '2026-11-13', '2026-11-14'],
    ['国庆节', '2026-10-01', '2026-10-02'],
    ['国庆假期', '2026-10-01', '2026-10-08'],
    ['过年的时候', '2026-02-17', '2026-02-24'],
    ['农历二月三十', '2024-04-08', '2024-04-09'],
  ])('%s', (text, from, to) => expect(span(text)).toEqual([from, to]))

  test('every feast and every part of the day is found by its name', () => {
    const unfound = [
      ...Object.keys(feasts),
      ...Object.values(partsOfDay).flatMap(({ words }) => words.split(' ')),
    ]
      .map((word) => (/^(?:十一|五一|六一|八一|三八|中元)$/.test(word) ? `${word}节` : word))
      .filter((word) => findTimes(word, at)[0]?.end !== word.length)
    expect(unfound).toEqual([])
  })
})

describe('hours', () => {
  test.each([
    ['差五分八点', '2026-11-20T07:55'],
    ['晚上十点差一刻', '2026-11-19T21:45'],
    ['凌晨三四点', '2026-11-20T03:00'],
    ['早上七八点钟', '2026-11-20T07:00'],
    ['天天半夜两三点', '2026-11-20T02:00'],
    ['9:30 p.m.', '2026-11-19T21:30'],
    ['8am', '2026-11-20T08:00'],
    ['16点40分50秒', '2026-11-19T16:40'],
    ['7點鐘', '2026-11-20T07:00'],
    ['今天头晌', '2026-11-20T08:00'],
    ['天擦黑', '2026-11-19T17:00'],
    ['吵了一宿', '2026-11-19T18:00'],
  ])('%s', (text, from) => expect(minute(readTime(text, at)?.from)).toBe(from))
})

test('sixty characters take well under a tenth of a millisecond', () => {
  const text =
    '上礼拜三晚上十点多楼下又开始吵，天天半夜都这样，打了三次电话没人管，前天还把我家门口的车刮了，求处理一下吧谢谢啦'
  for (let i = 0; i < 500; i++) readTime(text, at)
  const began = performance.now()
  for (let i = 0; i < 500; i++) readTime(text, at)
  // Ten times the aim, for slow and busy machines.
  expect((performance.now() - began) / 500).toBeLessThan(1)
})

test('those upstairs are loud at midnight, not in the first half of the night', () => {
  expect(readTimes('5号楼楼上半夜装修', at).map(({ text }) => text)).toEqual(['半夜'])
})
