import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { dues, events, onSite, people, shifts } from '../../db/schema/index.ts'
import { bindAs } from '../support/bound.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const minute = 60_000

async function second(as = 'ma'): Promise<string> {
  await bindAs(story, as, 'duty_desk', 'station')
  return (await story.store.db.select().from(people)).at(-1)?.name ?? ''
}

describe('the duty roster', () => {
  it('is read back without a gap, kept at the second word, and everybody hears their own shifts', async () => {
    story = await openStory()
    const name = await second()
    await story.says('suozhang', `/值班 排班\n下周一至下周日 白 老秦\n下周一至下周日 夜 ${name}`)
    expect(story.lastHeard('suozhang')).toMatch(
      /11月23日\(周一\)08:00–20:00\|值班室老秦[\s\S]*从 11月23日\(周一\)08:00 到 11月30日\(周一\)08:00,没有空档/,
    )
    expect(await story.store.db.select().from(shifts)).toEqual([])
    await story.presses('suozhang', '确定')
    expect(story.lastHeard('suozhang')).toMatch(/已排 14 班,排到 11月30日\(周一\)08:00/)
    expect(story.lastHeard('ma')).toMatch(/您的值班[\s\S]*11月23日\(周一\)20:00–次日08:00/)
    const rows = await story.store.db.select().from(shifts)
    expect(rows).toHaveLength(14)
    expect(rows[0]).toMatchObject({ wallFrom: '2026-11-23T08:00', zone: 'Asia/Shanghai' })
    await story.says('lin', '/值班 下周')
    expect(story.lastHeard('lin')).toMatch(/下周值班[\s\S]*1号班\|11月23日[\s\S]*值班电话 8801/)
    await story.forward(6 * day)
    await story.says('lin', '/值班')
    expect(story.lastHeard('lin')).toMatch(/今天值班[\s\S]*08:00–20:00\|值班室老秦\|现在/)
  })

  it('with a gap or an overlap is not kept; each is named with what to do', async () => {
    story = await openStory()
    const name = await second()
    await story.says('suozhang', `/值班 排班 11-23 白 老秦;11-24 白 老秦;11-24 12:00-20:00 ${name}`)
    const said = story.lastHeard('suozhang')
    expect(said).toMatch(/空档:11月23日\(周一\)20:00–次日08:00 没有人。请补一行:11-23 20:00-08:00 姓名/)
    expect(said).toMatch(/重叠:11月24日\(周二\)12:00–20:00 有值班室老秦和duty_desk-ma两班/)
    await story.says('suozhang', '/值班 排班 11-23 白 老秦 确定')
    await story.says('suozhang', '/值班 排班 11-24 白 老秦 确定')
    expect(story.lastHeard('suozhang')).toMatch(/空档:11月23日\(周一\)20:00–次日08:00 没有人/)
    await story.says('suozhang', `/值班 排班 11-23 16:00-23:00 ${name} 确定`)
    expect(story.lastHeard('suozhang')).toMatch(/重叠:11月23日\(周一\)16:00–20:00/)
    expect(await story.store.db.select().from(shifts)).toHaveLength(1)
  })

  it('is planned by chief and duty desk, for people of the duty desk, not for yesterday', async () => {
    story = await openStory()
    await story.says('zhou', '/值班 排班 明天 白 老秦')
    expect(story.lastHeard('zhou')).toMatch(/由所长、副所长或值班室来做/)
    await story.says('suozhang', '/值班 排班 明天 白 周警官')
    expect(story.lastHeard('suozhang')).toMatch(/周警官没有值班室的岗位/)
    await story.says('suozhang', '/值班 排班 明天 老秦')
    expect(story.lastHeard('suozhang')).toMatch(/没看懂这一行:「明天 老秦」/)
    await story.says('suozhang', '/值班 排班')
    expect(story.lastHeard('suozhang')).toMatch(/一行一班/)
  })

  it('is taken over for the next week as it is, and replaced by a new plan in its place', async () => {
    story = await openStory({ at: '2026-11-16T07:00:00+08:00' })
    await story.says('duty', '/值班 排班 今天至周日 全天 老秦 确定')
    await story.says('duty', '/值班 照本周 确定')
    expect(story.lastHeard('duty')).toMatch(/已排 7 班,排到 11月30日\(周一\)08:00/)
    const name = await second()
    await story.says('duty', `/值班 排班 下周二 全天 ${name}`)
    expect(story.lastHeard('duty')).toMatch(/原来的 1 班由这份代替/)
    await story.presses('duty', '确定')
    const rows = await story.store.db.select().from(shifts)
    expect(rows.filter((one) => one.cancelledAt !== null)).toHaveLength(1)
  })

  it('swaps: one gives a shift or two change theirs, both are told, nobody stands twice', async () => {
    story = await openStory({ at: '2026-11-16T07:00:00+08:00' })
    const name = await second()
    await story.says('suozhang', `/值班 排班 今天至明天 白 老秦;今天至明天 夜 ${name} 确定`)
    await story.says('duty', `/值班 换班 1 ${name}`)
    expect(story.lastHeard('duty')).toMatch(/1号班\|11月16日\(周一\)08:00–20:00\|值班室老秦→duty_desk-ma/)
    await story.presses('duty', '确定')
    expect(story.lastHeard('ma')).toMatch(/换班\(值班室老秦\)[\s\S]*1号班/)
    await story.says('lin', '/值班 换班 2 老秦')
    expect(story.lastHeard('lin')).toMatch(/由所长、副所长或值班室来做/)
    const owner = async () =>
      (await story.store.db.select().from(shifts).orderBy(shifts.id)).map(({ personId }) => personId)
    const before = await owner()
    await story.says('suozhang', '/值班 换班 3 4 确定')
    const after = await owner()
    expect([after[2], after[3]]).toEqual([before[3], before[2]])
    await story.forward(14 * hour)
    await story.says('ma', '/值班 换班 1 老秦')
    expect(story.lastHeard('ma')).toMatch(/这一班已经结束/)
    const kinds = (await story.store.db.select().from(events)).map((one) => one.kind)
    expect(kinds.filter((kind) => kind === 'shift_swapped')).toHaveLength(2)
  })
})

