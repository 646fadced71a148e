import { describe, expect, it } from 'vitest'
import type { Chats } from '../../bot/platforms/lark/chats.ts'
import { contentOf } from '../../bot/platforms/lark/content.ts'
import { instantOf } from '../../bot/platforms/lark/envelope.ts'
import { hearMessage, type SaidEvent } from '../../bot/platforms/lark/hear-message.ts'
import type { Known } from '../../bot/platforms/lark/known.ts'
import { withNames } from '../../bot/platforms/lark/mentions.ts'
import type { Quotes } from '../../bot/platforms/lark/quotes.ts'
import type { Group } from '../../db/registry.ts'

const read = (type: string, content: object) => contentOf(type, JSON.stringify(content))
const now = new Date('2026-11-17T12:00:00+08:00')

/** What is asked of the platform while one message is read. */
function knowing(over: { group?: Partial<Group>; teller?: 'bot' | 'heard' | null } = {}) {
  const asked: string[] = []
  const group = { id: 1, mode: 'assisted', announcedAt: now, leftAt: null, ...over.group } as Group
  const noting =
    <T>(what: string, answer: T) =>
    async () => {
      asked.push(what)
      return answer
    }
  const chats = { nickOf: noting('nick', '3-2-501张姨'), isOwner: noting('owner', true) } as unknown as Chats
  const quotes = {
    teller: async () => over.teller ?? null,
    words: noting('words', '原话'),
    forwarded: noting('forwarded', '第一句\n第二句'),
  } as unknown as Quotes
  const known: Known = { now: () => now, botId: () => 'ou_bot', group: () => group, chats, quotes }
  return { known, asked }
}

const event = (text: string, over: Partial<SaidEvent['message']> = {}, sender = 'user'): SaidEvent => ({
  sender: { sender_id: { open_id: 'ou_zhang' }, sender_type: sender },
  message: {
    message_id: 'om_1',
    chat_id: 'oc_1',
    chat_type: 'group',
    message_type: 'text',
    content: JSON.stringify({ text }),
    create_time: String(now.getTime()),
    ...over,
  },
})
const toBot = [{ key: '@_user_1', id: { open_id: 'ou_bot' }, name: '平安 小助手' }]

describe('what was said, by type', () => {
  it('is read where it has words', () => {
    const post = {
      title: '求助',
      content: [
        [
          { tag: 'text', text: '楼道 ' },
          { tag: 'at', user_id: '@_user_1' },
        ],
        [
          { tag: 'a', href: 'http://x.cn', text: '链接' },
          { tag: 'img', image_key: 'i' },
        ],
        [{ tag: 'code_block', text: '第三行' }],
      ],
    }
    expect(read('text', { text: '漏水' })).toEqual({ type: 'text', text: '漏水' })
    expect(read('post', post)?.text).toBe('求助\n楼道 @_user_1 \n链接 http://x.cn\n第三行')
    expect(read('location', { name: '安和花园3号楼' })).toEqual({ type: 'text', text: '安和花园3号楼' })
    expect(read('audio', { file_key: 'f', duration: 2000 })).toEqual({ type: 'voice_text', text: '' })
    expect(read('audio', { file_key: 'f', recognition: '楼上漏水' })?.text).toBe('楼上漏水')
    expect(read('file', { file_key: 'f', file_name: '说明.pdf' })).toEqual({ type: 'link', text: '说明.pdf' })
    expect(read('vote', { topic: '装充电桩', options: ['是'] })?.text).toBe('装充电桩')
    expect(
      read('interactive', { title: 'AH-1117-01', elements: [[{ tag: 'text', text: '待办' }]] })?.text,
    ).toBe('AH-1117-01\n待办')
  })

  it('is a picture, a link, or nothing at all', () => {
    expect(read('image', { image_key: 'i' })).toEqual({ type: 'image', text: '' })
    expect(read('media', { file_key: 'f' })?.type).toBe('image')
    expect(read('share_user', { user_id: 'ou_x' })).toEqual({ type: 'link', text: '' })
    expect(read('merge_forward', { content: 'Merged' })).toEqual({ type: 'link', text: '', forwarded: true })
    for (const type of ['sticker', 'hongbao', 'system', 'video_chat', 'constructor', 'unheard_of'])
      expect(read(type, {})).toBeNull()
    expect(contentOf('text', 'no json')).toBeNull()
    expect(contentOf('text', 'null')).toBeNull()
  })
})

