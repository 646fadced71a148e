import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { contentOf } from '../../bot/platforms/wechat/content.ts'
import { createLanes } from '../../bot/platforms/wechat/lanes.ts'
import { readMentions } from '../../bot/platforms/wechat/mention.ts'
import { readQuote } from '../../bot/platforms/wechat/quote.ts'
import { createRecalls } from '../../bot/platforms/wechat/recalls.ts'
import { saidAtMs } from '../../bot/platforms/wechat/said-at.ts'
import { readLine } from '../../bot/platforms/wechat/system-text.ts'
import type { Fact, RawPerson } from '../../bot/platforms/wechat/wire.ts'

const botName = '安和平安小助手(机器人)'
const self: RawPerson = { id: '@bot', name: '安和平安小助手(机器人)', roomAlias: '3栋 平安助手' }
const people = (...names: string[]): RawPerson[] => names.map((name, n) => ({ id: `@p${n}`, name }))
const mentionsIn = (text: string, members: RawPerson[] = [], mentionIds?: string[]) =>
  readMentions(text, { self, botName, members: [self, ...members], mentionIds })

describe('a mention of the bot', () => {
  it('is seen in every form WeChat gives it', () => {
    const name = fc.constantFrom(self.name, '3栋 平安助手', '安和平安小助手', '平安小助手', '小助手', '助手')
    const end = fc.constantFrom('\u2005', ' ', '', '\u2005\u2005', ',', ':')
    const at = fc.constantFrom('@', '＠')
    const words = fc.constantFrom('', '停水了吗', '楼上1001天天跳绳', '/帮助')
    fc.assert(
      fc.property(words, at, name, end, words, (before, sign, called, after, said) => {
        expect(mentionsIn(`${before}${sign}${called}${after}${said}`).toBot).toBe(true)
      }),
    )
  })

  it('is not seen where only people, or everybody, are called', () => {
    const neighbours = people('小助手2号楼', '助手老王', '王阿姨', '李 四')
    const called = fc.constantFrom(
      '@小助手2号楼\u2005',
      '@小助手2号楼',
      '@助手老王 ',
      '@王阿姨',
      '@李 四\u2005',
      '@所有人\u2005',
      '@All ',
      '',
    )
    fc.assert(
      fc.property(
        fc.array(called, { maxLength: 4 }),
        fc.constantFrom('来看', 'a@b.cn', '几点到'),
        (names, said) => {
          expect(mentionsIn(names.join('') + said, neighbours).toBot).toBe(false)
        },
      ),
    )
  })

  it('is believed where the puppet says so, whatever the text calls it', () => {
    expect(mentionsIn('@旧名字\u2005停水了吗', [], ['@bot']).toBot).toBe(true)
    const { payload } = JSON.parse(
      readFileSync(new URL('./wechat-message.json', import.meta.url), 'utf8'),
    ) as { payload: { text: string; mentionIdList: string[] } }
    const known = { self: { id: 'bot', name: '小助手' }, botName, members: [] }
    expect(readMentions(payload.text, { ...known, mentionIds: payload.mentionIdList }).toBot).toBe(true)
    expect(readMentions(payload.text, { ...known, mentionIds: [] }).toBot).toBe(true)
  })

  it('becomes a name without blanks, so that the command behind it is found', () => {
    expect(mentionsIn('@3栋 平安助手\u2005/帮助').text).toBe('@安和平安小助手 /帮助')
    expect(mentionsIn('请@小助手 看看').text).toBe('请@安和平安小助手 看看')
  })
})

describe('a mention of somebody else', () => {
  it('names nobody where two bear the name, unless the puppet knows which', () => {
    const twins = people('网格员小林', '网格员小林', '周警官')
    expect(mentionsIn('/交办 3 @网格员小林', twins).others).toEqual([])
    // wechat4u looks names up and gives both.
    expect(mentionsIn('/交办 3 @网格员小林\u2005', twins, ['@p0', '@p1']).others).toEqual([])
    expect(mentionsIn('/交办 3 @网格员小林\u2005', twins, ['@p1']).others).toEqual([
      { id: '@p1', nick: '网格员小林' },
    ])
    expect(mentionsIn('/交办 3 @周警官', twins).others).toEqual([{ id: '@p2', nick: '周警官' }])
  })

  it('takes the longest name that stands there, and the 群昵称 as well as the name', () => {
    const members: RawPerson[] = [
      ...people('李四', '李四光'),
      { id: '@x', name: 'x', roomAlias: '5-2-301 赵' },
    ]
    expect(mentionsIn('@李四光 @5-2-301 赵\u2005', members).others.map(({ id }) => id)).toEqual(['@p1', '@x'])
    expect(mentionsIn('@李四光头', members).others).toEqual([])
  })
})

