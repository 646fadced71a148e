import { afterEach, describe, expect, it } from 'vitest'
import { dues, meetings } from '../../db/schema/index.ts'
import { anotherScheduler, duesTold, passTo } from '../support/meetings.ts'
import { hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const titled = (chat: string, about: RegExp) => story.hears(chat).filter((text) => about.test(text))
const firstLines = (texts: string[]) => texts.map((text) => text.split('\n').slice(0, 2).join(' '))

describe('a month of Wednesdays', () => {
  it('over Spring Festival: the meeting of the week off is held with the next, and everybody hears of it a week ahead', async () => {
    story = await openStory({ at: '2026-02-02T08:00:00+08:00', meetings: true })
    await story.forward(0)
    await passTo(story, '2026-03-04T10:00:00+08:00')
    const held = await story.store.db.select().from(meetings).orderBy(meetings.startsAt)
    expect(
      held
        .filter(({ seriesId }) => seriesId === 1)
        .map(({ wall, state, reason }) => `${wall} ${state} ${reason}`),
    ).toEqual([
      '2026-02-04T09:30 planned null',
      '2026-02-11T09:30 planned null',
      '2026-02-18T09:30 cancelled merged',
      '2026-02-25T09:30 planned null',
      '2026-03-04T09:30 planned null',
      '2026-03-11T09:30 planned null',
    ])
    expect(titled('gongzuo', /会议取消\|安和社区/)).toEqual([
      '【会议取消|安和社区警网融合例会】\n2月18日(周三,春节)09:30 不开会(放假,和下一次一起开)。\n下一次:2月25日(周三)09:30。没议的事留到下一次。',
    ])
    // Of each meeting one call, one pack, one reminder an hour before; of the one that fell out nothing.
    expect(firstLines(titled('gongzuo', /征集议题\|安和社区/))).toEqual([
      '【征集议题|安和社区警网融合例会】 开会:2月4日(周三)09:30,安和社区警务室。已有议题 0 个。',
      '【征集议题|安和社区警网融合例会】 开会:2月11日(周三)09:30,安和社区警务室。已有议题 0 个。',
      '【征集议题|安和社区警网融合例会】 开会:2月25日(周三)09:30,安和社区警务室。已有议题 0 个。',
      '【征集议题|安和社区警网融合例会】 开会:3月4日(周三)09:30,安和社区警务室。已有议题 0 个。',
    ])
    expect(titled('gongzuo', /例会材料\|安和社区/)).toHaveLength(4)
    expect(titled('gongzuo', /开会提醒\|安和社区/)).toHaveLength(4)
    expect(titled('gongzuo', /例会材料\|安和社区\|2月4日/)[0]).toMatch(
      /\(9\)走访、巡逻、缺员:2 项[\s\S]*其余 \d+ 项本周无/,
    )
    // The chair is asked for minutes on the third and the seventh day, on working days.
    expect(titled('zhou', /第3天/)[0]).toMatch(/2月4日\(周三\)09:30 的会还没有纪要/)
    const own = held.find(({ wall }) => wall === '2026-02-11T09:30')
    const nags = await duesTold(story, /meeting_nag/)
    expect(nags.filter((line) => line.includes(`meeting:${own?.id}/`))).toEqual([
      `2026-02-14T09:00 meeting_nag/meeting:${own?.id}/3@2026-02-11 raised`,
      `2026-02-24T09:00 meeting_nag/meeting:${own?.id}/7@2026-02-11 raised`,
    ])
    // Nothing early, nothing at night.
    const rows = await story.store.db.select().from(dues)
    expect(rows.filter(({ raisedAt, dueAt }) => raisedAt && raisedAt < dueAt)).toEqual([])
  }, 120_000)

  it('over National Day, with two schedulers and a restart in between: moved to Thursday, everything once (W-56)', async () => {
    story = await openStory({ at: '2026-09-21T08:00:00+08:00', meetings: true, roles: ['sandbox', 'worker'] })
    let running = [anotherScheduler(story), anotherScheduler(story)]
    const tick = async () => {
      await Promise.all(running.map((one) => one.tick()))
      return 0
    }
    await tick()
    await story.settled()
    await passTo(story, '2026-10-07T20:00:00+08:00', { tick })
    for (const one of running) await one.stop()
    // The machine was away for the evening and the night, and comes back in the middle of the morning's hour.
    running = [anotherScheduler(story), anotherScheduler(story)]
    await story.forward(12.75 * hour)
    await tick()
    await story.settled()
    await passTo(story, '2026-10-15T12:00:00+08:00', { tick })
    const walls = (await story.store.db.select().from(meetings).orderBy(meetings.startsAt))
      .filter(({ seriesId }) => seriesId === 1)
      .map(({ wall }) => wall)
    expect(walls).toEqual([
      '2026-09-23T09:30',
      '2026-09-30T09:30',
      '2026-10-08T09:30',
      '2026-10-14T09:30',
      '2026-10-21T09:30',
    ])
    expect(titled('gongzuo', /会议改期\|安和社区/)).toEqual([
      '【会议改期|安和社区警网融合例会】\n改到 10月8日(周四)09:30,安和社区警务室(放假顺延)。\n原定 10月7日(周三,国庆节)09:30 不开了。',
    ])
    for (const [about, times] of [
      [/征集议题\|安和社区/, 4],
      [/例会材料\|安和社区/, 4],
      [/开会提醒\|安和社区/, 4],
    ] as const)
      expect(titled('gongzuo', about), String(about)).toHaveLength(times)
    const said = story.hears('gongzuo')
    expect(new Set(said).size).toBe(said.length)
  }, 120_000)

  it('while nobody runs: what comes too late is dropped and written down, and the meeting is there all the same', async () => {
    story = await openStory({ at: '2026-11-09T08:00:00+08:00', meetings: true })
    await story.forward(0)
    await story.forward(0)
    // Tuesday morning until Thursday: the meeting went by.
    await story.forward(24 * hour)
    await story.forward(50 * hour)
    const [call, ...rest] = await duesTold(story, /meeting_(?:call|pack|reminder)/)
    const first = [call, ...rest].filter((line) => line?.includes('@2026-11-11T09:30'))
    expect(first).toHaveLength(4)
    expect(first.every((line) => line?.endsWith('dropped: its time was over'))).toBe(true)
    expect(titled('gongzuo', /安和社区/)).toEqual([])
    await story.says('zhou', '/例会 纪要 照常开了,没有新的事')
    expect(story.lastHeard('zhou')).toMatch(/纪要草稿\|安和社区警网融合例会/)
  })
})
