import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mask } from '../../handlers/read/mask.ts'
import { bankCard, identity, landline, mobile } from '../../scripts/evaluate/mask-forms.ts'
import { email, plate, qq, wechat } from '../../scripts/evaluate/mask-forms-accounts.ts'
import { survives } from '../../scripts/evaluate/masks.ts'
import { randomFrom } from '../../scripts/train/random.ts'

const kinds = { mobile, landline, identity, bankCard, plate, email, wechat, qq }
const before = ['', '打我电话', '有事找我 ', '我的是', '张大妈说:', '车牌']
const after = ['', '。', '谢谢', '随时打', ' 急', ',在线等']

describe('however a number is written, it is gone', () => {
  test.each(Object.entries(kinds))('%s', (_, make) => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...before), fc.constantFrom(...after), (seed, lead, tail) => {
        const written = make(randomFrom(seed))
        const text = lead + written.text + tail
        expect(survives(written, mask(text)), text).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test('every one of several', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Object.values(kinds))), { maxLength: 4 }),
        (all) => {
          const written = all.map(([seed, make]) => make(randomFrom(seed)))
          const masked = mask(written.map(({ text }) => text).join('\n')).split('\n')
          for (const [i, one] of written.entries())
            expect(survives(one, masked[i] ?? ''), one.text).toBe(false)
        },
      ),
      { numRuns: 300 },
    )
  })

  test.each([
    '138 后面是 1234 5678',
    '一三八,中间一二三四,尾号五六七八',
    '座机0532-85551234转801',
    'zhang88艾特qq点com',
    '鲁B·D1 2345',
    '138😀1234😀5678',
    '138x1234x5678',
    '我的q是123456789',
    '薇❤zhang12345678',
  ])('%s', (text) => {
    expect(mask(text).replace(/[^\d一二三四五六七八九]/g, '').length).toBeLessThan(5)
  })

  test('sums, dates, counts and public numbers told in pieces stay', () => {
    for (const text of [
      '花了138,后面又花了120',
      '先交500再交1200',
      '12345打了3次,然后打的96110',
      '3栋2单元,后面是4栋',
    ])
      expect(mask(text)).toBe(text)
  })
})

describe('for any text', () => {
  const pieces = fc.constantFrom(
    ...'刘陈欧阳翠萍建国华某先生小阿姐栋室加V微信鲁B138一三八 -.:@*·#/,。\n',
    '李明华',
    '后面是',
    '艾特qq点com',
    '13912345670',
    '今天',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
  )

  test('masking twice is masking once, nothing grows, nothing throws', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = mask(text)
        expect(mask(once)).toBe(once)
        expect(once).toHaveLength(text.length)
      }),
      { numRuns: 1500 },
    )
  })

  test('a character is starred or stays as it was', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masked = mask(text)
        for (let i = 0; i < text.length; i++) expect(masked[i] === '*' || masked[i] === text[i]).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
