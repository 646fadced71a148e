import { afterEach, describe, expect, it } from 'vitest'
import { drafts, groups, inbox, matters } from '../../db/schema/index.ts'
import { promptInGroup } from '../../handlers/prompt-in-group.ts'
import { type LarkStory, openLarkStory } from '../support/lark-bot.ts'

let story: LarkStory
afterEach(() => story?.end())

const report = '6号楼1单元楼道堆满杂物 走不过去 反映多少次没人管'
const openDrafts = async () => (await story.store.db.select().from(drafts)).length
const until = async (what: () => boolean | Promise<boolean>) => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('Lark by long connection', () => {
  it('posts the notice first and hears nothing before; then a report becomes a draft for its reporter', async () => {
    story = await openLarkStory()
    const { lark } = story
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    expect(await openDrafts()).toBe(0)
    await story.announce('anhe3')
    expect(lark.heard('anhe3')[0]?.text).toMatch(/机器人告知/)
    lark.enters('zhang')
    await story.settled()
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    expect(await openDrafts()).toBe(1)
    expect(lark.heard('direct', 'zhang').at(-1)?.text).toMatch(/请您确认/)
  })

  it('takes a message once, delivered twice at once, again, and under another event id', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    lark.delivery.doubleNext(1)
    const id = lark.says('zhang', 'anhe3', `@ ${report}`, { mentionBot: true })
    await story.settled()
    lark.delivery.again(id, false)
    lark.delivery.again(id, true)
    await story.settled()
    expect(await openDrafts()).toBe(1)
    expect(story.heard.filter((one) => one.messageId === id)).toHaveLength(4)
    expect(await story.metrics()).toMatch(/fengqiao_doubled_total\{platform="lark"\} 3/)
  })

  it('answers a button with a toast, works it once, and shows it on the card', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    lark.enters('zhang')
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    const card = lark.heard('direct', 'zhang').at(-1)
    const presses = await Promise.all([1, 2].map(() => lark.clicks('zhang', card?.messageId ?? '', /确认/)))
    expect(presses.map((one) => one.toast?.content)).toEqual(['收到,正在处理', '收到,正在处理'])
    await story.settled()
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
    expect(lark.message(card?.messageId ?? '').text).toMatch(/已点「确认」/)
  })

  it('asks in the group, without content, whom it may not write to', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    const asked = lark.heard('anhe3').at(-1)
    expect(asked).toMatchObject({ mentions: ['zhang'] })
    expect(asked?.text).not.toMatch(/杂物/)
    await lark.clicks('huang', asked?.messageId ?? '', '1 确认')
    await story.settled()
    expect(await story.store.db.select().from(matters)).toHaveLength(0)
    await lark.clicks('zhang', asked?.messageId ?? '', '1 确认')
    await story.settled()
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
    expect(
      lark
        .heard('anhe3')
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/杂物/)
  })

  it('comes back after the platform was busy, refused it, or took it for the 51st connection', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    for (const code of [1, 403, 514, 1000040350]) {
      lark.socket.refuseNext(2, code)
      lark.socket.drop()
      await until(() => story.status() !== 'up')
      await until(() => story.status() === 'up')
    }
    lark.socket.occupy(50)
    lark.socket.drop()
    await until(() => story.status() !== 'up')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(lark.socket.counts().open).toBe(0)
    lark.socket.occupy(0)
    await until(() => story.status() === 'up')
    expect(await story.metrics()).toMatch(/fengqiao_connection\{platform="lark"\} 1/)
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    expect(await openDrafts()).toBe(1)
  })

  it('goes on asking for a platform that is away at the start', async () => {
    story = await openLarkStory()
    await story.stopBot()
    story.lark.faults.next(2, { status: 503 }, 'GET /open-apis/bot/v3/info')
    await story.startBot()
    await story.announce('anhe3')
    expect(story.lark.heard('anhe3')[0]?.text).toMatch(/机器人告知/)
  })

  it('does not start where the platform refuses the app, and says where to look', async () => {
    story = await openLarkStory()
    await story.stopBot()
    story.lark.faults.next(5, { code: 10003, status: 400 }, 'GET /open-apis/bot/v3/info')
    await expect(story.startBot()).rejects.toThrow(
      /LARK_APP_ID, LARK_APP_SECRET[\s\S]*docs\/operate-lark\.md/,
    )
    story.lark.faults.none()
  })

  it('tells the administrators of an outage once', async () => {
    story = await openLarkStory({ bot: { timings: { checkMs: 20 } } })
    const { lark } = story
    lark.socket.occupy(50)
    lark.socket.drop()
    await until(() => story.status() !== 'up')
    await lark.clock.forward(11 * 60_000)
    const told = () => lark.heard('direct', 'duty').filter(({ text }) => /长连接从12:00起断着/.test(text))
    await until(() => told().length > 0)
    await lark.clock.forward(11 * 60_000)
    await story.settled()
    expect(told()).toHaveLength(1)
  })

  it('notices a connection that died without a word', async () => {
    story = await openLarkStory({ bot: { timings: { pingTimeout: 0.15 } } })
    const { lark } = story
    const { opened } = lark.socket.counts()
    lark.socket.silence()
    await until(() => lark.socket.counts().opened > opened)
    await until(() => story.status() === 'up')
  }, 30_000)

  it('keeps what could not be kept for the next delivery', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark, store } = story
    await store.sql`alter table inbox rename to inbox_away`
    const id = lark.says('zhang', 'anhe3', report)
    await lark.settled()
    await store.sql`alter table inbox_away rename to inbox`
    expect(lark.delivery.record.find((one) => one.messageId === id)?.ok).toBe(false)
    await lark.clock.forward(16_000)
    await story.settled()
    expect(await openDrafts()).toBe(1)
  })

  it('hears what is six hours late and comes in another order, and nothing older than eight', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    lark.enters('zhang')
    await story.settled()
    lark.delivery.hold()
    lark.says('zhang', 'anhe3', report)
    lark.says('zhang', 'anhe3', '三期6号楼这边 已经一个礼拜了')
    await lark.clock.forward(6 * 3_600_000)
    lark.delivery.release('reversed')
    await story.settled()
    expect(await openDrafts()).toBe(1)
    lark.delivery.hold()
    lark.says('lin', 'anhe3', '5号楼2单元水管爆了 水漫到楼道')
    await lark.clock.forward(8 * 3_600_000 + 1)
    lark.delivery.release()
    await story.settled()
    expect(await openDrafts()).toBe(1)
  })

  it('follows its groups: renamed, left, disbanded, talked in without having been told', async () => {
    story = await openLarkStory()
    await story.announce('anhe3', 'liuan')
    const { lark, store } = story
    const row = async (group: string) =>
      (await store.db.select().from(groups)).find((one) => one.externalId === lark.chatIdOf(group))
    lark.renames('huang', 'anhe3', '安和花园三期邻里群')
    lark.disbands('qin', 'liuan')
    await story.settled()
    expect(await row('anhe3')).toMatchObject({ name: '安和花园三期邻里群' })
    expect((await row('liuan'))?.leftAt).not.toBeNull()
    lark.addGroup({ id: 'xinqun', name: '新来的群', members: ['zhang', 'lin'], bot: true })
    lark.says('zhang', 'xinqun', '大家晚上好')
    await story.settled()
    expect(lark.heard('xinqun')[0]?.text).toMatch(/机器人告知/)
    expect(await row('xinqun')).toMatchObject({ mode: 'mention' })
  })

  it('drops the draft of a message its sender took back, not of one the owner removed', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    const id = lark.says('zhang', 'anhe3', report)
    await story.settled()
    lark.recalls('huang', id)
    await story.settled()
    const state = async () => (await story.store.db.select().from(drafts))[0]?.state
    expect(await state()).toBe('open')
    lark.recalls('zhang', id)
    await story.settled()
    expect(await state()).toBe('withdrawn')
  })

  it('asks about each of two drafts of one person, whichever could not be shown first', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    lark.enters('zhang')
    for (const words of [report, '2号楼门口的路灯坏了三天了 晚上黑得看不见路']) {
      lark.says('zhang', 'anhe3', words)
      await story.settled()
      await lark.clock.forward(3_600_000)
    }
    const open = (await story.store.db.select().from(drafts)).map(({ id }) => id)
    const prompted = await Promise.all(
      lark.heard('direct', 'zhang').flatMap(async ({ buttons }) => {
        const actions = buttons.map(({ label, value }) => ({ label, command: String(value.command) }))
        const card = { tone: 'plain' as const, lines: [], actions }
        const post = { platform: 'lark', chat: lark.openIdOf('zhang'), chatKind: 'direct' as const, card }
        const { posts } = await promptInGroup(story.app().desk, { ...post, about: 'draft' })
        return posts.map(({ key }) => Number(key.split(':')[1]))
      }),
    )
    expect(open).toHaveLength(2)
    expect(new Set(prompted.flat())).toEqual(new Set(open))
  })

  it('drops the draft of what was told in private and taken back', async () => {
    story = await openLarkStory()
    const { lark } = story
    lark.enters('zhang')
    const id = lark.says('zhang', 'direct', report)
    await story.settled()
    const state = async () => (await story.store.db.select().from(drafts))[0]?.state
    expect(await state()).toBe('open')
    lark.recalls('zhang', id)
    await story.settled()
    expect(await state()).toBe('withdrawn')
  })

  it('hears nothing of what was said before the notice, however late it comes', async () => {
    story = await openLarkStory()
    const { lark } = story
    lark.addsBot('huang', 'anhe3')
    await story.settled()
    await story.store.db.update(groups).set({ announcedAt: null })
    await story.app().desk.registry.refresh()
    const before = lark.says('zhang', 'anhe3', report)
    await story.settled()
    await lark.clock.forward(3_600_000)
    await story.store.db.update(groups).set({ announcedAt: lark.clock.now() })
    await story.app().desk.registry.refresh()
    lark.delivery.again(before, true)
    await story.settled()
    expect(await story.store.db.select().from(drafts)).toEqual([])
    expect(await story.findText('堆满杂物')).toEqual([])
  })

  it('does not note who spoke in a group that it is in unknowingly', async () => {
    story = await openLarkStory()
    const { lark } = story
    lark.addGroup({ id: 'xinqun', name: '新来的群', members: ['zhang', 'lin'], bot: true })
    lark.says('zhang', 'xinqun', '大家晚上好')
    await story.settled()
    const { sender, chat } = story.heard.find(({ type }) => type === 'bot_added') ?? {}
    expect(chat?.id).toBe(lark.chatIdOf('xinqun'))
    expect(sender).toEqual({ id: '', nick: '' })
  })

  it('greets who opens the chat, once a day, and takes the menu for commands', async () => {
    story = await openLarkStory()
    const { lark } = story
    lark.enters('zhang')
    lark.enters('zhang')
    lark.enters('zhou')
    await story.settled()
    expect(lark.heard('direct', 'zhang').map(({ text }) => text)).toEqual([
      expect.stringMatching(/我不是110/),
    ])
    expect(lark.heard('direct', 'zhou')).toEqual([])
    await lark.clock.forward(24 * 3_600_000)
    lark.enters('zhang')
    const operator = { operator_id: { open_id: lark.openIdOf('zhang') } }
    lark.delivery.push('application.bot.menu_v6', { operator, event_key: '我的', timestamp: '1795356431' })
    await story.settled()
    const told = lark.heard('direct', 'zhang').map(({ text }) => text)
    expect(told.filter((text) => /我不是110/.test(text))).toHaveLength(2)
    expect(told).toHaveLength(3)
  })

  it('lets nothing of the chatter reach a table, a log or a metric', async () => {
    story = await openLarkStory()
    await story.announce('anhe3', 'liuan')
    const { lark } = story
    const canary = '孔雀石绿豆糕'
    for (const [who, group] of [
      ['zhang', 'anhe3'],
      ['qin', 'liuan'],
    ] as const)
      for (const text of [`今晚吃${canary}吗`, `@小林 ${canary}真好吃`, `${canary}哈哈哈`])
        lark.says(who, group, text)
    lark.says('zhang', 'anhe3', { type: 'file', content: { file_key: 'file_x', file_name: `${canary}.pdf` } })
    lark.says('zhang', 'anhe3', {
      type: 'post',
      content: { title: canary, content: [[{ tag: 'text', text: canary }]] },
    })
    await story.settled()
    expect(story.heard.filter((one) => one.text.includes(canary)).length).toBeGreaterThan(6)
    expect(await story.findText(canary)).toEqual([])
    expect(story.logged()).not.toContain(canary)
    expect(await story.metrics()).not.toContain(canary)
    expect((await story.store.db.select().from(inbox)).every((row) => row.body === null)).toBe(true)
    // Nothing of a mention group was asked for either.
    const asked = lark.calls.map((one) => one.path).filter((path) => path.includes(lark.chatIdOf('liuan')))
    expect(asked.filter((path) => path.includes('members'))).toEqual([])
    expect(story.logged()).not.toContain(lark.appSecret)
  })
})
