import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { polls, pollVotes } from '../../db/schema/index.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
beforeEach(async () => {
  story = await openStory()
})
afterEach(() => story.end())

const asked = '/征集 楼下空地种什么 种花 种菜 摆长椅'
const voters = ['zhang', 'wang', 'xiaoyu', 'dapeng', 'baoma', 'huang']

describe('a question put to a group (征集, A136)', () => {
  it('is answered by button, by a number after an @ and in private; one voice each, changed until the end', async () => {
    await story.says('lin', asked, { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(
      /问问大家:楼下空地种什么[\s\S]*1\. 种花[\s\S]*自愿、不记名[\s\S]*11月20日\(周五\)12:00截止/,
    )
    await story.presses('zhang', '2 种菜', 'anhe3')
    expect(story.lastHeard('zhang')).toContain('您选 2. 种菜')
    const before = story.hears('anhe3').length
    await story.says('huang', '@安和平安小助手(机器人) 1', { in: 'anhe3' })
    expect(story.lastHeard('huang')).toContain('您选 1. 种花')
    await story.says('huang', '/投票 1 3')
    expect(story.lastHeard('huang')).toContain('您选 3. 摆长椅')
    expect(story.hears('anhe3')).toHaveLength(before)
    const rows = await story.store.db.select().from(pollVotes)
    expect(rows.map(({ option }) => option).sort()).toEqual([2, 3])
    expect(JSON.stringify(rows)).not.toMatch(/zhang|huang/)
    await story.says('huang', '/我的')
    expect(story.lastHeard('huang')).toContain('您选了 摆长椅,截止就删')
    await story.says('zhang', '/投票 1 撤回')
    expect(await story.store.db.select().from(pollVotes)).toHaveLength(1)
  })

  it('closes after three days; the counts stay, the voices go, few are not counted out', async () => {
    await story.says('lin', asked, { in: 'anhe3' })
    for (const as of voters) await story.says(as, '/投票 1 1')
    await story.says('ma', '/投票 1 2')
    await story.forward(3 * day - hour)
    expect(story.lastHeard('anhe3')).not.toContain('征集结果')
    await story.forward(hour)
    await story.forward(10_000)
    expect(story.lastHeard('anhe3')).toMatch(/征集结果:楼下空地种什么[\s\S]*种花:6人[\s\S]*种菜:不到5人/)
    expect(await story.store.db.select().from(pollVotes)).toEqual([])
    expect((await story.store.db.select().from(polls))[0]?.counts).toEqual([6, 1, 0])
    await story.says('zhang', '/投票 1 1')
    expect(story.lastHeard('zhang')).toContain('已经截止')
    await story.forward(day)
    expect(story.hears('anhe3').filter((text) => text.includes('征集结果'))).toHaveLength(1)
  })

  it('ended by hand is told through the budget of the group: the next morning', async () => {
    await story.says('lin', `/征集 安和三期群 ${asked.slice(4)}`)
    expect(story.lastHeard('lin')).toContain('已发到安和花园三期业主群')
    await story.says('lin', '/征集')
    await story.presses('lin', '结束 1号')
    expect(story.lastHeard('lin')).toContain('明早再发')
    await story.forward(10_000)
    expect(story.lastHeard('anhe3')).not.toContain('征集结果')
    await story.forward(21 * hour)
    expect(story.lastHeard('anhe3')).toContain('参加的人不多')
  })

  it('is never about a person, and one at a time', async () => {
    for (const words of ['刘翠萍当楼长好不好', '王大妈跳舞吵不吵', '3号楼301该不该搬走', '谁最吵']) {
      await story.says('lin', `/征集 ${words} 好 不好`, { in: 'anhe3' })
      expect(story.lastHeard('lin')).toContain('征集只问事,不评人')
    }
    await story.says('lin', asked, { in: 'anhe3' })
    await story.says('lin', asked, { in: 'anhe3' })
    expect(story.lastHeard('lin')).toContain('还有一次征集没结束')
    expect(await story.store.db.select().from(polls)).toHaveLength(1)
  })
})
