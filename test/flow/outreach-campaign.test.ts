import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { campaigns, dues } from '../../db/schema/index.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
beforeEach(async () => {
  story = await openStory()
})
afterEach(() => story.end())

const made = '/专项 新建 百日走访 11月18日至2月25日 每格60户'

describe('a visiting campaign (专项, A299, A300)', () => {
  it('is read back with its days before it is kept, and belongs to the chief', async () => {
    await story.says('lin', made)
    expect(story.lastHeard('lin')).toContain('由所长来做')
    await story.says('suozhang', made)
    expect(story.lastHeard('suozhang')).toMatch(/专项:百日走访[\s\S]*11月18日[\s\S]*2月25日[\s\S]*每格 60 户/)
    expect(await story.store.db.select().from(campaigns)).toEqual([])
    await story.presses('suozhang', '确定')
    expect(story.lastHeard('suozhang')).toContain('已开始「百日走访」')
    expect((await story.store.db.select().from(campaigns))[0]).toMatchObject({
      ...{ name: '百日走访', fromDay: '2026-11-18', untilDay: '2027-02-25', perGrid: 60 },
    })
  })

  it('counts what is entered as 走访 anyway, each seeing their own grids (W-58)', async () => {
    await story.says('suozhang', `${made} 确定`)
    await story.forward(day)
    await story.says('lin', '/走访 三期5号楼 民意 12户')
    await story.says('lin', '/专项 进度')
    expect(story.lastHeard('lin')).toMatch(/第二网格:12\/60 户,20%/)
    expect(story.lastHeard('lin')).not.toContain('合计')
    await story.says('suozhang', '/专项 进度 1')
    expect(story.lastHeard('suozhang')).toMatch(/第二网格:12\/60 户,20%[\s\S]*合计:12\/\d+ 户/)
  })

  it('tells each week how far it came, and 本周无 where nothing was done', async () => {
    await story.says('suozhang', `${made} 确定`)
    await story.forward(day)
    await story.says('lin', '/走访 三期5号楼 民意 12户')
    await story.forward(2 * day + 4.5 * hour)
    expect(story.lastHeard('lin')).toMatch(/百日走访\|本周进度[\s\S]*本周 12 户[\s\S]*累计 12\/60 户,20%/)
    expect(story.lastHeard('xiu')).toContain('本周无')
    expect(story.lastHeard('suozhang')).toContain('本周 12 户')
    await story.says('suozhang', '/专项 结束 1')
    expect(story.lastHeard('suozhang')).toContain('已结束')
    const open = (await story.store.db.select().from(dues)).filter(
      (one) => one.kind === 'campaign_week' && !one.raisedAt && !one.supersededAt && !one.droppedAt,
    )
    expect(open).toEqual([])
    const heard = story.hears('lin').length
    await story.forward(7 * day)
    expect(story.hears('lin').slice(heard).join()).not.toContain('百日走访')
  })
})
