import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandNames } from '../../handlers/commands/index.ts'
import { nearestName, parseCommand, withoutMention } from '../../handlers/commands/parse.ts'

/** As in a direct chat or after an @: a known name needs no slash. */
const addressed = (text: string) => parseCommand(text, { names: commandNames, addressed: true })
const overheard = (text: string) => parseCommand(text, { names: commandNames, addressed: false })

describe('a command as people type it', () => {
  test.each([
    ['/帮助', '帮助', ''],
    ['／帮助', '帮助', ''],
    ['/ 帮助', '帮助', ''],
    ['／　帮助　', '帮助', ''],
    ['  /帮助  ', '帮助', ''],
    ['\n/帮助\n', '帮助', ''],
    ['/help', 'help', ''],
    ['/HELP', 'help', ''],
    ['/Visit AH-1117-01 已解决 5', 'visit', 'AH-1117-01 已解决 5'],
    ['/?', '?', ''],
    ['/？', '？', ''],
    ['/交办 12 @李四', '交办', '12 @李四'],
    ['/交办12 @李四', '交办', '12 @李四'],
    ['/交办12@李四', '交办', '12@李四'],
    ['/交办１２ @李四', '交办', '１２ @李四'],
    ['/交办@李四 12', '交办', '@李四 12'],
    ['/交办＠李四 12', '交办', '＠李四 12'],
    ['/交办#12', '交办', '#12'],
    ['/交办＃12', '交办', '＃12'],
    ['/接单AH-1117-01', '接单', 'AH-1117-01'],
    ['/接单ah-1117-1', '接单', 'ah-1117-1'],
    ['／接单ＡＨ－１１１７－０１', '接单', 'ＡＨ－１１１７－０１'],
    ['/看XS-1118-07', '看', 'XS-1118-07'],
    ['/查看AH-1117-01', '查看', 'AH-1117-01'],
    ['/回访AH-1117-01 已解决 5', '回访', 'AH-1117-01 已解决 5'],
    ['/visit12 好', 'visit', '12 好'],
    ['/ackAH-1117-01', 'ack', 'AH-1117-01'],
    ['/办理 AH-1117-01 上门\n见了双方', '办理', 'AH-1117-01 上门\n见了双方'],
    ['/上报\n楼上漏水', '上报', '楼上漏水'],
    ['/上报　楼上漏水', '上报', '楼上漏水'],
    ['@小助手 /帮助', '帮助', ''],
    ['@小助手\u2005/帮助', '帮助', ''],
    ['＠小助手 ／帮助', '帮助', ''],
    ['@小助手 @老黄 /交办 12', '交办', '12'],
    [' @小助手\u2005 /接单12', '接单', '12'],
  ])('%j is /%s with "%s"', (text, word, rest) => {
    expect(overheard(text)).toEqual({ word, rest })
    expect(addressed(text)).toEqual({ word, rest })
  })

  test.each([
    ['/代办', '代办', ''],
    ['/stop', 'stop', ''],
    ['/acknowledge', 'acknowledge', ''],
    ['/very nice', 'very', 'nice'],
    ['/logistics', 'logistics', ''],
    ['/帮助我', '帮助我', ''],
    ['/交办好了', '交办好了', ''],
    ['/强/强/玫瑰', '强/强/玫瑰', ''],
  ])('%j has a name of its own, and is not cut to a known one', (text, word, rest) => {
    expect(overheard(text)).toEqual({ word, rest })
  })

  test.each([
    ['帮助', '帮助', ''],
    ['@小助手 帮助', '帮助', ''],
    ['查进度 AH-1117-01', '查进度', 'AH-1117-01'],
    ['HELP', 'help', ''],
    ['@小助手 上报 楼上漏水', '上报', '楼上漏水'],
  ])('%j works without a slash where the bot is addressed, and only there', (text, word, rest) => {
    expect(addressed(text)).toEqual({ word, rest })
    expect(overheard(text)).toBeNull()
  })

  test.each([
    '',
    ' ',
    '/',
    '／',
    ' / ',
    '@小助手',
    '@小助手 /',
    '楼上漏水',
    '请帮助我',
    '3/4 的人',
    'http://x.cn/帮助',
  ])('%j is none', (text) => {
    expect(addressed(text)).toBeNull()
    expect(overheard(text)).toBeNull()
  })

  test('a mention further back is left to the verb', () => {
    expect(withoutMention('@小助手 交给 @李四 吧')).toBe('交给 @李四 吧')
    expect(withoutMention('交给 @李四 吧')).toBe('交给 @李四 吧')
  })

  test('the longest of several names that fit is taken', () => {
    const names = new Set(['查', '查进度'])
    expect(parseCommand('/查进度12', { names, addressed: false })).toEqual({ word: '查进度', rest: '12' })
    expect(parseCommand('/查12', { names, addressed: false })).toEqual({ word: '查', rest: '12' })
  })
})

