import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardJson } from '../../bot/platforms/lark/card.ts'
import { shown } from '../../bot/platforms/lark/escape.ts'
import { beginning, fitted } from '../../bot/platforms/lark/fit.ts'
import { mostBytes, pieces, weight } from '../../bot/platforms/lark/size.ts'
import type { Card } from '../../matters/message.ts'
import { checkCard } from '../support/lark/check-card.ts'
import { linksIn, mentionsIn } from '../support/lark/render.ts'
import { readable } from '../support/lark/words.ts'

const takes = (card: object) => checkCard(JSON.parse(JSON.stringify(card)), () => true)
const reads = (card: object) => readable('interactive', JSON.stringify(card))
const words = (...lines: string[]): Card => ({ tone: 'plain', lines })

/** What a resident might slip in, and pieces of it that only work together. */
const slips = fc.constantFrom(
  ...[
    '<at id=all></at>',
    '<at user_id="all">所有人</at>',
    '< at id="ou_x">',
    '<AT ids=all>',
    '@all',
    '@_all',
    '@所有人',
  ],
  ...[
    '[领奖](http://evil.example)',
    '[a] (b)',
    '![](img_v3_x)',
    '<a href="https://evil.example">点我</a>',
    'https://',
  ],
  ...[
    'evil.com/x',
    'www.',
    '&lt;at id=all&gt;',
    '&#60;at',
    '<b>',
    '</b>',
    '**',
    '__',
    '~~',
    '`',
    '\\',
    '\n> ',
    '# ',
  ],
  ...[
    '<',
    '>',
    '[',
    ']',
    '(',
    ')',
    ':',
    '//',
    '@',
    '&',
    'at id=all',
    '\u202e',
    '\u200b',
    '\u0000',
    '\ud83d',
    '18812345678',
  ],
)
const text = fc
  .array(fc.oneof(slips, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 12 })
  .map((all) => all.join(''))

