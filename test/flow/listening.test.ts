import { afterEach, describe, expect, it } from 'vitest'
import { findText } from '../../db/find-text.ts'
import { drafts, groups, inbox, optOuts } from '../../db/schema/index.ts'
import { day, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const report = '6号楼1单元楼道堆满杂物 走不过去 反映多少次没人管'
const count = async (table: typeof drafts | typeof inbox) =>
  (await story.store.db.select().from(table)).length

describe('announce before listening', () => {
  it('says its notice first, with all that the law wants to be told', async () => {
    story = await openStory()
    const [notice] = story.hears('anhe3')
    for (const part of [
      '【谁】',
      '【联系】',
      '【目的】',
      '【方式】',
      '【内容】',
      '【期限】',
      '【权利】',
      '不是110',
      '机器人',
    ]) {
      expect(notice).toContain(part)
    }
    expect(notice).toMatch(/临湖派出所/)
  })

  it('is deaf while the platform has not accepted the notice', async () => {
    story = await openStory({ announced: false })
    story.chat.faults.failSends = 1000
    story.chat.say({ as: 'zhang', chatId: 'anhe3', text: report })
    story.chat.say({ as: 'zhang', chatId: 'anhe3', text: `@小助手 ${report}` })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await count(drafts)).toBe(0)
    expect(await findText(story.store.sql, '杂物')).toEqual([])
    story.chat.faults.failSends = 0
  })

  it('is deaf again from a change of mode on, until the new notice is accepted', async () => {
    story = await openStory()
    await story.says('huang', '/群设置 同意旁听', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/没有待同意的提议/)
    expect(await bindAdmin()).toMatch(/已绑定/)
    await story.says('newcomer', '/群设置 模式 点名', { in: 'gongzuo' })
    const [row] = (await story.store.db.select().from(groups)).filter((one) => one.externalId === 'gongzuo')
    expect(row).toMatchObject({ mode: 'mention', noticeVersion: 2 })
    expect(row?.announcedAt).not.toBeNull()
    expect(story.hears('gongzuo').at(-1)).toMatch(/只读@我的话/)
  })

  it('begins passive reading only after an administrator proposed it and the owner said yes', async () => {
    story = await openStory()
    await bindAdmin()
    story.chat.join({ as: 'newcomer', groupId: 'liuan' })
    await story.settled()
    const mode = async () =>
      (await story.store.db.select().from(groups)).find((one) => one.externalId === 'liuan')?.mode
    await story.says('qin', '/群设置 模式 旁听', { in: 'liuan' })
    expect(await mode()).toBe('mention')
    await story.says('newcomer', '/群设置 模式 旁听', { in: 'liuan' })
    expect(await mode()).toBe('mention')
    await story.says('liu', '/群设置 同意旁听', { in: 'liuan' })
    expect(await mode()).toBe('mention')
    await story.says('qin', '/群设置 同意旁听', { in: 'liuan' })
    expect(await mode()).toBe('assisted')
    expect(story.hears('liuan').at(-1)).toMatch(/与此无关的话当场忘掉/)
  })

  it('shows the notice to newcomers, and to everybody again after 30 days', async () => {
    story = await openStory()
    const before = story.hears('anhe3').length
    story.chat.join({ as: 'qin', groupId: 'anhe3' })
    story.chat.join({ as: 'liu', groupId: 'anhe3' })
    await story.settled()
    expect(story.hears('anhe3')).toHaveLength(before + 1)
    const announced = () => story.app.desk.registry.group('sandbox', 'anhe3')?.announcedAt
    const since = announced()
    await story.forward(30 * day)
    expect(story.hears('anhe3')).toHaveLength(before + 2)
    // What was said just before it was said to a group that knew, and may come late.
    await story.app.desk.registry.refresh()
    expect(announced()).toEqual(since)
    await story.forward(90 * day)
    expect(story.hears('anhe3')).toHaveLength(before + 3)
  })

  async function bindAdmin(): Promise<string> {
    const { firstAdminCode } = await import('../../db/first-start.ts')
    const { seal } = await import('../support/story.ts')
    const code = await firstAdminCode(story.store.db, seal, story.now())
    await story.says('newcomer', `/绑定 ${code}`)
    return story.lastHeard('newcomer')
  }
})

