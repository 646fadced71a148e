import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmount, readAmounts } from '../../handlers/read/amount.ts'
import { toNumber } from '../../handlers/read/number.ts'

describe('numbers in words', () => {
  test.each([
    ['一万二', 12_000],
    ['两千五', 2500],
    ['一百零五', 105],
    ['二〇二六', 2026],
    ['廿三', 23],
    ['十三', 13],
    ['一亿三千万', 130_000_000],
    ['2.5万', 25_000],
    ['壹仟玖佰', 1900],
    ['三点五万', 35_000],
    ['0801', 801],
    ['两千零十六', 2016],
    ['5万6000', 56_000],
    ['好的', null],
  ])('%s', (words, value) => expect(toNumber(words)).toBe(value))
})

describe('money', () => {
  test.each([
    ['我垫了3000', 3000],
    ['修车钱八百行不', 800],
    ['这墙两千块你赔', 2000],
    ['三百私了', 300],
    ['押金1500不退', 1500],
    ['欠工资两万三没发', 23_000],
    ['¥300', 300],
    ['一共12,000元', 12_000],
    ['贷了2.5万', 25_000],
    ['五毛钱的事', 0.5],
    ['才3块5', 3.5],
    ['一个月15k', 15_000],
    ['花了30多万', 300_000],
    ['亏了300余万元', 3_000_000],
    ['一千多万元的工程', 10_000_000],
    ['欠我二十几万块', 210_000],
    ['造价1.234567亿元', 123_456_700],
    ['合同价88.5万元2.0版', 885_000],
  ])('%s', (text, cny) => expect(readAmount(text)?.cny).toBe(cny))

  test('what nobody counted is its lower bound', () => {
    expect(readAmount('一晚上输几万')?.cny).toBe(20_000)
    expect(readAmount('赔了十几万')?.cny).toBe(110_000)
    expect(readAmount('要我两三百')?.cny).toBe(200)
  })

  test('every sum in the order told, each in its own words', () => {
    const amounts = readAmounts('押金1500不退,还扣了我80块')
    expect(amounts.map((a) => a.cny)).toEqual([1500, 80])
    expect(amounts.map((a) => a.text)).toEqual(['1500', '80块'])
  })
})

describe('what is no money', () => {
  test.each([
    '打110',
    '给我13912345670打电话',
    '我家901',
    '5-2-1001',
    '10月15号要来',
    '一毛一样',
    '一块儿去',
    '要三天',
    '给两个人',
    '来了300人',
    '三楼收垃圾',
    '损失300美元',
    '转了两万美元',
    '逃了3亿卢布',
    '五角大楼',
    '2026年',
  ])('%s', (text) => expect(readAmount(text)).toBeNull())

  test('any text: never throws, quotes the text, and 64 KB are quick', () => {
    const pieces = fc.constantFrom(...'一二十百千万亿几多块元毛角分赔给12345.,¥ 要')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((p) => p.join('')),
        ),
        (text) => {
          for (const amount of readAmounts(text)) {
            expect(text).toContain(amount.text)
            expect(amount.cny).toBeGreaterThan(0)
          }
        },
      ),
    )
    for (const piece of ['一', '1,', '一百', '三千块', '0', '好几']) {
      const began = performance.now()
      readAmounts(piece.repeat(65_536 / piece.length))
      expect(performance.now() - began).toBeLessThan(5000)
    }
  })
})
