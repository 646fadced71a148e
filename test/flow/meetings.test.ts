import { afterEach, describe, expect, it } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { createServer } from '../../bot/server.ts'
import { decisions, events, meetings, topics } from '../../db/schema/index.ts'
import { duesTold, passTo } from '../support/meetings.ts'
import { plant } from '../support/planted.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

/** Monday morning before the Wednesday meeting of 18 November 2026, which is open already. */
async function monday(options: { publicUrl?: string } = {}) {
  story = await openStory({ at: '2026-11-16T08:00:00+08:00', meetings: true, ...options })
  await story.forward(0)
  await story.forward(0)
}

const titled = (chat: string, about: RegExp) => story.hears(chat).filter((text) => about.test(text))
const anhe = async () =>
  (await story.store.db.select().from(meetings)).find(
    ({ areaId, wall }) => areaId === 'anhe' && wall >= story.now().toISOString(),
  )

describe('before a meeting', () => {
  it('one that had begun before anybody planned it is none, and nobody is asked for its minutes', async () => {
    story = await openStory({ at: '2026-11-18T15:16:00+08:00', meetings: true })
    await story.forward(0)
    await passTo(story, '2026-11-24T12:00:00+08:00')
    const opened = await story.store.db.select().from(meetings)
    expect(opened.filter(({ areaId }) => areaId === 'anhe').map(({ wall }) => wall)[0]).toBe(
      '2026-11-25T09:30',
    )
    expect(titled('zhou', /的会还没有纪要/)).toEqual([])
  })

  it('topics are called for with day, time and place, and taken as matters or words, masked (W-56)', async () => {
    await monday()
    const ebike = await plant(story, { category: 'hazard.ebike_indoor' })
    await passTo(story, '2026-11-17T10:00:00+08:00')
    expect(titled('gongzuo', /征集议题/)[0]).toContain('开会:11月18日(周三)09:30,安和社区警务室')
    expect(titled('gongzuo', /征集议题/)[0]).toContain(`${ebike.number}|`)
    await story.presses('lin', `议 ${ebike.number}`, 'gongzuo')
    expect(story.lastHeard('gongzuo')).toMatch(/议题\d+已列入 11月18日\(周三\)09:30 安和社区警网融合例会/)
    await story.says('lin', `/议题 ${ebike.number}`)
    expect(story.lastHeard('lin')).toMatch(/已经在议题里/)
    await story.says('wuye', '/议题 5号楼1001张伟家装修堵了车棚 13812345678')
    const kept = (await story.store.db.select().from(topics)).map(({ words }) => words)
    expect(kept.join()).not.toMatch(/张伟|1001|138123/)
    await story.says('zhang', '/议题 我要议')
    expect(story.lastHeard('zhang')).toMatch(/要有相应职责/)
  })

  it('the pack counts what stands in 120 characters, says 本周无 of the rest, and opens a section for one person alone', async () => {
    await monday()
    const red = await plant(story, { category: 'dispute.neighbor.noise', colour: 'red' })
    const family = await plant(story, { category: 'dispute.marriage_family', colour: 'red' })
    await passTo(story, '2026-11-17T16:00:00+08:00')
    const [pack = ''] = titled('gongzuo', /警网融合例会材料\|安和社区/)
    expect(pack).toMatch(/\(2\)红黄事项:1 项\n/)
    expect(pack).toMatch(/其余 \d+ 项本周无/)
    expect([...pack].length).toBeLessThanOrEqual(120)
    expect(pack).not.toContain(family.number)
    const before = story.hears('gongzuo').length
    await story.presses('zhou', '展开 红黄事项', 'gongzuo')
    expect(story.hears('gongzuo')).toHaveLength(before)
    expect(story.lastHeard('zhou')).toContain(red.number)
    expect(story.lastHeard('zhou')).toContain(family.number)
    expect(story.lastHeard('zhou')).toMatch(/新增 2\(红2 黄0 蓝0\)/)
    // A grid worker opens the same section and sees what they may see; the commissioner only the figures.
    await story.presses('lin', '展开 红黄事项', 'gongzuo')
    expect(story.lastHeard('lin')).not.toContain(family.number)
    await story.says('weiyuan', '/例会 包 1 2')
    expect(story.lastHeard('weiyuan')).toMatch(/只看数|没有找到/)
  })

  it('a button pressed in the group answers whoever pressed it, and nobody else', async () => {
    await monday()
    await passTo(story, '2026-11-18T08:30:00+08:00')
    const before = story.hears('gongzuo').length
    await story.presses('lin', '看会议', 'gongzuo')
    expect(story.lastHeard('lin')).toMatch(/安和社区警网融合例会/)
    await story.presses('lin', '看材料', 'gongzuo')
    expect(story.lastHeard('lin')).toMatch(/例会材料\|安和社区/)
    expect(story.hears('gongzuo')).toHaveLength(before)
    await story.says('lin', '/例会', { in: 'gongzuo' })
    await story.presses('lin', '签到', 'gongzuo')
    expect(story.lastHeard('lin')).toMatch(/已签到.*网格员小林/)
    expect(story.hears('gongzuo')).toHaveLength(before + 1)
  })

  it('the six offices of the joint meeting are reminded one by one, a day and an hour before', async () => {
    await monday()
    await passTo(story, '2026-11-20T14:30:00+08:00')
    for (const one of ['weiyuan', 'suozhang', 'zong', 'fang'])
      expect(titled(one, /开会提醒\|临湖街道联席会议/), one).toHaveLength(2)
    expect(titled('weiyuan', /联席会议材料\|临湖街道/)).toHaveLength(1)
    expect(titled('lin', /联席会议/)).toEqual([])
  })

  it('reminders are set by time, on or off, and text, for one meeting or all (W-54)', async () => {
    await monday()
    const meeting = await anhe()
    await story.says('zhou', `/例会 设置 ${meeting?.id} 提醒 2小时 30分钟`)
    expect(story.lastHeard('zhou')).toMatch(/请核对[\s\S]*开会前提醒:2小时、30分钟/)
    await story.presses('zhou', '确定')
    await story.says('zhou', `/例会 设置 ${meeting?.id} 提醒文字 带上走访本`)
    await story.presses('zhou', '确定')
    await passTo(story, '2026-11-18T09:15:00+08:00')
    expect(titled('gongzuo', /开会提醒\|安和社区/)).toEqual([
      '【开会提醒|安和社区警网融合例会】\n11月18日(周三)09:30,安和社区警务室,周警官主持。还有2小时。\n带上走访本',
      '【开会提醒|安和社区警网融合例会】\n11月18日(周三)09:30,安和社区警务室,周警官主持。还有30分钟。\n带上走访本',
    ])
    await story.says('zhou', '/例会 设置 提醒 关')
    await story.presses('zhou', '确定')
    await passTo(story, '2026-11-25T09:40:00+08:00')
    expect(titled('gongzuo', /开会提醒\|安和社区/)).toHaveLength(2)
    await story.says('lin', '/例会 设置 提醒 关')
    expect(story.lastHeard('lin')).toMatch(/没有可以排会的社区/)
  }, 120_000)
})