/** The faces that WeChat and QQ write as a slash and a name. */
const faces = `
  微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 酷 冷汗 抓狂 吐 偷笑 可爱 愉快 白眼 傲慢
  饥饿 困 惊恐 流汗 憨笑 悠闲 奋斗 咒骂 疑问 嘘 晕 疯了 折磨 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 糗大了 坏笑 左哼哼 右哼哼
  哈欠 鄙视 委屈 快哭了 阴险 亲亲 吓 可怜 西瓜 啤酒 篮球 乒乓 咖啡 饭 猪头 玫瑰 凋谢 嘴唇 示爱 爱心 心碎 蛋糕 闪电 炸弹
  刀 足球 瓢虫 便便 月亮 太阳 礼物 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 差劲 爱你 NO OK 爱情 飞吻 跳跳 发抖 怄火 转圈 磕头
  跳绳 投降 激动 街舞 献吻 左太极 右太极
`

describe('the nearest name', () => {
  test.each([
    ['代办', '待办'],
    ['帮忙', '帮助'],
    ['交班', '交办'],
    ['撤消', '撤回'],
    ['查进展', '查进度'],
    ['hlep', 'help'],
    ['visti', 'visit'],
    ['不听', '不听我'],
  ])('to %s is %s', (word, name) => expect(nearestName(word, commandNames)).toBe(name))

  test.each(['', '投诉居委会', '天气预报', 'shutdown', '找人'])('to %j is none', (word) => {
    expect(nearestName(word, commandNames)).toBeNull()
  })

  test.each(faces.trim().split(/\s+/u))('to the face /%s is none: nobody meant a command', (face) => {
    const word = overheard(`/${face}`)?.word ?? ''
    expect(commandNames.has(word)).toBe(false)
    expect(nearestName(word, commandNames)).toBeNull()
  })

  test.each(['回头', '菜刀'])('to the face /%s is none', (face) => {
    expect(nearestName(face, commandNames)).toBeNull()
  })

  test('swapping two neighbours is one slip', () => {
    expect(nearestName('办待', ['待办'])).toBe('待办')
    expect(nearestName('hepl', ['help'])).toBe('help')
  })

  test('of no names is none', () => expect(nearestName('帮助', [])).toBeNull())
})

describe('whatever is typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '/',
        '／',
        ' ',
        '\u2005',
        '@',
        '＠',
        '1',
        '#',
        'v',
        'İ',
        'ﬃ',
        '办',
        '交',
        '\n',
        '\ud83d',
      ),
    }),
  )

  test('is parsed without an error, and what is found is nothing but what was typed', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (text, isAddressed) => {
        const parsed = parseCommand(text, { names: commandNames, addressed: isAddressed })
        if (!parsed) return
        expect(text).toContain(parsed.rest)
        expect(parsed.word).not.toBe('')
        expect(parsed.rest).toBe(parsed.rest.trim())
        expect(text.toLowerCase()).toContain(parsed.word)
      }),
      { numRuns: 2000 },
    )
  })

  test('has a nearest name that is in the list, or none, without an error', () => {
    fc.assert(
      fc.property(anything, (word) => {
        const found = nearestName(word, commandNames)
        if (found !== null) expect(commandNames.has(found)).toBe(true)
      }),
    )
  })

  test('behind a known name and a blank reaches the verb whole', () => {
    const name = fc.constantFrom(...commandNames)
    fc.assert(
      fc.property(name, fc.string({ unit: 'binary' }), (verb, rest) => {
        expect(overheard(`/${verb} ${rest}`)).toEqual({ word: verb, rest: rest.trim() })
      }),
    )
  })
})
