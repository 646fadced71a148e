import { afterEach, describe, expect, it } from 'vitest'
import { historyOf } from '../../bot/platforms/lark/history.ts'
import { drafts, groups } from '../../db/schema/index.ts'
import { type LarkStory, openLarkStory } from '../support/lark-bot.ts'

let story: LarkStory
afterEach(() => story?.end())

const report = '6号楼1单元楼道堆满杂物 走不过去 反映多少次没人管'
const openDrafts = async () => (await story.store.db.select().from(drafts)).length
const minutes = (n: number) => story.lark.clock.forward(n * 60_000)
const until = async (what: () => boolean | Promise<boolean>) => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 10))
}
const cameBack = () => until(() => /came back to Lark/.test(story.logged()))
const historyAsked = () =>
  story.lark.calls
    .filter((one) => one.api === 'GET /open-apis/im/v1/messages' || /im\/v1\/messages$/.test(one.path))
    .filter((one) => one.method === 'GET')
    .map((one) => one.query.container_id)

/** Away while others talk; the platform loses what it would have delivered. */
async function away(forMinutes: number, meanwhile: () => void): Promise<void> {
  await story.stopBot()
  story.lark.delivery.loseNext(1000)
  meanwhile()
  await minutes(forMinutes)
  story.lark.delivery.loseNext(-1000)
  await story.startBot()
  await cameBack()
  await story.settled()
}