describe('a quotation', () => {
  const dashes = '- - - - - - - - - - - - - - -'
  it('is taken apart in the form wechat4u gives it', () => {
    expect(readQuote(`「张三：原文\n第二行」\n${dashes}\n回复：好`)).toEqual({
      ...{ by: '张三', words: '原文\n第二行', said: '回复：好' },
    })
    expect(readQuote('「张三：原文」好')).toBeNull()
    expect(readQuote('今天停水')).toBeNull()
  })

  it('is taken apart in the form of XML', () => {
    const xml = `<?xml version="1.0"?><msg><appmsg appid=""><title>同一&lt;件&gt;事</title><type>57</type><refermsg><type>1</type><svrid>733</svrid><fromusr>r@chatroom</fromusr><chatusr>wxid_a</chatusr><displayname>张大妈</displayname><content><![CDATA[楼上漏水]]></content></refermsg></appmsg></msg>`
    expect(readQuote(xml)).toEqual({
      ...{ said: '同一<件>事', by: '张大妈', words: '楼上漏水', messageId: '733', personId: 'wxid_a' },
    })
  })
})

describe('a grey line', () => {
  it.each([
    ['"张大妈" 撤回了一条消息', { says: 'recall', by: '张大妈' }],
    ['张大妈撤回了一条消息', { says: 'recall', by: '张大妈' }],
    ['"Ma" has recalled a message.', { says: 'recall', by: 'Ma' }],
    ['你撤回了一条消息', { says: 'recall', by: null }],
    ['"王主任"邀请"张三、李四"加入了群聊', { says: 'joined', names: ['张三', '李四'], self: false }],
    ['你邀请"张三"加入了群聊  ', { says: 'joined', names: ['张三'], self: false }],
    ['"王主任"邀请你加入了群聊，群聊参与人还有：甲、乙', { says: 'joined', names: [], self: true }],
    ['"王主任"邀请你和"张三"加入了群聊', { says: 'joined', names: ['张三'], self: true }],
    ['" 张三"通过扫描"李四"分享的二维码加入群聊', { says: 'joined', names: ['张三'], self: false }],
    ['Wang invited Zhang to the group chat', { says: 'joined', names: ['Zhang'], self: false }],
    ['Wang invited you to a group chat with Li', { says: 'joined', names: [], self: true }],
    [
      '"Zhang" joined the group chat via the QR Code shared by "Li"',
      { says: 'joined', names: ['Zhang'], self: false },
    ],
    ['你被"王主任"移出群聊', { says: 'left', names: [], self: true }],
    ['你被移出群聊', { says: 'left', names: [], self: true }],
    ['You were removed from the group chat by "Wang"', { says: 'left', names: [], self: true }],
    ['你将"张三"移出了群聊', { says: 'left', names: ['张三'], self: false }],
    ['"王主任"修改群名为“安和花园三期业主群”', { says: 'renamed', topic: '安和花园三期业主群' }],
    ['"Wang" changed the group name to "Block 3"', { says: 'renamed', topic: 'Block 3' }],
    ['该群聊已被解散', { says: 'closed' }],
  ])('says what it says: %s', (text, line) => {
    expect(readLine(text)).toEqual(line)
  })

  it('names the message taken back where it comes as XML', () => {
    const xml =
      '<sysmsg type="revokemsg"><revokemsg><session>s</session><msgid>1</msgid><newmsgid>42</newmsgid><replacemsg><![CDATA["张大妈" 撤回了一条消息]]></replacemsg></revokemsg></sysmsg>'
    expect(readLine(xml)).toEqual({ says: 'recall', by: '张大妈', messageId: '42' })
  })

  it('is not made by a name that reads like one', () => {
    const named = [
      ...[
        '该群聊已被解散',
        '张大妈" 撤回了一条消息 "',
        '张大妈撤回了一条消息',
        '你被移出群聊',
        '你被"甲"移出群聊',
      ],
      ...['"甲"修改群名为“乙', '王"邀请"李"加入了群聊', 'You were removed from the group chat'],
    ]
    for (const name of named)
      for (const line of [`"${name}" 拍了拍 "老李"`, `"老李" 拍了拍 "${name}"`, `"${name}"领取了你的红包`])
        expect([line, readLine(line)]).toEqual([line, null])
  })

  it('is left alone where it says something else', () => {
    for (const text of ['收到红包，请在手机上查看', '"甲" 拍了拍 "乙"', '以下为新消息', ''])
      expect(readLine(text)).toBeNull()
  })
})

