import { afterEach, describe, expect, it } from 'vitest'
import { deputyOf } from '../../db/leaves.ts'
import { decisions, events, meetings, people } from '../../db/schema/index.ts'
import { mayDo } from '../../matters/view.ts'
import { bindAs } from '../support/bound.ts'
import { passTo } from '../support/meetings.ts'
import { plant } from '../support/planted.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const staffOf = (externalId: string) => {
  const staff = story.app.desk.registry.staffOf({ platform: 'sandbox', externalId })
  if (!staff) throw new Error(externalId)
  return staff
}

describe('leave', () => {
  it('is read back with its working days and kept at the second word', async () => {
    story = await openStory()
    await story.says('zhou', '/请假 11月21日至11月24日 @陈警官')
    expect(story.lastHeard('zhou')).toMatch(
      /周警官请假:11月21日\(周六\) 至 11月24日\(周二\),共4天\(工作日2天\)[\s\S]*代班:陈警官/,
    )
    expect(story.hears('chen').join()).not.toMatch(/代班/)
    await story.presses('zhou', '确定')
    expect(story.lastHeard('zhou')).toMatch(/已记:周警官 11月21日/)
    expect(story.lastHeard('chen')).toMatch(/请您代班:周警官/)
    const { db } = story.store
    const [zhou, chen] = [staffOf('zhou').personId, staffOf('chen').personId]
    expect(await deputyOf(db, zhou, '2026-11-20')).toBeNull()
    expect(await deputyOf(db, zhou, '2026-11-21')).toBe(chen)
    expect(await deputyOf(db, zhou, '2026-11-24')).toBe(chen)
    expect(await deputyOf(db, zhou, '2026-11-25')).toBeNull()
    expect(JSON.stringify(await db.select().from(events))).toContain('leave_taken')
  })

  it('understands how people say days', async () => {
    story = await openStory()
    const said = {
      '明天 陈警官': /11月18日\(周三\),共1天/,
      '11-20 到 11-27 陈警官': /11月20日\(周五\) 至 11月27日\(周五\)/,
      '陈警官 下周一到下周三': /11月23日\(周一\) 至 11月25日\(周三\)/,
      '今天 陈警官': /11月17日\(周二\),共1天/,
      '2026-12-31至2027-01-02 陈警官': /12月31日.* 至 1月2日/,
    }
    for (const [words, understood] of Object.entries(said)) {
      await story.says('zhou', `/请假 ${words}`)
      expect([words, story.lastHeard('zhou')]).toEqual([words, expect.stringMatching(understood)])
    }
  })

  it('brings what would reach the absent to the deputy, who may do what they may, and ends by itself', async () => {
    story = await openStory()
    const lin = staffOf('lin').personId
    const { number } = await plant(story, {
      state: 'handling',
      lead: 'lin',
      dueAt: new Date('2026-11-18T10:00:00+08:00'),
    })
    await story.says('lin', '/请假 11月18日至11月19日 阿秀 确定')
    const [before, beforeLin] = [story.hears('xiu').length, story.hears('lin').length]
    await story.forward(day + hour)
    const told = story.hears('xiu').slice(before).join('\n')
    expect(told).toMatch(/网格员小林请假,由您代办/)
    expect(story.hears('lin').slice(beforeLin).join()).not.toMatch(/超期|到了/)
    expect(staffOf('xiu').standsInFor).toEqual([lin])
    await story.says('xiu', '/待办')
    expect(story.lastHeard('xiu')).toContain(number)
    await story.says('xiu', `/办理 ${number} 已上门看过`)
    expect(story.lastHeard('xiu')).toMatch(/已记/)
    await story.forward(2 * day)
    expect(staffOf('xiu').standsInFor).toBeUndefined()
    await story.says('xiu', `/看 ${number}`)
    expect(story.lastHeard('xiu')).toMatch(/没有找到您能看的事项/)
  })

  it('of the chief lets the deputy chief decide, for those days only', async () => {
    story = await openStory()
    const matter = await plant(story, { state: 'handling', category: 'tip.gambling' })
    const able = () => mayDo(staffOf('xu'), 'approveUnseal', matter, story.app.desk.registry.areas)
    expect(able()).toBe(false)
    await story.says('suozhang', '/请假 明天 老徐 确定')
    expect(able()).toBe(false)
    await story.forward(day)
    expect(able()).toBe(true)
    await story.forward(day)
    expect(able()).toBe(false)
  })

  it('refuses whoever could not do the work, is away themselves, or is nobody; and says whom to take', async () => {
    story = await openStory()
    await story.says('zhou', '/请假 明天 小林')
    expect(story.lastHeard('zhou')).toMatch(/网格员小林的岗位接不了您的事[\s\S]*可选:.*陈警官/)
    await story.says('zhou', '/请假 明天')
    expect(story.lastHeard('zhou')).toMatch(/还缺代班人[\s\S]*陈警官/)
    await story.says('zhou', '/请假 陈警官')
    expect(story.lastHeard('zhou')).toMatch(/没看懂是哪几天/)
    await story.says('chen', '/请假 11月19日 周警官 确定')
    await story.says('zhou', '/请假 11月18日至11月20日 陈警官')
    expect(story.lastHeard('zhou')).toMatch(/陈警官那几天也请假\(11月19日\(周四\)\),请换一位/)
    await story.says('chen', '/请假 11月19日至11月21日 老徐')
    expect(story.lastHeard('chen')).toMatch(/已经请了假\(第1号\)/)
  })

  it('of who chairs a meeting lets the deputy chair it on that day, confirm its minutes and be asked for them', async () => {
    story = await openStory({ at: '2026-11-16T08:00:00+08:00', meetings: true })
    await story.forward(0)
    const [meeting] = (await story.store.db.select().from(meetings)).filter(({ areaId }) => areaId === 'anhe')
    await story.says('zhou', '/请假 11月18日至11月23日 陈警官 确定')
    // Nobody is away yet; on the day the meeting is held the deputy chairs.
    await story.says('lin', `/例会 ${meeting?.id}`)
    expect(story.lastHeard('lin')).toContain('陈警官(代周警官)')
    await passTo(story, '2026-11-18T08:30:00+08:00')
    expect(story.hears('gongzuo').find((text) => /开会提醒/.test(text))).toContain('陈警官(代周警官)主持')
    await passTo(story, '2026-11-18T11:00:00+08:00')
    await story.says('chen', `/例会 纪要 ${meeting?.id} 红黄事项都有人管`)
    await story.says('chen', `/例会 确认 ${meeting?.id}`)
    expect(story.lastHeard('chen')).toMatch(/红黄事项都有人管/)
    const [before, beforeZhou] = [story.hears('chen').length, story.hears('zhou').length]
    await passTo(story, '2026-11-23T17:00:00+08:00')
    expect(story.hears('chen').slice(before).join('\n')).toMatch(/纪要[\s\S]*周警官请假,由您代办/)
    expect(story.hears('zhou').slice(beforeZhou).join('\n')).not.toMatch(/纪要/)
    await passTo(story, '2026-11-24T09:00:00+08:00')
    await story.says('chen', `/例会 确认 ${meeting?.id} 确定`)
    expect(story.lastHeard('chen')).toMatch(/没有找到您能看的会议/)
    await story.says('zhou', `/例会 确认 ${meeting?.id} 确定`)
    const [confirmed] = (await story.store.db.select().from(meetings)).filter(({ id }) => id === meeting?.id)
    expect(confirmed).toMatchObject({ minutesState: 'confirmed', confirmedBy: staffOf('zhou').personId })
  })

  it('of who owes a decision puts it on the deputy’s list and lets them finish it', async () => {
    story = await openStory({ at: '2026-11-18T09:00:00+08:00', meetings: true })
    await story.forward(0)
    const [meeting] = (await story.store.db.select().from(meetings)).filter(({ areaId }) => areaId === 'anhe')
    await passTo(story, '2026-11-18T11:00:00+08:00')
    await story.says('zhou', `/例会 决议 ${meeting?.id} @网格员小林 车棚选址方案 周五 确定`)
    await story.says('xiu', '/例会 办完 决议1')
    expect(story.lastHeard('xiu')).not.toMatch(/已完成/)
    await story.says('lin', '/请假 11月19日至11月20日 阿秀 确定')
    const before = story.hears('xiu').length
    await passTo(story, '2026-11-19T10:00:00+08:00')
    expect(story.hears('xiu').slice(before).join('\n')).toMatch(/决议1[\s\S]*网格员小林请假,由您代办/)
    await story.says('xiu', '/待办')
    expect(story.lastHeard('xiu')).toMatch(/决议1\|车棚选址方案/)
    await story.says('xiu', '/例会 办完 决议1 选在北门')
    const [decision] = await story.store.db.select().from(decisions)
    expect(decision).toMatchObject({ state: 'done', settledBy: staffOf('xiu').personId })
  })

  it('is listed and cancelled by number and by button, each told', async () => {
    story = await openStory()
    await story.says('zhou', '/请假 明天 陈警官 确定')
    await story.says('suozhang', '/请假 列表')
    expect(story.lastHeard('suozhang')).toMatch(/1号\|周警官\|11月18日\(周三\)\|代班:陈警官/)
    await story.says('lin', '/请假 列表')
    expect(story.lastHeard('lin')).not.toMatch(/周警官/)
    await story.says('chen', '/请假 取消 1')
    expect(story.lastHeard('chen')).toMatch(/只能取消自己的/)
    await story.says('zhou', '/请假')
    await story.presses('zhou', '取消 1号')
    expect(story.lastHeard('zhou')).toMatch(/已取消/)
    expect(story.lastHeard('chen')).toMatch(/不用您代班了/)
    await story.says('zhou', '/请假 取消 1')
    expect(story.lastHeard('zhou')).toMatch(/没有这个号/)
  })

  it('that overlaps: whoever stood in goes away too, and it comes to the next', async () => {
    story = await openStory()
    await bindAs(story, 'ma', 'officer', 'station')
    const name = (await story.store.db.select().from(people)).at(-1)?.name ?? ''
    await story.says('zhou', '/请假 11月18日至11月22日 陈警官 确定')
    await story.says('chen', `/请假 11月20日 ${name}`)
    expect(story.lastHeard('chen')).toMatch(/您正替周警官代班/)
    await story.presses('chen', '确定')
    expect(story.lastHeard('zhou')).toMatch(/替您代班的陈警官在 11月20日\(周五\) 也请假了/)
    const [zhou, chen, ma] = ['zhou', 'chen', 'ma'].map((one) => staffOf(one).personId)
    const deputies = await Promise.all(
      ['2026-11-19', '2026-11-20', '2026-11-21'].map((on) => deputyOf(story.store.db, zhou ?? 0, on)),
    )
    expect(deputies).toEqual([chen, ma, chen])
  })

  it('of two for each other on the same day leaves it with whom it is meant for', async () => {
    story = await openStory()
    await story.says('zhou', '/请假 11月18日 陈警官 确定')
    await story.says('chen', '/请假 11月18日 周警官 确定')
    expect(story.lastHeard('chen')).toMatch(/周警官那几天也请假/)
  })
})
