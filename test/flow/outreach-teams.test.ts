import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { patrols, pollVotes, teamMembers } from '../../db/schema/index.ts'
import { bindAs } from '../support/bound.ts'
import { hour, openStory, type Story } from '../support/story.ts'

let story: Story
beforeEach(async () => {
  story = await openStory()
})
afterEach(() => story.end())

describe('a patrol (巡逻, A101)', () => {
  it('keeps how long and what was found; a hazard is one button away', async () => {
    await story.says('lin', '/巡逻 开始 三期南门到小广场')
    expect(story.lastHeard('lin')).toContain('从 12:00 开始记,只记时间')
    await story.says('lin', '/巡逻 开始')
    expect(story.lastHeard('lin')).toContain('已经在巡逻')
    await story.forward(hour + 20 * 60_000)
    await story.says('lin', '/巡逻 结束 安和花园三期5号楼1单元楼道里电动车飞线充电')
    expect(story.lastHeard('lin')).toMatch(/这次巡逻1小时20分[\s\S]*登记隐患/)
    const [row] = await story.store.db.select().from(patrols)
    expect(row).toMatchObject({ endedBy: 'self', areaId: 'anhe-2' })
    await story.presses('lin', '登记隐患')
    expect(story.lastHeard('lin')).toMatch(/飞线充电|隐患/)
  })

  it('that nobody ended is closed in the evening, marked, and may be put right', async () => {
    await story.says('lin', '/巡逻 开始')
    await story.forward(10 * hour - 10 * 60_000)
    expect(story.lastHeard('lin')).toMatch(/巡逻忘了点「结束」[\s\S]*先按 14:00 记/)
    await story.says('lin', '/巡逻')
    expect(story.lastHeard('lin')).toContain('2小时(忘了结束,自动记的)')
    await story.says('lin', '/巡逻 结束 13:30 正常')
    expect(story.lastHeard('lin')).toContain('这次巡逻1小时30分')
    expect((await story.store.db.select().from(patrols))[0]).toMatchObject({ endedBy: 'self', finding: null })
  })

  it('with something grave among what was found offers the emergency chain', async () => {
    await story.says('lin', '/巡逻 开始')
    await story.forward(hour)
    await story.says('lin', '/巡逻 结束 安和花园三期5号楼1单元楼道里着火了,烟很大')
    expect(story.lastHeard('lin')).toContain('听着紧急')
    await story.presses('lin', '紧急')
    expect(story.lastHeard('duty')).toMatch(/5号楼/)
  })

  it('begun late is asked about in the morning, not at night', async () => {
    await story.forward(9 * hour)
    await story.says('lin', '/巡逻 开始')
    const before = story.hears('lin').length
    await story.forward(9 * hour)
    expect(story.hears('lin')).toHaveLength(before)
    await story.forward(90 * 60_000)
    expect(story.lastHeard('lin')).toContain('先按 23:00 记')
    await story.says('lin', '/巡逻 结束 22:30')
    expect(story.lastHeard('lin')).toContain('这次巡逻1小时30分')
  })
})

describe('teams (团队, 报名)', () => {
  it('show the five slots of a community and who is missing (A041)', async () => {
    await story.says('zhou', '/团队')
    expect(story.lastHeard('zhou')).toMatch(
      /安和[^\n]*1\+1\+2\+N\+N[\s\S]*包联干部\(至少1名\):[^\n|]+\n[\s\S]*社区民警\(1名\):周警官\n[\s\S]*缺员 1[\s\S]*志愿者\(至少1名\):无\|缺员 1/,
    )
  })

  it('are signed up for with consent, and left at any time without a trace (A100, A105)', async () => {
    await story.says('zhou', '/团队 新建 平安志愿巡逻队')
    expect(story.lastHeard('zhou')).toContain('已建「平安志愿巡逻队」')
    await story.says('zhang', '/报名 平安志愿')
    expect(story.lastHeard('zhang')).toMatch(
      /报名「平安志愿巡逻队」[\s\S]*要存:您的称呼[\s\S]*不计分、不排名/,
    )
    expect(await story.store.db.select().from(teamMembers)).toEqual([])
    await story.presses('zhang', '同意报名')
    expect(story.lastHeard('zhang')).toContain('报上了')
    expect(story.lastHeard('zhou')).toContain('有人报名')
    const [row] = await story.store.db.select().from(teamMembers)
    expect(JSON.stringify(row)).not.toContain('"zhang"')
    await story.says('zhang', '/我的')
    expect(story.lastHeard('zhang')).toContain('报名的队伍:平安志愿巡逻队')
    await story.says('zhang', '/导出')
    expect(story.hears('zhang').slice(-2).join()).toContain('报名的队伍|平安志愿巡逻队')
    await story.says('zhang', '/报名 退出')
    expect(story.lastHeard('zhang')).toContain('报名资料已删除')
    expect(await story.store.db.select().from(teamMembers)).toEqual([])
  })

  it('let go of who erases everything', async () => {
    await story.says('zhou', '/团队 新建 银龄巡逻队')
    await story.says('zhang', '/报名 银龄巡逻队 张姐 同意')
    await story.says('lin', '/征集 楼下空地种什么 种花 种菜', { in: 'anhe3' })
    await story.says('zhang', '/投票 1 1')
    await story.says('zhang', '/删除 全部')
    expect(story.lastHeard('zhang')).toContain('「银龄巡逻队」的报名')
    await story.presses('zhang', '确定')
    expect(await story.store.db.select().from(teamMembers)).toEqual([])
    expect(await story.store.db.select().from(pollVotes)).toEqual([])
  })

  it('have figures of all together, never of one (A104)', async () => {
    await bindAs(story, 'ma', 'volunteer', 'anhe')
    await story.says('zhou', '/团队 新建 红袖章队')
    await story.says('ma', '/报名 红袖章队 老马 同意')
    await story.says('zhou', '/团队 通知 红袖章队 周六晚7点小广场集合')
    expect(story.lastHeard('zhou')).toContain('私聊发给「红袖章队」1 人')
    await story.presses('zhou', '确定')
    expect(story.lastHeard('ma')).toMatch(/周六晚7点小广场集合[\s\S]*来不来您定/)
    await story.says('ma', '/巡逻 开始')
    await story.forward(hour)
    await story.says('ma', '/巡逻 结束')
    await story.says('zhou', '/团队 红袖章队')
    expect(story.lastHeard('zhou')).toMatch(/报名 1 人[\s\S]*巡逻 1 次,合计1小时;帮忙 0 件[\s\S]*不按人算/)
    await story.says('lin', '/团队 红袖章队')
    expect(story.lastHeard('lin')).not.toContain('老马')
    await story.says('lin', '/团队 新建 我的队')
    expect(story.lastHeard('lin')).toContain('由社区民警、网格长或所长')
  })
})