describe('a change of plan', () => {
  it('is echoed resolved, supersedes what was owed, tells the group and the calendars', async () => {
    await monday({ publicUrl: 'https://bot.example' })
    await story.says('zhou', '/例会 改期 周四上午10点 所里培训')
    expect(story.lastHeard('zhou')).toMatch(/原定:11月18日\(周三\)09:30\n改到:11月19日\(周四\)10:00/)
    expect((await anhe())?.wall).toBe('2026-11-18T09:30')
    await story.presses('zhou', '确定')
    expect((await anhe())?.wall).toBe('2026-11-19T10:00')
    await passTo(story, '2026-11-19T10:00:00+08:00')
    expect(titled('gongzuo', /会议改期\|安和社区/)).toHaveLength(1)
    const told = (await duesTold(story, /meeting_(?:call|pack|reminder)/)).filter((line) =>
      line.includes('@2026-11-18T09:30'),
    )
    expect(told.every((line) => line.endsWith('superseded'))).toBe(true)
    expect(titled('gongzuo', /开会提醒\|安和社区/)).toEqual([expect.stringContaining('11月19日(周四)10:00')])
    expect(await events_('meeting_moved')).toHaveLength(1)
  })

  it('to a day off says so, to the past is refused, and without the right goes on record', async () => {
    await monday()
    await story.says('zhou', '/例会 改期 周六上午9点')
    expect(story.lastHeard('zhou')).toMatch(/11月21日\(周六\)09:00,这一天不上班/)
    await story.says('zhou', '/例会 改期 11月16日早上7点')
    expect(story.lastHeard('zhou')).toMatch(/已经过去/)
    await story.says('zhou', '/例会 改期 3月9日15:00')
    expect(story.lastHeard('zhou')).toMatch(/「3月9日15:00」今年已经过去。要明年的,请写上年份。/)
    await story.says('zhou', '/例会 改期 1月6日15:00')
    expect(story.lastHeard('zhou')).toMatch(/改到:1月6日\(周三\)15:00/)
    await story.says('lin', '/例会 改期 周五上午9点')
    expect(story.lastHeard('lin')).toMatch(/现在改不了/)
    expect(await events_('refused')).toHaveLength(1)
  })

  it('cancelled by number or button: nothing more is said of it, and the next one is named', async () => {
    await monday()
    await story.says('zhou', '/例会')
    await story.presses('zhou', '取消会议')
    await story.presses('zhou', '确定')
    await passTo(story, '2026-11-18T12:00:00+08:00')
    expect(titled('gongzuo', /安和社区警网融合例会/)).toEqual([
      '【会议取消|安和社区警网融合例会】\n11月18日(周三)09:30 不开会。\n下一次:11月25日(周三)09:30。没议的事留到下一次。',
    ])
  })

  it('of the weekday moves the open meeting within its week, and opens no second one', async () => {
    await monday()
    await story.says('zhou', '/例会 设置 每周 周四 14:00')
    expect(story.lastHeard('zhou')).toMatch(/以后每次:\n每周四 14:00/)
    await story.presses('zhou', '确定')
    await passTo(story, '2026-11-27T08:00:00+08:00')
    const walls = (await story.store.db.select().from(meetings))
      .filter(({ areaId }) => areaId === 'anhe')
      .map(({ wall }) => wall)
      .sort()
    expect(walls).toEqual(['2026-11-19T14:00', '2026-11-26T14:00', '2026-12-03T14:00'])
  }, 120_000)

  it('a meeting is called once for a named topic, with its own notice and reminders', async () => {
    await monday()
    await story.says('zhou', '/例会 临时 明天下午3点 车棚选址')
    expect(story.lastHeard('zhou')).toMatch(/安和社区临时会议:车棚选址\n时间:11月17日\(周二\)15:00/)
    await story.presses('zhou', '确定')
    await passTo(story, '2026-11-17T14:30:00+08:00')
    expect(titled('gongzuo', /开会通知\|安和社区临时会议「车棚选址」/)).toHaveLength(1)
    expect(titled('gongzuo', /开会提醒\|安和社区临时会议「车棚选址」/)).toHaveLength(2)
  })
})

