import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { findText } from '../../db/find-text.ts'
import { events, followUps, matters } from '../../db/schema/index.ts'
import { day, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const leak = '楼上1001漏水 厨房天花板滴水'
const row = async (id = 1) =>
  (await story.store.db.select().from(matters).where(eq(matters.id, id)))[0] as typeof matters.$inferSelect
const happened = async (kind: string) =>
  await story.store.db.select().from(events).where(eq(events.kind, kind))
const visits = async () => (await story.store.db.select().from(followUps)).map((one) => one.state)

async function closed(as = 'zhang') {
  await story.says(as, `@小助手 ${leak}`, { in: 'anhe3' })
  await story.says(as, '1')
  await story.says('lin', '/接单 AH-1117-01')
  await settled()
}
async function settled() {
  await story.says('lin', '/化解 AH-1117-01 修好了')
  await story.says('lin', '/办结 AH-1117-01 四项都妥')
  if ((await row()).state === 'resolved') await story.says('zhou', '/办结 AH-1117-01 四项都妥')
}

describe('/重开 by those who handle', () => {
  it('takes it up again, cancels the visits owed, counts, raises by Y2 and then R4', async () => {
    story = await openStory()
    await closed()
    expect(await row()).toMatchObject({ state: 'followup', colour: 'blue' })
    await story.says('zhou', '/重开 AH-1117-01')
    expect(story.lastHeard('zhou')).toMatch(/还缺「理由」/)
    await story.says('zhou', '/重开 AH-1117-01 天花板又滴水')
    expect(story.lastHeard('zhou')).toMatch(/已重开,回到办理/)
    expect(story.lastHeard('lin')).toMatch(/这件事重开了:天花板又滴水/)
    expect(story.lastHeard('zhang')).toMatch(/已重新办理/)
    expect(await row()).toMatchObject({
      state: 'handling',
      reopened: 1,
      colour: 'yellow',
      colourRules: ['Y2'],
      closedAt: null,
      retentionUntil: null,
      outcome: null,
    })
    expect(await visits()).toEqual(['cancelled'])
    const [recoloured] = await happened('recoloured')
    expect(recoloured).toMatchObject({ actorId: null })
    await story.says('zhou', '/重开 AH-1117-01 再来')
    expect(story.lastHeard('zhou')).toMatch(/现在是「办理中」,这一步还不能做/)
    await settled()
    await story.says('lin', '/reopen AH-1117-01 又漏了')
    expect(await row()).toMatchObject({ reopened: 2, colour: 'red', level: 'police_grid', loop: 'middle' })
    expect((await row()).colourRules).toEqual(['R4', 'Y2'])
    expect(story.lastHeard('suozhang')).toMatch(/已调为红色/)
  })

  it('follows from a visit that finds it unsettled, with the same rules', async () => {
    story = await openStory()
    await closed()
    await story.says('lin', '/回访 AH-1117-01 没解决 1')
    expect(await row()).toMatchObject({ state: 'handling', reopened: 1, colour: 'yellow', closedAt: null })
  })

  it('twice at the same moment opens it once', async () => {
    story = await openStory()
    await closed()
    await Promise.all([
      story.says('zhou', '/重开 AH-1117-01 又漏了'),
      story.says('lin', '/重开 AH-1117-01 又漏了'),
      story.says('zhang', '/重开 AH-1117-01 又漏了'),
    ])
    expect((await row()).reopened).toBe(1)
    expect(await happened('reopened')).toHaveLength(1)
  })
})

describe('/重开 by whoever reported it', () => {
  it('works with a word or a button, tells the lead, and keeps none of their words', async () => {
    story = await openStory()
    await closed()
    await story.says('zhang', '/重开 ah-1117-1')
    expect(story.lastHeard('zhang')).toMatch(/为什么要重新办/)
    expect((await row()).state).toBe('followup')
    await story.says('zhang', '/重开 AH-1117-01 又开始漏了呀蓝尾雀')
    expect(story.lastHeard('zhang')).toMatch(/已重新办理,由网格员小林负责/)
    expect(story.lastHeard('lin')).toMatch(/这件事重开了:反映人说又发生了/)
    expect(await row()).toMatchObject({ state: 'handling', reopened: 1, colour: 'yellow' })
    expect(await visits()).toEqual(['cancelled'])
    await story.settled()
    expect(await findText(story.store.sql, '蓝尾雀')).toEqual([])
    await story.says('zhang', '/重开 AH-1117-01 快点')
    expect(story.lastHeard('zhang')).toMatch(/还没办完,不用重开/)
  })

  it('is for their own matters only, and a danger told with it goes first', async () => {
    story = await openStory()
    await closed()
    await story.says('wang', '/重开 AH-1117-01 又漏了')
    expect(story.lastHeard('wang')).toMatch(/没有找到您反映过的这件事/)
    expect((await row()).state).toBe('followup')
    await story.says('zhang', '/重开 AH-1117-01 他拿菜刀砍门了 快来人 5号楼2单元')
    expect(story.hears('duty').join('\n')).toMatch(/紧急/)
    expect(await row(2)).toMatchObject({ urgency: 'emergency', colour: 'red' })
    expect(story.lastHeard('zhang')).toMatch(/先按紧急情况处理/)
  })

  it('is over when the time a matter may be kept is', async () => {
    story = await openStory()
    await closed()
    await story.forward(7 * day)
    await story.says('lin', '/回访 AH-1117-01 已解决 5 隐患=无')
    expect((await row()).state).toBe('archived')
    await story.forward(181 * day)
    expect((await row()).summary).toBe('')
    await story.says('zhou', '/重开 AH-1117-01 又漏了')
    expect(story.lastHeard('zhou')).toMatch(/资料已按期限删除,不能重开。请重新反映/)
    await story.says('zhang', '/重开 AH-1117-01 又漏了')
    expect(story.lastHeard('zhang')).toMatch(/请重新反映/)
    expect((await row()).state).toBe('archived')
  })
})
