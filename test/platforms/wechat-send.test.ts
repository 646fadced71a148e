import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { commit, saying } from '../../db/write.ts'
import { HeldError, PermanentError } from '../../matters/errors.ts'
import { type Card, type Priority, priorities } from '../../matters/message.ts'
import { hearAsIs } from '../support/wechat/hear-as-is.ts'
import { openWechatTown, patient, shortTiming, type WechatTown } from '../support/wechat/town.ts'

// Each starts a process that loads wechaty: seconds, and on a busy machine many.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let town: WechatTown

const plain = (...lines: string[]): Card => ({ tone: 'plain', lines })

/** A room in which the bot is, and which it knows. */
async function enterRoom(key = 'anhe', topic = '安和花园三期业主群'): Promise<string> {
  const { fake } = town
  fake.room(key, topic, 'li', { zhang: '12栋张' })
  fake.joins('main', key, { by: 'li' })
  return fake.ids('main').ofRoom(key)
}

/** Sends as the outbox does: again after what it is told, until it is said or refused. */
async function sendAtLast(
  id: string,
  card: Card,
  more: { kind?: 'group' | 'direct'; priority?: Priority } = {},
) {
  const { kind = 'group', priority = priorities.answer } = more
  const outgoing = { uuid: randomUUID(), chat: { id, kind }, card, about: 'answer', priority }
  for (;;) {
    try {
      return await town.wechat.send(outgoing)
    } catch (error) {
      if (!(error instanceof HeldError)) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

describe("a group's notice on WeChat", () => {
  afterEach(async () => await town.end())

  it('is the first thing said, and its own echo announces the group', async () => {
    const news = { what: 'risk_accepted', accounts: ['main'], since: new Date() } as const
    town = await openWechatTown({ news })
    await enterRoom()
    await vi.waitFor(async () => expect(await town.announced('安和花园三期业主群')).toBe(true), patient)
    expect(town.fake.sent[0]?.text).toContain('不是110')
    expect(town.fake.sent).toHaveLength(1)
    // And the administrators read what they took upon them (rule B-2).
    expect(await town.posts('wechat:risk:main')).toHaveLength(1)
  })

  it('does not announce the group while its echo does not come, is said again, and announces it then', async () => {
    town = await openWechatTown({ sendTiming: { echoMs: 100, noticeEchoMs: 1_500 } })
    town.fake.faults.noEcho = 1
    await enterRoom()
    await town.fake.until(() => town.fake.sent.length === 1, 'the notice')
    town.fake.says('zhang', 'anhe', '@小助手 三楼着火了')
    await vi.waitFor(() => expect(town.logged()).toContain('WeChat did not show the notice'), patient)
    expect(await town.announced('安和花园三期业主群')).toBe(false)
    // What was said meanwhile was not read.
    expect(await town.store.sql`select 1 from inbox where body->>'text' like '%着火%'`).toHaveLength(0)
    await vi.waitFor(async () => {
      // The log speaks a moment before the row says when it is tried again.
      await town.store.sql`update outbox set next_at = now() where next_at > now()`
      expect(await town.announced('安和花园三期业主群')).toBe(true)
    }, patient)
    expect(town.fake.sent).toHaveLength(2)
  })

  it('may be echoed late: it is not said twice', async () => {
    town = await openWechatTown({ sendTiming: { echoMs: 100 } })
    town.fake.faults.echoAfterMs = 1_500
    await enterRoom()
    await vi.waitFor(async () => expect(await town.announced('安和花园三期业主群')).toBe(true), patient)
    expect(town.fake.sent).toHaveLength(1)
  })
})

/** A second of ours is ten of the account's pace. */
const speed = 10

describe('sending on WeChat', () => {
  let room: string
  const said = () => town.fake.sent.slice(begin)
  let begin = 0

  beforeAll(async () => {
    const renderPng = async (svg: string) => {
      if (svg === '') throw new Error('nothing to draw')
      return Buffer.from('png')
    }
    const options = { createHearing: hearAsIs, renderPng, friendCode: '安和2026' }
    const timing = { ...shortTiming, askMs: 2_000 }
    town = await openWechatTown({ ...options, timing, sendTiming: { echoMs: 500 } }, { speed })
    room = await enterRoom()
    await vi.waitFor(async () => expect(await town.announced('安和花园三期业主群')).toBe(true), patient)
  })
  beforeEach(() => {
    begin = town.fake.sent.length
  })
  afterAll(async () => await town.end())

  it('gives the id of the echo, and one of its own where none comes', async () => {
    const { messageId } = await sendAtLast(room, plain('收到'))
    expect(messageId).toBe(said()[0]?.messageId)
    town.fake.faults.noEcho = 1
    expect((await sendAtLast(room, plain('好的'))).messageId).toMatch(/^unheard-/)
    expect(said().map(({ text }) => text)).toEqual(['收到', '好的'])
  })

  it('mentions in words and as the puppet can, numbers the buttons, and cuts what is long', async () => {
    const zhang = town.fake.ids('main').ofPerson('zhang')
    const actions = [{ label: '是同一件', command: '/是' }]
    const card = { ...plain('长'.repeat(1_500)), actions, mention: { id: zhang, nick: '12栋张' } }
    await sendAtLast(room, card)
    const [first, second] = said()
    expect(first?.text).toMatch(/^@12栋张\u2005长+$/u)
    expect(first?.mentions).toEqual(['zhang'])
    expect(second?.text).toMatch(/回 1 是同一件$/u)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3_000)
  })

  it('shows a picture as an image, and as words where none can be drawn', async () => {
    await sendAtLast(room, { ...plain('本周'), picture: { svg: '<svg/>', says: '本周 3 件' } })
    await sendAtLast(room, { ...plain('下周'), picture: { svg: '', says: '下周 4 件' } })
    const shown = said().map(({ text, image }) => image?.toString() ?? text)
    expect(shown).toEqual(['本周', 'png', '下周', '下周 4 件'])
  })

  it('accepts friends who know the code, writes to a friend, and never to a stranger', async () => {
    const { fake } = town
    fake.befriends('li', 'main', '我是群里的老李')
    fake.befriends('zhang', 'main', '你好,安和2026')
    await fake.until(() => fake.accepted.length > 0, 'the acceptance')
    expect(fake.accepted).toEqual([{ account: 'main', who: 'zhang' }])
    const [zhang, li] = ['zhang', 'li'].map(fake.ids('main').ofPerson)
    const write = (id = '') => sendAtLast(id, plain('您好'), { kind: 'direct' })
    await vi.waitFor(async () => expect(await write(zhang)).toBeTruthy(), patient)
    await expect(write(li)).rejects.toThrow(PermanentError)
    expect(said().map(({ to, friend }) => [to, friend])).toEqual([['zhang', true]])
  })

  it('says nothing twice when a send is never answered but was said', async () => {
    town.fake.faults.hangSends = 1
    const outgoing = { uuid: randomUUID(), chat: { id: room, kind: 'group' as const }, card: plain('一次') }
    await vi.waitFor(async () => expect(await town.wechat.send(outgoing)).toBeTruthy(), patient)
    expect(said().map(({ text }) => text)).toEqual(['一次'])
    expect(await town.wechat.send(outgoing)).toEqual({ messageId: said()[0]?.messageId })
  })

  it('lets an emergency pass what waits', async () => {
    await sendAtLast(room, plain('先说的'))
    const send = (text: string, priority: Priority) =>
      sendAtLast(room, plain(text), { priority }).then(() => text)
    const slow = [1, 2, 3].map((count) => send(`通知${count}`, priorities.notice))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await Promise.all([...slow, send('快撤离', priorities.emergency)])
    const [, next, ...rest] = said().map(({ text }) => text)
    expect(next).toBe('快撤离')
    expect(rest.toSorted()).toEqual(['通知1', '通知2', '通知3'])
    const times = said().map(({ at }) => at)
    for (const [index, at] of times.slice(1).entries())
      expect(at - (times[index] ?? 0)).toBeGreaterThan(2_800)
  })

  it('does not take an account for ill because people left whom it was to call', async () => {
    const gone = { ...plain('请您确认'), mention: { id: 'nobody', nick: '' } }
    for (let count = 0; count < 3; count++)
      await expect(sendAtLast(room, gone)).rejects.toThrow('not recognised')
    expect(town.wechat.status?.()).toBe('up')
    expect(said()).toEqual([])
  })

  it('spares an account whose sends fail one after the other', async () => {
    town.fake.faults.failSends = 3
    for (let count = 0; count < 3; count++)
      await expect(sendAtLast(room, plain(`第${count}次`))).rejects.toThrow('refused')
    expect(town.wechat.status?.()).toBe('doubtful')
    expect(said()).toEqual([])
    const outgoing = { uuid: randomUUID(), chat: { id: room, kind: 'group' as const }, card: plain('再试') }
    await expect(town.wechat.send({ ...outgoing, priority: priorities.emergency })).rejects.toThrow(HeldError)
  })
})

describe('an account that is not well', () => {
  afterEach(async () => await town.end())

  it('sends nothing, no try of it counts, and the administrators hear of it once, and of the gap', async () => {
    town = await openWechatTown({ createHearing: hearAsIs, tellAfterMs: 200 })
    const room = await enterRoom()
    await vi.waitFor(async () => expect(await town.announced('安和花园三期业主群')).toBe(true), patient)
    town.fake.logsOut('main')
    await vi.waitFor(() => expect(town.wechat.status?.()).toBe('down'), patient)
    const chat = { id: room, kind: 'group' as const }
    const post = { platform: 'wechat', chat, card: plain('在吗'), key: 'held', about: 'answer' } as const
    await commit(town.store.db, saying({ ...post, priority: priorities.answer }))
    const held = async () => (await town.app.metrics.held.get()).values.some(({ value }) => value > 0)
    await vi.waitFor(async () => expect(await held()).toBe(true), patient)
    // A try counts while it is under way, and is taken back when it was held.
    await vi.waitFor(async () => {
      const rows = await town.store.sql`select attempts, failure from outbox where key = 'held'`
      expect([...rows]).toEqual([{ attempts: 0, failure: null }])
    }, patient)
    expect(town.fake.sent).toHaveLength(1)

    const told = () => town.posts('wechat:')
    await vi.waitFor(async () => expect(await told()).toHaveLength(1), patient)
    expect((await told())[0]).toMatch(/^wechat:login_wanted:main:/)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await told()).toHaveLength(1)
    await town.fake.scans('main')
    await vi.waitFor(async () => expect(await told()).toHaveLength(2), patient)
    expect((await told())[1]).toMatch(/^wechat:gap:main:/)
    const [gap] = await town.store.sql<
      { body: Card }[]
    >`select body from outbox where key like 'wechat:gap:%'`
    expect(gap?.body.lines.join('')).toMatch(/恢复了.*没有在听\(微信退出了登录\).*补不回来/u)
  })
})