describe('after a meeting', () => {
  const hold = async () => {
    await monday()
    await passTo(story, '2026-11-18T10:00:00+08:00')
  }

  it('minutes go from draft to confirmed to published, and no step is left out (W-55)', async () => {
    await hold()
    await story.says('zhou', '/例会 签到 @网格员小林 周警官', { in: 'gongzuo' })
    await story.says('zhou', '/例会 发布')
    expect(story.lastHeard('zhou')).toMatch(/还没有纪要草稿/)
    await story.says('lin', '/例会 纪要 我来写')
    expect(story.lastHeard('lin')).toMatch(/现在改不了/)
    await story.says('zhou', '/例会 纪要 李娟家门口的车棚下周选址')
    expect(story.lastHeard('zhou')).toMatch(/姓名、门牌和号码已遮盖/)
    await story.says('zhou', '/例会 纪要 红黄事项都有人管')
    await story.says('zhou', '/例会 发布')
    expect(story.lastHeard('zhou')).toMatch(/还没确认/)
    await story.presses('zhou', '确认')
    await story.presses('zhou', '确定')
    await story.says('zhou', '/例会 纪要 再补一句')
    expect(story.lastHeard('zhou')).toMatch(/已确认,不能再改/)
    await story.presses('zhou', '发布')
    await passTo(story, '2026-11-18T11:00:00+08:00')
    const [published = ''] = titled('gongzuo', /会议纪要/)
    expect(published).toMatch(/到会:.*网格员小林/)
    expect(published).toMatch(/红黄事项都有人管\n这次没有新的决议。/)
    expect(published).not.toContain('李娟')
    await passTo(story, '2026-11-26T08:00:00+08:00')
    expect(titled('zhou', /的会还没有纪要/)).toEqual([])
  }, 120_000)

  it('without a number are of the meeting one chairs; whoever may not confirm gets no button for it', async () => {
    await monday()
    await passTo(story, '2026-11-20T16:00:00+08:00')
    // The joint meeting of the street was later; the officer sits there, but chairs the one of Wednesday.
    await story.says('zhou', '/例会 纪要 车棚下周选址')
    expect(story.lastHeard('zhou')).toMatch(/纪要草稿\|安和社区警网融合例会/)
    const joint = (await story.store.db.select().from(meetings)).find(({ kind }) => kind === 'joint')
    await story.says('zhou', `/例会 纪要 ${joint?.id} 车棚请街道支持`)
    expect(story.lastHeard('zhou')).toMatch(/请主持人\(政法委员老潘\)确认/)
    expect(story.chat.messages('dm-zhou').at(-1)?.card?.actions).toBeUndefined()
  })

  it('the morning names the meetings of the day and the decisions that are due', async () => {
    await hold()
    const morning = (who: string) => titled(who, /早上好/).at(-1) ?? ''
    expect(morning('lin')).toMatch(/今天开会:09:30 安和社区警网融合例会/)
    expect(morning('gao')).not.toMatch(/今天开会:09:30/)
    await story.says('zhou', '/例会 决议 @网格员小林 车棚选址方案 周五 确定')
    await passTo(story, '2026-11-20T09:00:00+08:00')
    expect(morning('lin')).toMatch(/会议决议 1:决议1\(今天到期\)/)
    expect(morning('lin')).not.toMatch(/没有要催的|今天开会/)
    await passTo(story, '2026-11-23T09:00:00+08:00')
    expect(morning('lin')).toMatch(/会议决议 1:决议1\(已过期\)/)
  })

  it('a decision due on a Monday is brought to mind on the Friday, not on the day off between', async () => {
    await hold()
    await story.says('zhou', '/例会 决议 @网格员小林 消防宣传 下周一 确定')
    await passTo(story, '2026-11-20T10:00:00+08:00')
    expect(titled('lin', /例会决议快到期/)).toHaveLength(1)
    await passTo(story, '2026-11-23T10:00:00+08:00')
    expect(titled('lin', /例会决议(?:快|明天)到期/)).toHaveLength(1)
  })

  it('a decision is a task that comes back in every pack until it is done', async () => {
    await hold()
    await story.says('zhou', '/例会 决议 @网格员小林 车棚选址方案 周五')
    expect(story.lastHeard('zhou')).toMatch(/负责:网格员小林\n期限:11月20日\(周五\)/)
    expect(await story.store.db.select().from(decisions)).toEqual([])
    await story.presses('zhou', '确定')
    expect(story.lastHeard('lin')).toMatch(/例会决议1由您负责[\s\S]*车棚选址方案\|11月20日\(周五\)前/)
    await story.says('lin', '/待办')
    expect(story.lastHeard('lin')).toMatch(/会议决议:\n决议1\|车棚选址方案\|网格员小林\|限11月20日\(周五\)/)
    await passTo(story, '2026-11-24T16:00:00+08:00')
    expect(titled('lin', /例会决议明天到期/)).toHaveLength(1)
    expect(titled('lin', /例会决议已过期/)).toHaveLength(1)
    expect(titled('zhou', /例会决议已过期/)).toHaveLength(1)
    expect(titled('gongzuo', /例会材料\|安和社区\|11月25日/)[0]).toMatch(
      /\(1\)上次决议:1 项\n {2}决议1\|车棚选址方案\|网格员小林\|限11月20日\(周五\),已过期/,
    )
    await passTo(story, '2026-12-01T16:00:00+08:00')
    expect(titled('gongzuo', /例会材料\|安和社区\|12月2日/)[0]).toMatch(/决议1\|车棚选址方案.*已过期/)
    await story.presses('lin', '办完了')
    await passTo(story, '2026-12-08T16:00:00+08:00')
    expect(titled('gongzuo', /例会材料\|安和社区\|12月9日/)[0]).toMatch(
      /决议1\|车棚选址方案\|网格员小林\|已完成\(12月1日\(周二\)\)/,
    )
    await passTo(story, '2026-12-15T16:00:00+08:00')
    expect(titled('gongzuo', /例会材料\|安和社区\|12月16日/)[0]).not.toContain('决议1')
  }, 120_000)

  it('on a matter becomes the plan of the matter (A161), and of a confidential one the group learns no word', async () => {
    await hold()
    const family = await plant(story, {
      category: 'dispute.marriage_family',
      state: 'handling',
      lead: 'zhou',
    })
    await story.says('zhou', `/例会 决议 ${family.number} @周警官 请妇联一起上门 下周三前`)
    await story.presses('zhou', '确定')
    const [planned] = await events_('planned')
    expect(planned).toMatchObject({
      matterId: family.id,
      values: { note: expect.stringContaining('请妇联一起上门') },
    })
    await passTo(story, '2026-11-24T16:00:00+08:00')
    const [pack = ''] = titled('gongzuo', /例会材料\|安和社区\|11月25日/)
    expect(pack).toMatch(/决议1\|一件需要保密的事\|周警官/)
    expect(pack).not.toMatch(/妇联/)
  }, 120_000)

  it('missing minutes are asked of the chair on the third and the seventh day, not at the weekend', async () => {
    await hold()
    await passTo(story, '2026-11-25T10:00:00+08:00')
    expect(titled('zhou', /的会还没有纪要/).map((text) => text.split('\n')[0])).toEqual([
      expect.stringMatching(/第3天/),
      expect.stringMatching(/第7天/),
    ])
    const nags = await duesTold(story, /meeting_nag/)
    expect(
      nags
        .filter((line) => line.includes('@2026-11-18') && line.includes('/3@'))
        .every((line) => line.startsWith('2026-11-23T09:00')),
    ).toBe(true)
  }, 120_000)

  it('topics that were spoken of are closed with the minutes; one that was put off stays for the next', async () => {
    await monday()
    await story.says('zhou', '/议题 车棚选址')
    await story.says('zhou', '/议题 门禁换锁')
    await story.presses('zhou', '顺延')
    await passTo(story, '2026-11-18T10:00:00+08:00')
    await story.says('zhou', '/例会 纪要 车棚选址议过了')
    await story.says('zhou', '/例会 确认')
    await story.presses('zhou', '确定')
    const states = (await story.store.db.select().from(topics)).map(({ words, state }) => `${words} ${state}`)
    expect(states.sort()).toEqual(['车棚选址 discussed', '门禁换锁 open'])
    await story.says('lin', '/议题 列表')
    expect(story.lastHeard('lin')).toMatch(/11月25日[\s\S]*门禁换锁/)
    expect(story.lastHeard('lin')).not.toMatch(/车棚选址/)
  })
})