describe('coming back to Lark', () => {
  it('reads what groups said that were read in passing all the time, and asks of no other', async () => {
    story = await openLarkStory()
    await story.announce('anhe3', 'liuan')
    const { lark } = story
    lark.enters('zhang')
    await story.settled()
    await away(5, () => {
      lark.says('zhang', 'anhe3', '晚上一起跳舞吗')
      lark.says('zhang', 'anhe3', report)
      lark.says('qin', 'liuan', '5号楼2单元水管爆了 水漫到楼道 没人管')
    })
    expect(await openDrafts()).toBe(1)
    expect(historyAsked()).toEqual([lark.chatIdOf('anhe3')])
    expect(story.heard.filter((one) => one.late).map(({ text }) => text)).toContain(report)
    expect(lark.heard('direct', 'zhang').at(-1)?.text).toMatch(/请您确认/)
    expect(await story.findText('跳舞')).toEqual([])
    // Five minutes are nobody's loss.
    expect(lark.heard('liuan').at(-1)?.text).not.toMatch(/不在线/)
  })

  it('tells the duty desk how old a danger is, and frightens no group with one of an hour ago', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    const before = lark.heard('anhe3').length
    await away(90, () => lark.says('zhang', 'anhe3', '5号楼2单元着火了 浓烟往上冒 有人被困'))
    const pages = lark.heard('direct', 'duty').map(({ text }) => text)
    expect(pages.filter((text) => /12:00说的,我9\d分钟后才收到/.test(text))).toHaveLength(1)
    expect(lark.heard('anhe3')).toHaveLength(before)
  })

  it('reads nothing where the bot was put out and in again meanwhile', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    await away(2, () => {
      lark.removesBot('huang', 'anhe3')
      lark.says('zhang', 'anhe3', report)
      lark.addsBot('huang', 'anhe3')
    })
    expect(await openDrafts()).toBe(0)
    expect(story.heard.filter((one) => one.late)).toEqual([])
  })

  it('is not kept from what others said by a message that nothing can be made of', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    await away(5, () => {
      lark.says('lin', 'anhe3', {
        type: 'post',
        content: { title: '排骨', content: [[null, { tag: 'at' }]] },
      })
      lark.says('zhang', 'anhe3', report)
    })
    expect(await openDrafts()).toBe(1)
    expect(story.logged()).not.toMatch(/排骨|could not be read/)
  }, 20_000)

  it('finds a message once that was heard before and is delivered again afterwards', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    const before = lark.says('zhang', 'anhe3', report)
    await story.settled()
    let missed = ''
    await away(1, () => {
      missed = lark.says('lin', 'anhe3', '5号楼2单元水管爆了 水漫到楼道 没人管')
    })
    expect(story.heard.filter((one) => one.messageId === before)).toHaveLength(2)
    const count = await openDrafts()
    lark.delivery.again(missed, true)
    await story.settled()
    expect(await openDrafts()).toBe(count)
  })

  it('tells mention groups once that it was away for long, by day', async () => {
    story = await openLarkStory()
    await story.announce('anhe3', 'liuan')
    await away(25, () => {})
    const told = () => story.lark.heard('liuan').filter(({ text }) => /12:\d\d到12:\d\d我不在线/.test(text))
    expect(told()).toHaveLength(1)
    expect(story.lark.heard('anhe3').at(-1)?.text).not.toMatch(/不在线/)
    await story.stopBot()
    await story.startBot()
    await story.settled()
    expect(told()).toHaveLength(1)
  })

  it('wakes nobody for an absence by night', async () => {
    story = await openLarkStory({ at: '2026-11-17T23:00:00+08:00' })
    await story.announce('liuan')
    await away(300, () => {})
    expect(
      story.lark
        .heard('liuan')
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/不在线/)
  })

  it('reads nothing of before the notice, and nothing where the notice is younger than the gap', async () => {
    story = await openLarkStory()
    const { lark } = story
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    await story.announce('anhe3')
    await away(2, () => lark.says('zhang', 'anhe3', '今天天气不错'))
    expect(story.heard.filter((one) => one.late).map(({ text }) => text)).toEqual(['今天天气不错'])
    expect(await openDrafts()).toBe(0)
    const asked = historyAsked().length
    await story.store.db.update(groups).set({ announcedAt: new Date(lark.clock.ms() + 60_000) })
    await away(2, () => lark.says('zhang', 'anhe3', report))
    expect(historyAsked()).toHaveLength(asked)
  })

  it('answers nothing that is older than eight hours, and says that it was away', async () => {
    story = await openLarkStory({ at: '2026-11-17T08:00:00+08:00' })
    await story.announce('anhe3')
    const { lark } = story
    await away(9 * 60, () => lark.says('zhang', 'anhe3', report))
    expect(await openDrafts()).toBe(0)
    expect(lark.heard('anhe3').at(-1)?.text).toMatch(/不在线/)
  })

  it('reads after a lost connection too, and goes on where the platform failed meanwhile', async () => {
    story = await openLarkStory()
    await story.announce('anhe3')
    const { lark } = story
    await until(async () => (await story.store.sql`select 1 from listeners`).length > 0)
    lark.faults.next(1, { status: 503 }, 'GET /open-apis/im/v1/messages')
    lark.delivery.loseNext(1)
    lark.socket.drop()
    lark.says('zhang', 'anhe3', report)
    await until(async () => (await openDrafts()) === 1)
    expect(story.heard.some((one) => one.late)).toBe(true)
  })

  it('reads no more than a hundred pages of a group, and says that it was cut', async () => {
    const pages = { asked: 0, cut: 0 }
    const api = {
      async call<T>() {
        pages.asked += 1
        return { items: [], has_more: pages.asked < 150, page_token: String(pages.asked) } as T
      },
    }
    const onCut = () => {
      pages.cut += 1
    }
    for await (const page of historyOf(api, 'oc_1', { from: new Date(0), to: new Date(1), onCut }))
      expect(page).toEqual([])
    expect(pages).toEqual({ asked: 100, cut: 1 })
  })
})

describe('an app that may not hear groups as a whole', () => {
  it('hears what is said to it, tells the administrators once, and reads no history', async () => {
    const scopes = [
      'im:message.group_at_msg:readonly',
      'im:message.p2p_msg:readonly',
      'im:message:send_as_bot',
    ]
    story = await openLarkStory({
      scopes: [...scopes, 'im:chat:readonly', 'im:chat.members:read', 'im:message:readonly'],
    })
    await story.announce('anhe3')
    const { lark } = story
    await until(async () => /im:message.group_msg/.test(story.heardByAdmins()))
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    expect(await openDrafts()).toBe(0)
    lark.says('zhang', 'anhe3', report, { mentionBot: true })
    await story.settled()
    expect(await openDrafts()).toBe(1)
    await away(20, () => lark.says('zhang', 'anhe3', report))
    expect(historyAsked()).toEqual([])
    expect(lark.heard('anhe3').at(-1)?.text).toMatch(/不在线/)
    expect(story.heardByAdmins().match(/im:message.group_msg/g)).toHaveLength(1)
  })
})