const week =
  '/派驻 排班 下周;周警官 周一上午 周二下午 周四上午 周五上午;陈警官 周一下午 周三上午 周四下午 周五下午'

describe('the posting to the centre', () => {
  it('wants two officers of four half-days, on working days, and says what is wrong', async () => {
    story = await openStory()
    await story.says('suozhang', '/派驻 排班 下周 周警官 周一上午 周二下午')
    expect(story.lastHeard('suozhang')).toMatch(/要两名民警,这里是 1 名[\s\S]*周警官排了 2 个半天,要 4 个/)
    await story.says('suozhang', week.replace('周五上午', '周六上午'))
    expect(story.lastHeard('suozhang')).toMatch(/周警官的 11月28日\(周六\) 不上班/)
    await story.says('suozhang', week.replace('周警官', '小林'))
    expect(story.lastHeard('suozhang')).toMatch(/网格员小林不是社区民警/)
    await story.says('suozhang', week)
    expect(story.lastHeard('suozhang')).toMatch(/11月23日\(周一\)09:00–12:00\|周警官/)
    await story.presses('suozhang', '确定')
    expect(story.lastHeard('chen')).toMatch(/您的派驻[\s\S]*11月25日\(周三\)09:00–12:00/)
    await story.says('zhou', '/派驻 下周')
    expect(story.lastHeard('zhou')).toMatch(/下周派驻[\s\S]*陈警官/)
  })

  it('in the week of a holiday asks for what the working days hold; a make-up Saturday is one', async () => {
    story = await openStory({ at: '2026-02-09T12:00:00+08:00' })
    await story.says(
      'suozhang',
      '/派驻 排班 本周;周警官 周三上午 周四上午 周五上午 周六上午;陈警官 周三下午 周四下午 周五下午 周六下午',
    )
    expect(story.lastHeard('suozhang')).toMatch(/2月14日\(周六,调休上班\)09:00–12:00\|周警官/)
  })

  it('reminds half an hour before, once, and tells the duty desk of who did not come', async () => {
    story = await openStory({ at: '2026-11-20T12:00:00+08:00' })
    await story.says('suozhang', `${week} 确定`)
    await story.forward(2 * day + 20 * hour + 25 * minute)
    expect(story.hears('zhou').filter((text) => /派驻提醒/.test(text))).toEqual([])
    await story.forward(6 * minute)
    expect(story.hears('zhou').join('\n')).toMatch(
      /派驻提醒[\s\S]*11月23日\(周一\)09:00–12:00,临湖街道综治中心/,
    )
    await story.forward(45 * minute)
    expect(story.lastHeard('duty')).toMatch(/派驻未见到岗[\s\S]*周警官/)
    expect(story.lastHeard('zhou')).toMatch(/您到岗了吗/)
    await story.presses('zhou', '到岗')
    expect(story.lastHeard('zhou')).toMatch(/已记到岗[\s\S]*不记位置/)
    await story.forward(4 * hour + 15 * minute)
    await story.says('chen', '/派驻 到')
    const before = story.hears('duty').length
    await story.forward(hour)
    expect(story.hears('duty').slice(before).join()).not.toMatch(/派驻/)
    expect(story.hears('zhou').filter((text) => /派驻提醒/.test(text))).toHaveLength(1)
    await story.says('lin', '/派驻 到')
    expect(story.lastHeard('lin')).toMatch(/现在没有您的派驻班次/)
  })

  it('replaced by another plan reminds of the new one only', async () => {
    story = await openStory({ at: '2026-11-20T12:00:00+08:00' })
    await story.says('suozhang', `${week} 确定`)
    await story.says(
      'suozhang',
      `${week.replaceAll('周警官', '某').replaceAll('陈警官', '周警官').replaceAll('某', '陈警官')} 确定`,
    )
    await story.forward(2 * day + 20 * hour + 35 * minute)
    expect(story.hears('zhou').join()).not.toMatch(/派驻提醒/)
    expect(story.hears('chen').join()).toMatch(/派驻提醒/)
    const gone = (await story.store.db.select().from(dues)).filter((one) => one.supersededAt !== null)
    expect(gone).toHaveLength(16)
  })

  it('late at the start: the reminder falls away and that is written down', async () => {
    story = await openStory({ at: '2026-11-20T12:00:00+08:00' })
    await story.says('suozhang', `${week} 确定`)
    await story.forward(2 * day + 21 * hour + 5 * minute)
    expect(story.hears('zhou').join()).not.toMatch(/派驻提醒/)
    const soon = await story.store.db.select().from(dues).where(eq(dues.kind, 'shift_soon'))
    expect(soon.flatMap(({ dropReason }) => dropReason ?? [])).toEqual(['its time was over'])
  })
})

