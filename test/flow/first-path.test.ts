import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../db/chain.ts'
import { drafts, events, followUps, inbox, matters, outbox, reporters } from '../../db/schema/index.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const report = '楼上1001天天半夜跳绳咚咚响 都没法睡觉 物业来过也没用'

describe('a report in a resident group', () => {
  it('becomes a draft, a matter, an assignment, a solution and a follow-up visit that comes back on its day', async () => {
    story = await openStory()
    await story.says('zhang', report, { in: 'anhe3' })
    expect(story.lastHeard('zhang')).toMatch(/请您确认\(还没有上报\)[\s\S]*邻里噪声[\s\S]*5号楼2单元/)
    expect(story.hears('anhe3')).toHaveLength(1)

    await story.says('zhang', '1')
    expect(story.lastHeard('zhang')).toMatch(/已登记 AH-1117-01/)
    expect(story.lastHeard('lin')).toMatch(/AH-1117-01\|邻里噪声/)

    await story.says('zhou', '/交办 AH-1117-01 @网格员小林')
    expect(story.lastHeard('lin')).toMatch(/周警官 交您牵头/)
    expect(story.lastHeard('zhang')).toMatch(/已交 网格员小林 牵头/)

    await story.presses('lin', '接单')
    await story.says('lin', '/办理 AH-1117-01 上门劝说,约定十点后不跳绳')
    await story.says('lin', '/化解 ah-1117-1 双方说好了')
    await story.says('zhou', '/办结 AH-1117-01 是 是 无 是')
    expect(story.lastHeard('zhou')).toMatch(/已办结[\s\S]*第7天回访/)
    expect(story.lastHeard('zhang')).toMatch(/已办结/)

    await story.forward(6 * day)
    expect(story.lastHeard('lin')).not.toMatch(/今天回访/)
    await story.forward(1 * day)
    expect(story.lastHeard('lin')).toMatch(/今天回访\|AH-1117-01/)
    await story.forward(23 * day)
    await story.presses('lin', '已解决,没隐患')
    await story.presses('lin', '已解决,没隐患')
    const [matter] = await story.store.db.select().from(matters)
    expect(matter).toMatchObject({ state: 'archived', satisfaction: 5, leadDepartment: 'grid_worker' })
    const kinds = (
      await story.store.db
        .select()
        .from(events)
        .where(eq(events.matterId, matter?.id ?? 0))
    ).map((one) => one.kind)
    expect(kinds).toEqual(
      expect.arrayContaining([
        'opened',
        'studied',
        'assigned',
        'taken',
        'logged',
        'resolved',
        'concluded',
        'followup',
        'raised',
        'visited',
        'archived',
      ]),
    )
    expect(await verifyChain(story.store.db)).toBeNull()
  })

  it('is confirmed by its reporter only, and shown to nobody else', async () => {
    story = await openStory()
    await story.says('zhang', report, { in: 'anhe3' })
    const [draft] = await story.store.db.select().from(drafts)
    await story.says('xiaoyu', '1')
    await story.says('xiaoyu', `/确认 ${draft?.id}`)
    expect(story.lastHeard('xiaoyu')).toMatch(/草稿已经不在/)
    expect(await story.store.db.select().from(matters)).toHaveLength(0)
    for (const other of ['xiaoyu', 'zhou', 'lin', 'duty', 'anhe3'])
      expect(story.hears(other).join()).not.toMatch(/跳绳|请您确认/)
  })

  it('delivered twice opens one draft, and the button pressed twice one matter', async () => {
    story = await openStory()
    const id = await story.says('zhang', report, { in: 'anhe3' })
    await story.app.hear({
      platform: 'sandbox',
      messageId: id,
      chat: { id: 'anhe3', kind: 'group' },
      sender: { id: 'zhang', nick: '5-2-902张姐' },
      type: 'text',
      text: report,
      mentionsBot: false,
      mentions: [],
      at: story.now().toISOString(),
    })
    await story.settled()
    expect(await story.store.db.select().from(drafts)).toHaveLength(1)
    const card = story.chat.messages('dm-zhang').findLast((one) => one.card?.actions?.length)
    // Both before the bot could take the buttons away.
    for (const _press of [1, 2]) story.chat.click({ as: 'zhang', messageId: card?.id ?? '', action: 0 })
    await story.settled()
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
  })

  it('told by two neighbours is one matter with two reporters', async () => {
    story = await openStory()
    await story.says('zhang', report, { in: 'anhe3' })
    await story.says('wang', '可不是 楼上1001每天晚上咚咚咚 吵得睡不着', { in: 'anhe3' })
    await story.says('wang', '1')
    await story.says('zhang', '1')
    expect(story.lastHeard('zhang')).toMatch(/已并入/)
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
    expect(await story.store.db.select().from(reporters)).toHaveLength(2)
  })

  it('that is not confirmed is gone after 24 hours, and its reporter told', async () => {
    story = await openStory()
    await story.says('zhang', report, { in: 'anhe3' })
    await story.forward(25 * hour)
    const [draft] = await story.store.db.select().from(drafts)
    expect(draft).toMatchObject({ state: 'expired', reading: null, messageIds: [], reporterHint: 0 })
    expect(story.lastHeard('zhang')).toMatch(/24小时没有确认,已自动删除/)
  })

  it('taken back in the group takes its draft along', async () => {
    story = await openStory()
    const id = await story.says('zhang', report, { in: 'anhe3' })
    await story.recalls('zhang', id)
    const [draft] = await story.store.db.select().from(drafts)
    expect(draft).toMatchObject({ state: 'withdrawn', reading: null })
    await story.says('zhang', '1')
    expect(await story.store.db.select().from(matters)).toHaveLength(0)
  })

  it('leaves no words in the queues once it is settled', async () => {
    story = await openStory()
    await story.says('zhang', report, { in: 'anhe3' })
    for (const row of await story.store.db.select().from(inbox))
      expect(row).toMatchObject({ body: null, chat: null, outcome: 'done' })
    for (const row of await story.store.db.select().from(outbox))
      expect(row).toMatchObject({ body: null, outcome: 'sent' })
  })

  it('found unsettled by the visit is opened again and owes new visits', async () => {
    story = await openStory()
    await story.says('zhang', report, { in: 'anhe3' })
    await story.says('zhang', '1')
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/化解 AH-1117-01 当场')
    await story.says('zhou', '/办结 AH-1117-01 是 是 无 是')
    await story.forward(7 * day)
    await story.presses('lin', '没解决,重开')
    const [matter] = await story.store.db.select().from(matters)
    expect(matter?.state).toBe('handling')
    const visits = await story.store.db.select().from(followUps)
    expect(visits.map((one) => one.state)).toEqual(expect.arrayContaining(['done', 'cancelled']))
    expect(story.lastHeard('zhang')).toMatch(/还没解决,已重新办理/)
    await story.says('lin', '/化解 AH-1117-01 再次说好')
    await story.says('zhou', '/办结 AH-1117-01 是 是 无 是')
    const rounds = new Set((await story.store.db.select().from(followUps)).map((one) => one.round))
    expect([...rounds].sort()).toEqual([1, 2])
  })
})