describe('the calendar file', () => {
  it('is behind a link nobody guesses, in Shanghai time, and its number rises with every change until the link is over', async () => {
    await monday({ publicUrl: 'https://bot.example' })
    await passTo(story, '2026-11-17T10:00:00+08:00')
    const [, path = ''] =
      /https:\/\/bot\.example(\/calendar\/[\w-]{24}\.ics)/.exec(
        titled('gongzuo', /征集议题\|安和/)[0] ?? '',
      ) ?? []
    const server = createServer({
      ...{ store: story.store, log: createLog('silent'), metrics: createMetrics(), ready: () => true },
      clock: { now: story.now },
    } as Parameters<typeof createServer>[0])
    const file = async () => await server.inject({ url: path })
    const first = await file()
    expect(first.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(first.body).toContain('DTSTART;TZID=Asia/Shanghai:20261118T093000\r\n')
    expect(first.body).toContain('DTEND;TZID=Asia/Shanghai:20261118T103000\r\n')
    expect(first.body).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n')
    expect(first.body).toMatch(/SEQUENCE:0\r\n/)
    const [uid] = /UID:.*/.exec(first.body) ?? []
    await story.says('zhou', '/例会 改期 周四上午10点')
    await story.presses('zhou', '确定')
    const second = await file()
    expect(second.body).toContain('DTSTART;TZID=Asia/Shanghai:20261119T100000\r\n')
    expect(second.body).toMatch(/SEQUENCE:1\r\n/)
    expect(second.body).toContain(uid)
    await story.says('zhou', '/例会 取消')
    await story.presses('zhou', '确定')
    expect((await file()).body).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/)
    expect((await server.inject({ url: '/calendar/nothing-like-it.ics' })).statusCode).toBe(404)
    await passTo(story, '2026-11-30T10:00:00+08:00')
    expect((await file()).statusCode).toBe(404)
    await server.close()
  }, 120_000)
})

async function events_(kind: string) {
  return (await story.store.db.select().from(events)).filter((event) => event.kind === kind)
}