describe('the three modes', () => {
  it('hears in a mention group only who speaks to it, and them for ten minutes', async () => {
    story = await openStory()
    await story.says('qin', report, { in: 'liuan' })
    await story.says('liu', `@小助手 西门路灯坏了一个星期 天黑看不见路`, { in: 'liuan' })
    expect(story.hears('qin')).toEqual([])
    expect(story.lastHeard('liu')).toMatch(/请您确认/)
    await story.says('liu', '还有4号楼2单元楼上天天半夜拖椅子 吵得人睡不着', { in: 'liuan' })
    expect(story.hears('liu').length).toBeGreaterThan(1)
    const heard = story.hears('liu').length
    await story.forward(11 * 60_000)
    await story.says('liu', '4号楼3单元楼道堆满杂物 走不过去', { in: 'liuan' })
    expect(story.hears('liu')).toHaveLength(heard)
  })

  it('lets a work group report without asking back', async () => {
    story = await openStory()
    await story.says('lin', '安和花园三期6号楼1单元楼道电动车飞线充电 好几辆', { in: 'gongzuo' })
    expect(story.lastHeard('gongzuo')).toMatch(/AH-1117-01\|电动车违规停放/)
  })
})

describe('who does not want to be read', () => {
  it('is not read in any group, and can still speak to the bot', async () => {
    story = await openStory()
    await story.says('zhang', '/不听我', { in: 'anhe3' })
    expect(story.lastHeard('zhang')).toMatch(/不再读您的群消息\(包括紧急话语/)
    await story.says('zhang', report, { in: 'anhe3' })
    expect(await count(drafts)).toBe(0)
    expect((await story.store.db.select().from(optOuts))[0]?.hash).toMatch(/^[0-9a-f]{64}$/)
    await story.says('zhang', `@小助手 ${report}`, { in: 'anhe3' })
    expect(await count(drafts)).toBe(1)
    await story.says('zhang', '恢复')
    expect(await story.store.db.select().from(optOuts)).toEqual([])
  })

  it('may keep one message out with #不记录', async () => {
    story = await openStory()
    await story.says('zhang', `${report} #不记录`, { in: 'anhe3' })
    expect(await count(drafts)).toBe(0)
    expect(await findText(story.store.sql, '杂物')).toEqual([])
  })
})

describe('chatter', () => {
  it('touches no table, log, metric or file: 1,000 lines with a canary', async () => {
    story = await openStory()
    const canary = '金丝雀7391'
    const lines = [
      '今天天气真好',
      '哈哈哈哈笑死',
      '谁要拼单鸡蛋 一板25',
      '晚上跳舞去不',
      '恭喜发财 红包来了',
      '孩子作业写完了吗',
      '这剧太好看了',
      '早上好',
      '收到谢谢',
      '周末去哪玩',
    ]
    const before = await count(inbox)
    for (let i = 0; i < 1000; i++) {
      const as = ['zhang', 'wang', 'xiaoyu', 'dapeng'][i % 4] ?? 'zhang'
      story.chat.say({ as, chatId: 'anhe3', text: `${lines[i % lines.length]} ${canary}` })
    }
    await story.settled()
    expect(await count(inbox)).toBe(before)
    expect(await findText(story.store.sql, canary)).toEqual([])
    expect(story.logged()).not.toContain(canary)
    expect(await story.app.metrics.registry.metrics()).not.toContain(canary)
    expect(await story.app.metrics.registry.metrics()).toMatch(
      /fengqiao_forgotten_total\{platform="sandbox"\} 1000/,
    )
  })

  it('stays out of log and tables even when handling fails', async () => {
    story = await openStory()
    await story.store.sql`alter table drafts rename to drafts_away`
    story.chat.say({ as: 'zhang', chatId: 'anhe3', text: `${report} 金丝雀8123` })
    await new Promise((resolve) => setTimeout(resolve, 800))
    expect(story.logged()).toMatch(/could not be handled/)
    expect(story.logged()).not.toContain('金丝雀8123')
    await story.store.sql`alter table drafts_away rename to drafts`
    await story.settled()
    expect(await count(drafts)).toBe(1)
    expect(await findText(story.store.sql, '金丝雀8123')).toEqual([])
  })
})
