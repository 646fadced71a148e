import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTime, readTimes } from '../../handlers/read/time.ts'

/** A Friday, noon in Shanghai. */
const at = new Date('2026-11-20T12:00:00+08:00')
const start = (text: string, prefer: 'past' | 'future' = 'past') =>
  readTime(text, at, { prefer })?.from?.slice(0, 16) ?? null

describe('what was, told at noon on Friday 20 November 2026', () => {
  test.each([
    ['刚才有人砸车', '2026-11-20T12:00'],
    ['昨晚风大', '2026-11-19T18:00'],
    ['前天就这样', '2026-11-18T00:00'],
    ['大前天', '2026-11-17T00:00'],
    ['上礼拜三晚上', '2026-11-11T18:00'],
    ['星期三来过', '2026-11-18T00:00'],
    ['礼拜天', '2026-11-15T00:00'],
    ['上周末', '2026-11-14T00:00'],
    ['半夜11点', '2026-11-19T23:00'],
    ['凌晨两点多', '2026-11-20T02:00'],
    ['昨晚2点', '2026-11-20T02:00'],
    ['昨晚12点', '2026-11-20T00:00'],
    ['七点一刻', '2026-11-20T07:15'],
    ['早上8点半', '2026-11-20T08:30'],
    ['下午2点40', '2026-11-19T14:40'],
    ['16点40分', '2026-11-19T16:40'],
    ['11月初', '2026-11-01T00:00'],
    ['上个月15号', '2026-10-15T00:00'],
    ['25号交的钱', '2026-10-25T00:00'],
    ['12月3日', '2025-12-03T00:00'],
    ['去年11月底', '2025-11-21T00:00'],
    ['2018年8月7日22点40分', '2018-08-07T22:40'],
    ['国庆期间', '2026-10-01T00:00'],
    ['腊月二十三', '2026-02-10T00:00'],
    ['10分钟前', '2026-11-20T11:50'],
    ['三天前', '2026-11-17T00:00'],
  ])('%s', (text, from) => expect(start(text)).toBe(from))

  test('how long it has lasted reaches up to now', () => {
    expect(readTime('黑了一礼拜了', at)).toMatchObject({ text: '一礼拜了', granularity: 'week' })
    expect(start('路灯黑了一礼拜了')).toBe('2026-11-13T12:00')
    expect(start('闹半年了')).toBe('2026-05-20T12:00')
    expect(start('挡我一小时了')).toBe('2026-11-20T11:00')
    expect(start('三个半月没发工资')).toBe('2026-08-05T12:00')
    expect(readTime('两天没见', at)?.to).toBe('2026-11-20T12:00:00+08:00')
  })

  test('small hours told after an evening belong to that night', () => {
    const [first] = readTimes('上礼拜三晚上电瓶没了 今天翻监控 凌晨两点多俩人', at)
    expect(first).toMatchObject({
      at: '2026-11-12T02:00:00+08:00',
      granularity: 'hour',
      text: '上礼拜三晚上',
    })
  })
})

describe('what comes again', () => {
  test('has no one instant, but its latest turn', () => {
    expect(readTime('天天半夜11点准时蹦', at)).toMatchObject({
      text: '天天半夜11点',
      recurring: true,
      at: null,
      from: '2026-11-20T23:00:00+08:00',
    })
    expect(readTime('每晚都吵', at)).toMatchObject({ recurring: true, granularity: 'part_of_day' })
    expect(readTime('每周三下午跳舞', at)).toMatchObject({
      recurring: true,
      from: '2026-11-18T12:00:00+08:00',
    })
  })

  test('may be told some words before its hour', () => {
    expect(readTime('每天放音响放到凌晨1点', at)).toMatchObject({
      text: '每天放音响放到凌晨1点',
      recurring: true,
    })
  })
})

describe('what is to be, for commands', () => {
  test.each([
    ['周三', '2026-11-25T00:00'],
    ['这周五', '2026-11-20T00:00'],
    ['下周一上午9点', '2026-11-23T09:00'],
    ['下周 周三', '2026-11-25T00:00'],
    ['明天早上8点', '2026-11-21T08:00'],
    ['明晚七点', '2026-11-21T19:00'],
    ['下个月10号', '2026-12-10T00:00'],
    ['10号', '2026-12-10T00:00'],
    ['8点', '2026-11-21T08:00'],
    ['15:30', '2026-11-20T15:30'],
    ['10分钟后', '2026-11-20T12:10'],
    ['元旦', '2027-01-01T00:00'],
    ['春节', '2027-02-06T00:00'],
    ['月底', '2026-11-21T00:00'],
  ])('%s', (text, from) => expect(start(text, 'future')).toBe(from))

  test('a stretch has both ends', () => {
    expect(readTime('明天8点到9点停水', at)).toMatchObject({
      from: '2026-11-21T08:00:00+08:00',
      to: '2026-11-21T09:00:00+08:00',
    })
    expect(readTime('晚上10点到凌晨1点', at, { prefer: 'future' })).toMatchObject({
      from: '2026-11-20T22:00:00+08:00',
      to: '2026-11-21T01:00:00+08:00',
    })
    expect(readTime('下周一下午3点到5点', at, { prefer: 'future' })).toMatchObject({
      from: '2026-11-23T15:00:00+08:00',
      to: '2026-11-23T17:00:00+08:00',
    })
    expect(readTime('12月1日至3日', at)).toMatchObject({
      from: '2025-12-01T00:00:00+08:00',
      to: '2025-12-04T00:00:00+08:00',
    })
  })
})

describe('what is no time', () => {
  test.each([
    '有一点烦',
    '我有两点建议',
    '快一点来',
    '3栋1201',
    '2号楼',
    '孩子6岁上三年级',
    '比分3:1',
    '升高10点5度',
    '打110',
    '我家901',
    '2-3-402',
  ])('%s', (text) => expect(readTime(text, at)).toBeNull())
})

describe('any text at any time', () => {
  test('never throws, quotes the text and speaks in +08:00', () => {
    const pieces = fc.constantFrom(
      ...'一二三十零0123459年月日号点分半刻天周前后初底晚早每到内农历腊正闰:-./ 、',
      '星期',
      '上个',
      '下下',
      '半夜',
      '凌晨',
      '春节',
      '小时',
      '昨',
      '99',
      '以前',
      '之后',
      '开始',
      '闰',
      '廿',
      '第三个',
      '最后',
      '世纪',
      '差',
      '工作日',
      '多',
      '週',
    )
    const instants = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 25 }),
        instants,
        fc.constantFrom('past', 'future'),
        (parts, now, prefer) => {
          const text = parts.join('')
          for (const time of readTimes(text, now, { prefer: prefer === 'past' ? 'past' : 'future' })) {
            expect(text).toContain(time.text)
            for (const bound of [time.from, time.to].filter((one) => one !== null))
              expect(bound).toMatch(/\+08:00$/)
            // Only what is told to be before or after something is open, on one side.
            expect(time.from ?? time.to).not.toBeNull()
            if (time.from && time.to)
              expect(Date.parse(time.to)).toBeGreaterThanOrEqual(Date.parse(time.from))
          }
        },
      ),
      { numRuns: 1500 },
    )
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readTimes(text, at)))
  })

  test.each(['昨晚', '凌晨1点', '8点到', '一百', '1-', '每天', '上上', '周一', '三天', '年初', '五月'])(
    '64 KB of %s do not take seconds by the dozen',
    (piece) => {
      const began = performance.now()
      readTimes(piece.repeat(Math.ceil(65_536 / piece.length)), at)
      expect(performance.now() - began).toBeLessThan(5000)
    },
  )
})
