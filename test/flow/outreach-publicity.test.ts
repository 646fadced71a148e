import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publicity } from '../../db/schema/index.ts'
import { lintGroupText } from '../../handlers/replies/lint.ts'
import { topics } from '../../handlers/replies/publicity.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

describe('the library of publicity', () => {
  it('has at least eight topics of four lines, each short, lawful and told once (A220, A221)', () => {
    expect(topics.length).toBeGreaterThanOrEqual(8)
    const lines = topics.flatMap((topic) => topic.lines)
    for (const topic of topics) expect(topic.lines.length).toBeGreaterThanOrEqual(4)
    expect(new Set(lines).size).toBe(lines.length)
    for (const line of lines) {
      expect([line, [...line].length <= 80]).toEqual([line, true])
      expect([line, lintGroupText(line, [])]).toEqual([line, []])
    }
  })

  it('has one line for each of the ten types of fraud (A222)', () => {
    const fraud = topics.find(({ name }) => name === '反诈')?.lines ?? []
    expect(fraud.map((line) => line.split(':')[0])).toEqual([
      ...['刷单返利', '投资理财', '购物服务', '冒充客服', '贷款征信'],
      ...['冒充领导熟人', '冒充公检法', '网上交友', '游戏交易', '退改签'],
    ])
  })
})

describe('/宣传', () => {
  let story: Story
  beforeEach(async () => {
    story = await openStory()
  })
  afterEach(() => story.end())

  it('posts one line a day into a group, another line the next time, from private chat too', async () => {
    await story.says('lin', '/宣传 反诈 安和三期群')
    const first = story.lastHeard('anhe3')
    expect(first).toMatch(/小提醒\|反诈[\s\S]*刷单返利/)
    expect(story.lastHeard('lin')).toContain('已发到安和花园三期业主群')
    await story.says('zhou', '/宣传 消防', { in: 'anhe3' })
    expect(story.lastHeard('zhou')).toContain('今天已经发过一条宣传')
    expect(story.lastHeard('anhe3')).toBe(first)
    await story.forward(day)
    await story.says('zhou', '/宣传 反诈', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toContain('投资理财')
    expect(await story.store.db.select().from(publicity)).toHaveLength(2)
  })

  it('is never said in quiet hours, in a group of others, or by a resident', async () => {
    const before = story.hears('anhe3').length
    await story.says('gao', '/宣传 反诈 安和三期群')
    expect(story.lastHeard('gao')).toContain('不在您管的片区')
    await story.says('zhang', '/宣传 反诈', { in: 'anhe3' })
    await story.forward(11 * hour)
    await story.says('lin', '/宣传 反诈 安和三期群')
    expect(story.lastHeard('lin')).toContain('早上7点以后再发')
    expect(story.hears('anhe3').filter((text) => text.includes('小提醒'))).toEqual([])
    expect(before).toBeGreaterThan(0)
  })

  it("is switched off and on by the group's owner, by nobody else there", async () => {
    await story.says('zhang', '/群设置 宣传 关', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toContain('由群主或管理员来定')
    await story.says('huang', '/群设置 宣传 关', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toContain('本群宣传已关')
    await story.says('lin', '/宣传 反诈 安和三期群')
    expect(story.lastHeard('lin')).toContain('关了宣传')
    await story.says('huang', '/群设置 宣传 开', { in: 'anhe3' })
    await story.says('lin', '/宣传 反诈 安和三期群')
    expect(story.lastHeard('anhe3')).toContain('小提醒')
  })

  it('asks for topic and group where they are left out', async () => {
    await story.says('lin', '/宣传')
    expect(story.lastHeard('lin')).toContain('反诈、消防')
    await story.says('lin', '/宣传 反诈')
    expect(story.lastHeard('lin')).toContain('安和花园三期业主群')
  })
})