describe('words of residents', () => {
  it('call nobody and lead nowhere, in a card or a text, wherever they stand', () => {
    fc.assert(
      fc.property(text, text, text, (title, line, value) => {
        const card: Card = {
          tone: 'blue',
          title: `标题${title}`,
          lines: [line, `前${line}后`],
          fields: [{ name: value, value }],
          actions: [{ label: `按${line}`, command: '/确认 1' }],
        }
        const content = JSON.stringify(cardJson(card))
        expect(mentionsIn('interactive', content, () => undefined)).toEqual([])
        expect(linksIn('interactive', content)).toEqual([])
        const asText = JSON.stringify({ text: shown(`${title}\n${line}${value}`) })
        expect(mentionsIn('text', asText, () => undefined)).toEqual([])
        expect(linksIn('text', asText)).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })

  it('hold no tag, no link and no bare address even where everything is interpreted', () => {
    fc.assert(
      fc.property(text, (line) => {
        const all = shown(line)
        expect(all).not.toMatch(/<\s*[\p{L}/!?]|\]\s*[([:]|:\/\/|@[\p{L}\p{N}_]|&#?\w{1,32};/u)
        expect(all).not.toMatch(/[a-z0-9-]\.(?:com|cn|top|xyz|vip|cc)(?![a-z0-9_-])/i)
        expect(all).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]|(?!\n|\t)\p{Cc}/u)
        expect(all.isWellFormed()).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('stay readable: ordinary Chinese goes through as it is', () => {
    const said = '3号楼2单元502 夜里11:30太吵 (约65分贝),已说过2次 3*4=12 a_b 50% #7 「扰民」~'
    expect(shown(said)).toBe(said)
  })

  it.each(['evil.com', 'a-b.top/领奖', 'x.y.cn', 'WWW.Evil.CC', 'http://1.2.3.4/x', '领奖:t.cn/abc'])(
    'make no link of %s',
    (said) => expect(shown(said)).not.toMatch(/[a-z0-9]\.(?:com|top|cn|cc)|:\/\//i),
  )

  it('leave the ids in an export as they are', () => {
    const said = '{"category":"dispute.neighbor.noise","at":"2026-11-22T10:00:00.000Z","n":[1.5,[2]]}'
    expect(shown(said)).toBe(said)
  })

  it('shown twice are shown the same', () => {
    fc.assert(
      fc.property(text, (line) => {
        expect(shown(shown(line))).toBe(shown(line))
      }),
    )
  })
})

describe('numbers to dial', () => {
  it.each([
    ['打13812345678找我', '打138 1234 5678找我'],
    ['+8613812345678', '+86 138 1234 5678'],
    ['138-1234-5678', '138 1234 5678'],
    ['0532-88881234', '0532 8888 1234'],
    ['01088881234', '010 8888 1234'],
    ['400-800-1234', '400 800 1234'],
    ['值班电话88001234', '值班电话8800 1234'],
  ])('%s is written %s', (said, read) => {
    expect(shown(said)).toBe(read)
  })

  it.each(['12389', '110/119/120', '2026-11-22 13:00', '赔12345678元', '编号20261122', '96110'])(
    '%s is no such number and stays',
    (said) => expect(shown(said)).toBe(said),
  )

  it('can be written so that no pattern of digits and blanks finds them', () => {
    expect(shown('打13812345678', '\u00b7')).toBe('打138\u00b71234\u00b75678')
  })

  it('are never bare, whatever stands around them', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(shown(`${before} 13900001111 ${after}`)).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
      }),
    )
  })
})

describe('a card', () => {
  it.each([
    ['plain', 'default'],
    ['blue', 'blue'],
    ['yellow', 'yellow'],
    ['red', 'red'],
    ['grey', 'grey'],
  ] as const)('of tone %s has a header of %s', (tone, template) => {
    const card = cardJson({ tone, title: '事项 #7', lines: ['正文'] })
    expect(takes(card)).toMatchObject({ header: { template, title: { content: '事项 #7' } } })
  })

  it('shows mention, title, fields, lines and buttons, in that order, and nothing Lark does not know', () => {
    const card = cardJson({
      tone: 'yellow',
      title: '噪音扰民',
      mention: { id: 'ou_84aad35d084aa403a838cf73ee18467', nick: '张大妈' },
      fields: [
        { name: '地点', value: '3号楼' },
        { name: '时间', value: '昨晚' },
      ],
      lines: ['请您确认', '内容如下'],
      actions: [
        { label: '1 对', command: '/确认 12' },
        { label: '3 不报了', command: '/撤回 12' },
      ],
    })
    takes(card)
    expect(mentionsIn('interactive', JSON.stringify(card), () => undefined).map((one) => one.openId)).toEqual(
      ['ou_84aad35d084aa403a838cf73ee18467'],
    )
    expect(reads(card)).toMatch(
      /噪音扰民[\s\S]*地点:3号楼\n时间:昨晚[\s\S]*请您确认\n内容如下[\s\S]*1 对[\s\S]*3 不报了/,
    )
  })

  it('carries the slash text of each button as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        (command, label) => {
          const card = takes(
            cardJson({ tone: 'plain', lines: ['x'], actions: [{ label: `按${label}`, command }] }),
          )
          expect(JSON.stringify(card)).toContain(JSON.stringify({ command }))
        },
      ),
    )
  })

  it('calls nobody for an id that is none', () => {
    for (const id of ['all', 'ou_x></at><at id=all', '', 'wxid_1']) {
      const card = JSON.stringify(cardJson({ ...words('您好'), mention: { id, nick: 'x' } }))
      expect(card).not.toContain('<at')
    }
  })

  it('has no header without a title, and can be changed later', () => {
    const card = cardJson(words('好'))
    expect(card.header).toBeUndefined()
    expect(card).toMatchObject({ schema: '2.0', config: { update_multi: true } })
  })

  it('stays under 200 elements however many buttons it has, and says that there are more', () => {
    const actions = Array.from({ length: 120 }, (_, at) => ({ label: `第${at}`, command: `/办结 ${at}` }))
    const card = cardJson({ ...words('很多'), actions, fields: [{ name: 'a', value: 'b' }] })
    takes(card)
    expect(reads(card)).toMatch(/还有一些操作没有显示/)
  })

  it('shows an uploaded picture, or else what it says', () => {
    const card: Card = { ...words('本周'), picture: { svg: '<svg/>', says: '本周12件,办结9件' } }
    expect(JSON.stringify(takes(cardJson(card, { imageKey: 'img_v3_1' })))).toContain('"img_key":"img_v3_1"')
    expect(reads(cardJson(card))).toContain('本周12件,办结9件')
  })
})

describe('size', () => {
  /** A card whose request weighs exactly this. */
  function weighing(bytes: number): Card {
    const empty = weight(cardJson(words('a')))
    return words('a'.repeat(bytes - empty + 1))
  }

  it.each([29_400, 29_500])('a card of %i bytes goes out whole', (bytes) => {
    expect(weight(cardJson(weighing(bytes)))).toBe(bytes)
    expect(fitted(weighing(bytes)).texts.length).toBe(0)
  })

  it.each([29_501, 29_900, 30_000, 30_100, 200_000])(
    'of a card of %i bytes the words go ahead as text',
    (bytes) => {
      const card = { ...weighing(bytes), title: '名单', actions: [{ label: '知道了', command: '/知道' }] }
      const { texts, card: rest } = fitted(card)
      expect(texts.join('').match(/a/g)).toHaveLength(card.lines.join('').length)
      for (const one of texts) expect(weight({ text: one })).toBeLessThanOrEqual(mostBytes.text)
      expect(weight(takes(rest))).toBeLessThanOrEqual(mostBytes.card)
      expect(reads(rest)).toMatch(/名单[\s\S]*全文见上面[\s\S]*知道了/)
    },
  )

  it('is counted in bytes as they are sent, not in characters', () => {
    const card = words('枫'.repeat(9_500))
    expect(fitted(card).texts.length).toBe(0)
    expect(fitted(words('枫'.repeat(9_800))).texts.length).toBe(1)
    expect(fitted(words('"'.repeat(9_800))).texts.length).toBe(1)
  })

  it('of a text of 150 KB and more is kept by pieces that tear no character and lose no line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.integer({ min: 700, max: 3000 }),
        (lines, most) => {
          const whole = lines.join('\n').toWellFormed()
          const parts = pieces(whole, most)
          for (const part of parts) {
            expect(weight({ text: part })).toBeLessThanOrEqual(most)
            expect(part.isWellFormed()).toBe(true)
          }
          expect(parts.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''))
        },
      ),
    )
  })

  it('of a card that is changed in place is kept by showing the beginning, and a way to the rest', () => {
    const lines = Array.from({ length: 3000 }, (_, at) => `第${at}行:枫桥经验`)
    const card = beginning({ tone: 'blue', title: '长', lines, fields: [{ name: '地点', value: '3号楼' }] })
    expect(weight(takes(card))).toBeLessThanOrEqual(mostBytes.card)
    expect(reads(card)).toMatch(/地点:3号楼[\s\S]*第0行[\s\S]*第100行[\s\S]*看全文/)
  })

  it('keeps the mention with the words that go ahead', () => {
    const mention = { id: 'ou_84aad35d084aa403a838cf73ee18467', nick: '张' }
    const { texts } = fitted({ ...words('枫'.repeat(12_000)), mention })
    const content = JSON.stringify({ text: texts[0] })
    expect(mentionsIn('text', content, () => undefined)).toMatchObject([{ openId: mention.id }])
  })
})
