import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask } from '../../handlers/read/mask.ts'

describe('numbers that belong to a person', () => {
  test.each([
    ['有事打13912345670找我', '有事打139********找我'],
    ['139 1234 5670', '139**********'],
    ['139-1234-5670', '139**********'],
    ['１３９１２３４５６７０', '１３９********'],
    ['身份证370202199901011234', '身份证370***************'],
    ['370202 19990101 123X', '370*****************'],
    ['旧证370202990101123', '旧证370************'],
    ['卡号6217 0023 4567 8901 234', '卡号621********************'],
    ['座机0532-85551234', '座机053**********'],
    ['电话8555 1234', '电话855******'],
  ])('%s', (text, expected) => expect(mask(text)).toBe(expected))

  test('a mobile number said in Chinese digits or with a country code is gone', () => {
    expect(mask('幺三九幺二三四五六七零')).toBe('*'.repeat(11))
    expect(mask('+86 139 1234 5670')).not.toMatch(/\d{3}/)
  })

  test('every number of a message is masked, not only the first', () => {
    expect(mask('1. 13912345670\n2. 13800001111、13700002222')).toBe(
      '1. 139********\n2. 138********、137********',
    )
  })

  test('emergency and service numbers, dates, times and sums stay', () => {
    const text =
      '打110、119、120、12345、96110或12356;2026-11-18 12:30,1.2.2026共3000-5000元,矛盾编号AH-1118-07'
    expect(mask(text)).toBe(text)
  })
})

describe('what else gives a person away', () => {
  test.each([
    ['鲁B·X1234堵门了', '鲁B·*****堵门了'],
    ['沪AD12345', '沪A******'],
    ['发到zhang.san@example.com', '发到*********************'],
    ['加V:zhang_san88', '加V:***********'],
    ['QQ 123456789', 'QQ *********'],
    ['8栋1201', '8栋****'],
    ['王姐(5-2-902)', '王姐(5-2-***)'],
    ['我家901漏水', '我家***漏水'],
    ['3号楼2单元1001室', '3号楼2单元****室'],
  ])('%s', (text, expected) => expect(mask(text)).toBe(expected))

  test('a full name keeps its surname only', () => {
    expect(mask('8栋1201刘翠萍跟儿媳妇吵')).toBe('8栋****刘**跟儿媳妇吵')
    expect(mask('我叫欧阳建华')).toBe('我叫欧阳**')
    expect(mask('李某玲和张某某')).toBe('李**和张**')
    expect(mask('陈德明先生')).toBe('陈**先生')
  })

  test('kin, titles and ordinary words stay', () => {
    const text = '王姐、老周、周警官、刘主任都说方向不对,高兴得很,安全第一,国家规定,何时处理,周末再说'
    expect(mask(text)).toBe(text)
  })
})

describe('for any text', () => {
  const digit = fc.integer({ min: 0, max: 9 })
  const phone = fc
    .tuple(fc.integer({ min: 3, max: 9 }), fc.array(digit, { minLength: 9, maxLength: 9 }))
    .map(([second, rest]) => `1${second}${rest.join('')}`)
  const gaps = fc.array(fc.constantFrom('', '', ' ', '-', '.', '·'), { minLength: 11, maxLength: 11 })
  const words = fc.constantFrom(
    '漏水',
    '电话',
    '3栋',
    ' 9 ',
    '。',
    '5-2-1001 ',
    'a',
    '2026-11-18 ',
    '\n',
    '￥30 ',
  )

  test('a planted phone never survives, however it is spaced and wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(words, phone, gaps, words), { minLength: 1, maxLength: 4 }), (plants) => {
        const text = plants
          .map(([before, number, between, after]) => {
            const spaced = [...number].map((d, i) => d + (i < 10 ? between[i] : '')).join('')
            return `${before}${spaced}${after}`
          })
          .join('。')
        const left = mask(text).replace(/[ .·-]/g, '')
        for (const [, number] of plants) expect(left).not.toContain(number.slice(3))
      }),
      { numRuns: 400 },
    )
  })

  test('masking twice changes nothing and the length stays', () => {
    const pieces = fc.constantFrom(
      ...'刘陈王张翠萍建国明华某先生姐栋室号加Vv微信鲁B138一三八 -.:@*12345',
      '13912345670',
      '8栋1201',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(pieces).map((p) => p.join('')),
        ),
        (text) => {
          const once = mask(text)
          expect(mask(once)).toBe(once)
          expect(once).toHaveLength(text.length)
        },
      ),
      { numRuns: 600 },
    )
  })

  test.each(['1 ', '一', '138-', 'a@', '刘', '8栋', '(', '鲁B1'])(
    '64 KB of %j do not take seconds by the dozen',
    (piece) => {
      const text = piece.repeat(Math.ceil(65_536 / piece.length))
      const began = performance.now()
      mask(text)
      expect(performance.now() - began).toBeLessThan(5000)
    },
  )
})
