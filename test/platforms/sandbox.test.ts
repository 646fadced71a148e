import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Platform } from '../../bot/platforms/platform.ts'
import { createSandbox } from '../../bot/platforms/sandbox/index.ts'
import { PermanentError, TemporaryError } from '../../matters/errors.ts'
import type { Card, Incoming } from '../../matters/message.ts'
import { createEar, group, openChat } from './sandbox-cast.ts'

const card: Card = { tone: 'blue', lines: ['收到'], actions: [{ label: '确认', command: '/确认 7' }] }
const running: Platform[] = []

function sandboxOf(chat = openChat()) {
  const platform = createSandbox({ chat })
  running.push(platform)
  return { chat, platform }
}

afterEach(async () => {
  for (const platform of running.splice(0)) await platform.stop()
})

describe('what the bot hears', () => {
  it('is added to every group once in a life of the chat service', async () => {
    const { chat, platform } = sandboxOf()
    const types: string[] = []
    const hear = async ({ type, chat }: Incoming) => void types.push(`${type} ${chat.id}`)
    await platform.start(hear)
    await vi.waitFor(() => expect(types).toEqual(['bot_added g1']))
    await platform.stop()
    await platform.start(hear)
    chat.say({ as: 'zhang', chatId: 'g1', text: '在吗' })
    await vi.waitFor(() => expect(types).toEqual(['bot_added g1', 'text g1']))
  })

  it('has the words verbatim, who was called, and what was quoted', async () => {
    const { chat, platform } = sandboxOf()
    const ear = createEar()
    await platform.start(ear.hear)
    const first = chat.say({ as: 'zhang', chatId: 'g1', text: '楼上又在拖家具' })
    const text = '@小助手 我也听到了 @5-2-902张大妈'
    chat.say({ as: 'wang', chatId: 'g1', text, quotes: first.id, type: 'voice_text' })
    await vi.waitFor(() => expect(ear.heard).toHaveLength(2))
    expect(ear.heard[0]).toMatchObject({ mentionsBot: false, mentions: [], messageId: first.id })
    expect(ear.heard[0]).not.toHaveProperty('byOwner')
    expect(ear.heard[1]).toEqual({
      platform: 'sandbox',
      messageId: expect.any(String),
      chat: group,
      sender: { id: 'wang', nick: '业委会王主任' },
      byOwner: true,
      type: 'voice_text',
      text,
      mentionsBot: true,
      mentions: [{ id: 'zhang', nick: '5-2-902张大妈' }],
      quotes: first.id,
      quotedText: '楼上又在拖家具',
      at: '2026-11-22T07:40:00.000Z',
    })
  })

  it('comes again, in order, after the bot failed to keep it; other chats do not wait', async () => {
    const { chat, platform } = sandboxOf()
    const ear = createEar()
    let failures = 2
    await platform.start(async (message) => {
      if (message.text === '一' && failures-- > 0) throw new TemporaryError('the database is away')
      await ear.hear(message)
    })
    chat.say({ as: 'zhang', chatId: 'g1', text: '一' })
    chat.say({ as: 'zhang', chatId: 'g1', text: '二' })
    chat.say({ as: 'zhang', chatId: 'dm-zhang', text: '私聊' })
    await vi.waitFor(() => expect(ear.texts()).toEqual(['私聊', '一', '二']), 3000)
  })

  it('waits for a bot that is away', async () => {
    const { chat, platform } = sandboxOf()
    chat.say({ as: 'zhang', chatId: 'dm-zhang', text: '有人吗' })
    const ear = createEar()
    await platform.start(ear.hear)
    await vi.waitFor(() => expect(ear.texts()).toEqual(['有人吗']))
  })

  it('is not handed out again once it was heard', async () => {
    const { chat, platform } = sandboxOf()
    const ear = createEar()
    await platform.start(ear.hear)
    chat.say({ as: 'zhang', chatId: 'g1', text: '一' })
    await vi.waitFor(() => expect(ear.texts()).toEqual(['一']))
    await platform.stop()
    await platform.start(ear.hear)
    chat.say({ as: 'zhang', chatId: 'g1', text: '二' })
    await vi.waitFor(() => expect(ear.texts()).toEqual(['一', '二']))
  })

  it('includes clicks, recalls and new members', async () => {
    const { chat, platform } = sandboxOf()
    const ear = createEar()
    await platform.start(ear.hear)
    const { messageId } = await platform.send({ uuid: 'u1', chat: group, card })
    chat.click({ as: 'wang', messageId, action: 0 })
    const said = chat.say({ as: 'zhang', chatId: 'g1', text: '说错了' })
    chat.recall({ as: 'zhang', messageId: said.id })
    chat.join({ as: 'zhou', groupId: 'g1' })
    await vi.waitFor(() => expect(ear.heard).toHaveLength(4))
    expect(ear.heard).toMatchObject([
      { type: 'click', text: '/确认 7', sender: { id: 'wang' }, quotes: messageId },
      { type: 'text' },
      { type: 'recall', recalls: said.id, text: '' },
      { type: 'joined', sender: { id: 'zhou', nick: '周警官' } },
    ])
    expect(new Set(ear.heard.map((message) => message.messageId)).size).toBe(4)
  })
})

