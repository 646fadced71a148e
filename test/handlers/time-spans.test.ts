import { describe, expect, test } from 'vitest'
import { readTime, readTimes } from '../../handlers/read/time.ts'

/** A Friday, noon in Shanghai. */
const at = new Date('2026-11-20T12:00:00+08:00')
type Prefer = 'past' | 'future'
const minute = (iso: string | null | undefined) => iso?.slice(0, 16) ?? null
/** from/to of the only time of a text, whole days by their date. */
const span = (text: string, prefer: Prefer = 'past') => {
  const [time, ...more] = readTimes(text, at, { prefer })
  expect(more.map((one) => one.text)).toEqual([])
  return [minute(time?.from)?.replace('T00:00', ''), minute(time?.to)?.replace('T00:00', '')]
}

describe('how long', () => {
  test.each([
    ['过去两周', '2026-11-06T12:00', '2026-11-20T12:00'],
    ['前三天', '2026-11-17T12:00', '2026-11-20T12:00'],
    ['一年零三个月', '2025-08-20T12:00', '2026-11-20T12:00'],
    ['3天5小时', '2026-11-17T07:00', '2026-11-20T12:00'],
    ['两小时二十分', '2026-11-20T09:40', '2026-11-20T12:00'],
    ['两天两夜', '2026-11-18T12:00', '2026-11-20T12:00'],
    ['三到五天', '2026-11-17T12:00', '2026-11-20T12:00'],
    ['两三天', '2026-11-18T12:00', '2026-11-20T12:00'],
    ['二十几天', '2026-10-30T12:00', '2026-11-20T12:00'],
    ['上个钟头', '2026-11-20T11:00', '2026-11-20T12:00'],
    ['三个工作日内', '2026-11-20T12:00', '2026-11-25T12:00'],
    ['还剩3天', '2026-11-20T12:00', '2026-11-23T12:00'],
    ['再过两天', '2026-11-22', '2026-11-23'],
    ['一个小时二十分钟前', '2026-11-20T10:40', '2026-11-20T10:40'],
    ['半个月前', '2026-11-05', '2026-11-06'],
  ])('%s', (text, from, to) => expect(span(text)).toEqual([from, to]))

  test('what has ended is not turned into the future by a command', () => {
    expect(span('过去两周', 'future')).toEqual(span('过去两周'))
    expect(span('两周', 'future')).toEqual(['2026-11-20T12:00', '2026-12-04T12:00'])
  })
})

describe('a stretch', () => {
  test.each([
    ['去年12月到今年2月', '2025-12-01', '2026-03-01'],
    ['去年6月1日-6月20日', '2025-06-01', '2025-06-21'],
    ['9月至1月', '2026-09-01', '2027-02-01'],
    ['3月5-8日', '2026-03-05', '2026-03-09'],
    ['2024年3-五月', '2024-03-01', '2024-06-01'],
    ['2015到18年', '2015-01-01', '2019-01-01'],
    ['三月和五月之间', '2026-03-01', '2026-06-01'],
    ['去年3月到现在', '2025-03-01', '2026-11-20T12:00'],
    ['昨晚10点到第二天早上6点', '2026-11-19T22:00', '2026-11-20T06:00'],
    ['早上五到七点', '2026-11-20T05:00', '2026-11-20T07:00'],
  ])('%s', (text, from, to) => expect(span(text)).toEqual([from, to]))
})

describe('what is open on one side', () => {
  test.each([
    ['晚上十点以后', '2026-11-19T22:00', undefined],
    ['三月开始', '2026-03-01', undefined],
    ['自2024年5月', '2024-05-01', undefined],
    ['8月1日之后', '2026-08-02', undefined],
    ['8月1日或之后', '2026-08-01', undefined],
    ['春节前', undefined, '2026-02-17'],
    ['8月1日及以前', undefined, '2026-08-02'],
    ['截止到昨天', undefined, '2026-11-20'],
    ['年底前', undefined, '2027-01-01'],
    ['春节以来', '2026-02-17', '2026-11-20T12:00'],
    ['2024年至今', '2024-01-01', '2026-11-20T12:00'],
  ])('%s', (text, from, to) => expect(span(text)).toEqual([from, to]))

  test('has no instant where only its end is known', () => {
    expect(readTime('下午三点前', at)).toMatchObject({ at: null, from: null, text: '下午三点前' })
    expect(readTime('下午三点后', at)?.at).toBe('2026-11-19T15:00:00+08:00')
  })

  test('other words begin with 前, 后 and 起 too', () => {
    expect(readTimes('昨天起火 今天后面小区门口 8点前面', at).map((time) => time.text)).toEqual([
      '昨天',
      '今天',
      '8点',
    ])
  })
})

describe('what comes again', () => {
  test.each([
    ['每周一三五', '2026-11-16'],
    ['周二、四下午', '2026-11-17T12:00'],
    ['每两周', '2026-11-20T12:00'],
    ['每月15号', '2026-11-15'],
    ['每月初五', '2026-11-13'],
    ['每年国庆', '2026-10-01'],
    ['每逢周末', '2026-11-14'],
    ['工作日早上', '2026-11-20T06:00'],
    ['一周两次', '2026-11-20T12:00'],
    ['隔三岔五', '2026-11-20T12:00'],
  ])('%s', (text, from) => {
    const [time] = readTimes(text, at)
    expect(time).toMatchObject({ recurring: true, at: null })
    expect(minute(time?.from)?.replace('T00:00', '')).toBe(from)
  })
})

describe('what only looks like a time', () => {
  test.each([
    '晚一点再来',
    '一时半会',
    '十分之一',
    '一日之计',
    '1-2号楼',
    '初三学生',
    '六一小学',
    '晚上月亮'.slice(2),
    '以前月薪三千'.slice(2),
    '今日头条',
    '三四点建议',
    '90后小伙',
    '住一宿舍',
  ])('%s', (text) => expect(readTime(text, at)).toBeNull())

  test('以后天天 has no 后天 in it', () => {
    expect(readTimes('以后天天这样', at).map((time) => time.text)).toEqual(['天天'])
  })
})