describe('who is meant', () => {
  it('stands by name in the text, the bot not at all, and what only looks like a number stays', () => {
    const mentions = [
      ...toBot,
      { key: '@_user_10', id: { open_id: 'ou_li' }, name: '李 四' },
      { key: '@_user_2', id: 'ou_lin', name: '小林' },
    ]
    expect(withNames('@_user_1 /交办 12 @_user_10 @_user_2 @_user_3 @_all', mentions, 'ou_bot')).toEqual({
      text: '/交办 12 @李四 @小林 @_user_3 @所有人',
      mentionsBot: true,
      mentions: [
        { id: 'ou_li', nick: '李四' },
        { id: 'ou_lin', nick: '小林' },
      ],
    })
    expect(withNames('@_all 开会', [], 'ou_bot').mentionsBot).toBe(false)
  })

  it('is never another bot, and never what lies too far back', async () => {
    const { known } = knowing()
    expect(await hearMessage(event('您好', {}, 'app'), known)).toEqual([])
    const old = String(now.getTime() - 8 * 3_600_000 - 1)
    expect(await hearMessage(event('您好', { create_time: old }), known)).toEqual([])
    expect(await hearMessage(event('您好'), known)).toHaveLength(1)
  })
})

describe('what the platform is asked for', () => {
  it('is nothing for talk in a mention group or one that was not told', async () => {
    for (const group of [{ mode: 'mention' as const }, { announcedAt: null }, { leftAt: now }]) {
      const { known, asked } = knowing({ group })
      await hearMessage(event('今晚吃什么', { parent_id: 'om_0' }), known)
      expect(asked).toEqual([])
    }
  })

  it('is the nickname where a group is read, the owner only where the bot is meant', async () => {
    const passive = knowing()
    const [heard] = await hearMessage(event('楼上漏水'), passive.known)
    expect(heard).toMatchObject({ sender: { nick: '3-2-501张姨' } })
    expect(passive.asked).toEqual(['nick'])
    const meant = knowing({ group: { mode: 'mention' } })
    const [command] = await hearMessage(event('@_user_1 /群设置 同意旁听', { mentions: toBot }), meant.known)
    expect(command).toMatchObject({ byOwner: true, text: '/群设置 同意旁听' })
    expect(meant.asked.sort()).toEqual(['nick', 'owner'])
  })

  it('is a quoted text only of the bot or of what was heard', async () => {
    const ours = knowing({ group: { mode: 'mention' }, teller: 'bot' })
    expect(await hearMessage(event('1', { parent_id: 'om_0' }), ours.known)).toMatchObject([
      { mentionsBot: true, quotes: 'om_0', quotedText: '原话' },
    ])
    const heard = knowing({ teller: 'heard' })
    await hearMessage(event('我也是', { parent_id: 'om_0' }), heard.known)
    expect(heard.asked).not.toContain('words')
    expect(await hearMessage(event('/上报', { parent_id: 'om_0' }), heard.known)).toMatchObject([
      { mentionsBot: false, quotedText: '原话' },
    ])
    const others = knowing({ group: { mode: 'mention' } })
    await hearMessage(event('@_user_1 /上报', { parent_id: 'om_0', mentions: toBot }), others.known)
    expect(others.asked).not.toContain('words')
  })

  it('is a forwarded conversation only where it was forwarded to the bot alone', async () => {
    const forwarded = { message_type: 'merge_forward', content: '{"content":"Merged and Forwarded Message"}' }
    const group = knowing()
    await hearMessage(event('', forwarded), group.known)
    expect(group.asked).not.toContain('forwarded')
    const alone = knowing()
    expect(await hearMessage(event('', { ...forwarded, chat_type: 'p2p' }), alone.known)).toMatchObject([
      { type: 'text', text: '第一句\n第二句', chat: { id: 'ou_zhang', kind: 'direct' } },
    ])
  })
})

describe('an instant', () => {
  it('is told by its length: seconds, milliseconds, microseconds', () => {
    const at = '2020-10-29T06:48:18.000Z'
    for (const written of ['1603954098', '1603954098000', '1603954098000000'])
      expect(instantOf(written)?.toISOString()).toBe(at)
    for (const odd of ['', 'now', '-5', '16039540980000000000', undefined]) expect(instantOf(odd)).toBeNull()
  })
})