describe('a weekend', () => {
  it('has officers of its own, reminded half an hour before; a make-up Saturday is none', async () => {
    story = await openStory({ at: '2026-11-20T12:00:00+08:00' })
    await story.says('suozhang', '/值班 周末 明天 周警官 10:00-16:00')
    expect(story.lastHeard('suozhang')).toMatch(/11月21日\(周六\)10:00–16:00\|周警官/)
    await story.presses('suozhang', '确定')
    await story.says('lin', '/值班 本周')
    expect(story.lastHeard('lin')).toMatch(/11月21日\(周六\)10:00–16:00\|周警官/)
    await story.forward(21 * hour + 31 * minute)
    expect(story.lastHeard('zhou')).toMatch(/周末值守提醒[\s\S]*10:00–16:00/)
    await story.end()
    story = await openStory({ at: '2026-02-12T12:00:00+08:00' })
    await story.says('suozhang', '/值班 周末 2月14日 周警官')
    expect(story.lastHeard('suozhang')).toMatch(/2月14日\(周六,调休上班\) 要上班/)
  })
})

describe('hours in the community', () => {
  it('are counted for the day and the week and seen by oneself and the chief alone', async () => {
    story = await openStory({ at: '2026-11-17T09:00:00+08:00' })
    await story.says('zhou', '/驻社区 上')
    expect(story.lastHeard('zhou')).toMatch(/只记时间,不记位置/)
    await story.forward(3 * hour)
    await story.presses('zhou', '下')
    expect(story.lastHeard('zhou')).toMatch(/今天 3小时\(目标8小时\)[\s\S]*本周 3小时\(目标40小时\)/)
    await story.says('chen', '/驻社区')
    expect(story.lastHeard('chen')).toMatch(/今天 0小时/)
    expect(story.lastHeard('chen')).not.toMatch(/周警官/)
    await story.says('suozhang', '/驻社区')
    expect(story.lastHeard('suozhang')).toMatch(/周警官:今天3小时,本周3小时/)
    for (const who of ['duty', 'xu', 'zong', 'lin']) {
      await story.says(who, '/驻社区')
      expect(story.lastHeard(who)).not.toMatch(/3小时/)
    }
    await story.says('zhou', '/驻社区 下')
    expect(story.lastHeard('zhou')).toMatch(/现在没有在记/)
  })

  it('that were not ended are ended in the evening, marked, and can be put right', async () => {
    story = await openStory({ at: '2026-11-17T14:00:00+08:00' })
    await story.says('zhou', '/驻社区 上')
    await story.says('zhou', '/驻社区 上')
    expect(story.lastHeard('zhou')).toMatch(/14:00 起已经在记/)
    await story.forward(7 * hour + 55 * minute)
    expect(story.lastHeard('zhou')).toMatch(/忘了点「下」[\s\S]*21:50 自动收工,先按 18:00 记/)
    await story.says('zhou', '/驻社区')
    expect(story.lastHeard('zhou')).toMatch(/今天 4小时[\s\S]*有 1 天忘了点/)
    await story.says('zhou', '/驻社区 下 20:30')
    expect(story.lastHeard('zhou')).toMatch(/今天 6小时30分/)
    await story.forward(day)
    expect(story.hears('zhou').filter((text) => /忘了点「下」\n/.test(text)).length).toBeLessThanOrEqual(1)
    const [row] = await story.store.db.select().from(onSite)
    expect(Object.keys(row ?? {}).sort()).toEqual([
      'day',
      'endedAt',
      'endedBy',
      'id',
      'personId',
      'startedAt',
    ])
  })

  it('are closed once, after any outage, as of the evening of their own day', async () => {
    story = await openStory({ at: '2026-11-17T14:00:00+08:00' })
    await story.says('zhou', '/驻社区 上')
    await story.forward(3 * day)
    const [row] = await story.store.db.select().from(onSite)
    expect(row).toMatchObject({ day: '2026-11-17', endedBy: 'clock' })
    expect(row?.endedAt?.toISOString()).toBe('2026-11-17T10:00:00.000Z')
  })
})

describe('finding the officer', () => {
  it('gives the duty telephone to everybody, in the group too, and no number of anybody', async () => {
    story = await openStory()
    await story.says('zhang', '/找民警', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/安和社区:周警官[\s\S]*8801[\s\S]*110/)
    expect(story.lastHeard('anhe3')).not.toMatch(/陈警官/)
    await story.says('zhang', '/找民警 柳岸')
    expect(story.lastHeard('zhang')).toMatch(/柳岸社区:陈警官/)
  })
})