describe('what is not text', () => {
  it('gives words where there are some, and nothing where there are none to read', () => {
    expect(contentOf({ type: 'audio', text: '楼上漏水了' })).toEqual({
      type: 'voice_text',
      text: '楼上漏水了',
    })
    expect(contentOf({ type: 'audio', text: '<msg><voicemsg/></msg>' })).toBeNull()
    expect(contentOf({ type: 'image', text: '<msg><img/></msg>' })).toEqual({ type: 'image', text: '' })
    const link =
      '<msg><appmsg><title>停水通知</title><des>明天</des><type>5</type><url>https://a.cn/?x=1&amp;y=2</url></appmsg></msg>'
    expect(contentOf({ type: 'url', text: link })).toEqual({
      type: 'link',
      text: '停水通知\n明天\nhttps://a.cn/?x=1&y=2',
    })
    expect(contentOf({ type: 'text', text: link })?.type).toBe('link')
    const place = '<msg><location x="1" y="2" label="临湖路8号" poiname="安和花园三期"/></msg>'
    expect(contentOf({ type: 'location', text: place })).toEqual({
      type: 'text',
      text: '临湖路8号 安和花园三期',
    })
    for (const type of ['file', 'contact', 'emoticon', 'mini_program', 'chat_history', 'unknown'] as const)
      expect(contentOf({ type, text: '恭喜发财' })).toBeNull()
  })
})

describe('a timestamp', () => {
  it('is read in seconds and in milliseconds, and never lies in the future', () => {
    const now = 1_795_400_000_000
    expect(saidAtMs(1_795_355_776, now)).toBe(1_795_355_776_000)
    expect(saidAtMs(1_795_355_776_485, now)).toBe(1_795_355_776_485)
    expect(saidAtMs(now + 60_000, now)).toBe(now)
    expect(saidAtMs(Number.NaN, now)).toBe(now)
    expect(saidAtMs(0, now)).toBe(now)
  })
})

describe('the order of a room', () => {
  const fact = (room: string, atMs: number): Fact => {
    return { kind: 'message', id: `${room}${atMs}`, roomId: room, self: false, type: 'text', text: '', atMs }
  }

  it('is that in which things were said, whatever came first; what fails is tried again before what follows', async () => {
    const taken: string[] = []
    let failures = 1
    const lanes = createLanes(
      async (_, one) => {
        if ('id' in one && one.id === 'a1' && failures-- > 0) throw new Error('not now')
        taken.push('id' in one ? one.id : one.kind)
      },
      { onError: () => {}, holdMs: 30 },
    )
    for (const [room, at] of [
      ['a', 3],
      ['a', 1],
      ['b', 9],
      ['a', 2],
    ] as const)
      lanes.push('x', fact(room, at))
    lanes.push('x', { kind: 'logout' })
    lanes.push('x', fact('a', 0))
    await vi.waitFor(() => expect(taken).toHaveLength(6), { timeout: 10_000 })
    expect(taken.filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a0'])
    expect(taken.slice(-2)).toEqual(['logout', 'a0'])
    await lanes.stop()
  })
})

describe('a recall by its grey line alone', () => {
  const said = (id: string, who: string, atMs: number) => ({
    messageId: id,
    sender: { id: who, nick: '张大妈' },
    atMs,
  })
  it('means what that person said in the last two minutes', () => {
    const recalls = createRecalls()
    recalls.note('r', said('old', 'a', 0))
    recalls.note('r', said('m1', 'a', 300_000))
    recalls.note('r', said('m2', 'a', 360_000))
    expect(recalls.byName('r', '张大妈', 370_000).map(({ messageId }) => messageId)).toEqual(['m1', 'm2'])
    expect(recalls.byName('other', '张大妈', 370_000)).toEqual([])
  })
  it('means nothing where two bear the name', () => {
    const recalls = createRecalls()
    recalls.note('r', said('m1', 'a', 0))
    recalls.note('r', said('m2', 'b', 1))
    expect(recalls.byName('r', '张大妈', 2)).toEqual([])
  })
})