describe('what people may do', () => {
  it('takes back only their own words, and the words are gone', () => {
    const chat = openChat()
    const said = chat.say({ as: 'zhang', chatId: 'g1', text: '说错了' })
    expect(() => chat.recall({ as: 'wang', messageId: said.id })).toThrow('只能撤回自己发的消息')
    expect(chat.recall({ as: 'zhang', messageId: said.id })).toMatchObject({ recalled: true, text: '' })
    expect(JSON.stringify(chat.messages('g1'))).not.toContain('说错了')
  })

  it('speaks and clicks only where they are members', async () => {
    const chat = openChat()
    const { messageId } = await chat.post({ uuid: 'u1', chat: group, card })
    expect(() => chat.say({ as: 'zhou', chatId: 'g1', text: '我来' })).toThrow('不在这个聊天里')
    expect(() => chat.say({ as: 'wang', chatId: 'dm-zhang', text: '我来' })).toThrow('不在这个聊天里')
    expect(() => chat.click({ as: 'zhou', messageId, action: 0 })).toThrow('不在这个聊天里')
    expect(() => chat.click({ as: 'zhang', messageId, action: 1 })).toThrow('没有这个按钮')
  })

  it('sends 64 KB and not a byte more', () => {
    const chat = openChat()
    const most = 'a'.repeat(64 * 1024)
    expect(chat.say({ as: 'zhang', chatId: 'g1', text: most }).text).toBe(most)
    expect(() => chat.say({ as: 'zhang', chatId: 'g1', text: `${most}a` })).toThrow('64 KB')
  })

  it('keeps the last 500 messages of a chat', () => {
    const chat = openChat()
    for (let n = 1; n <= 501; n++) chat.say({ as: 'zhang', chatId: 'g1', text: `${n}` })
    expect(chat.messages('g1')).toHaveLength(500)
    expect(chat.messages('g1')[0]?.text).toBe('2')
  })
})

describe('what the bot says', () => {
  it('is said once for one uuid', async () => {
    const { chat, platform } = sandboxOf()
    const first = await platform.send({ uuid: 'u1', chat: group, card })
    const again = await platform.send({ uuid: 'u1', chat: group, card })
    expect(again).toEqual(first)
    expect(chat.messages('g1')).toHaveLength(1)
  })

  it('reaches a person by id or by the name of their chat', async () => {
    const { chat, platform } = sandboxOf()
    await platform.send({ uuid: 'u1', chat: { id: 'zhang', kind: 'direct' }, card })
    await platform.send({ uuid: 'u2', chat: { id: 'dm-zhang', kind: 'direct' }, card })
    expect(chat.messages('dm-zhang')).toHaveLength(2)
  })

  it('is refused for good where no such chat is', async () => {
    const { platform } = sandboxOf()
    const lost = platform.send({ uuid: 'u1', chat: { id: 'g9', kind: 'group' }, card })
    await expect(lost).rejects.toBeInstanceOf(PermanentError)
  })

  it('fails on purpose as often as a test asks, and is said when tried again', async () => {
    const { chat, platform } = sandboxOf()
    Object.assign(chat.faults, { limited: 1, failSends: 1 })
    const send = () => platform.send({ uuid: 'u1', chat: group, card })
    await expect(send()).rejects.toMatchObject({ name: 'TemporaryError', retryAfterSeconds: 1 })
    await expect(send()).rejects.toBeInstanceOf(TemporaryError)
    await send()
    expect(chat.messages('g1')).toHaveLength(1)
  })
})
