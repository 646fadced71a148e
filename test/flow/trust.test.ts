import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../db/chain.ts'
import { findText } from '../../db/find-text.ts'
import {
  drafts,
  events,
  groups,
  identities,
  matters,
  people,
  reporters,
  roles,
} from '../../db/schema/index.ts'
import { day, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

async function confirmed(text: string, as = 'zhang') {
  await story.says(as, `@小助手 ${text}`, { in: 'anhe3' })
  await story.says(as, '1')
}

describe('what is kept', () => {
  it('of a withdrawn matter leads to nobody, and the chain still holds', async () => {
    story = await openStory()
    await confirmed('楼上1001天天半夜跳绳咚咚响')
    await story.says('zhang', '/撤回 AH-1117-01')
    const [matter] = await story.store.db.select().from(matters)
    expect(matter).toMatchObject({ state: 'withdrawn', summary: '', occurred: null, facts: {} })
    expect(matter?.place).toMatchObject({ room: null, text: '' })
    expect(await story.store.db.select().from(reporters)).toEqual([])
    expect(await verifyChain(story.store.db)).toBeNull()
  })

  it('is erased when its time is over: a hazard a year after its last visit', async () => {
    story = await openStory()
    await confirmed('6号楼1单元楼道电动车飞线充电')
    await story.says('li', '/接单 AH-1117-01')
    await story.says('li', '/办理 AH-1117-01 已劝离并拆线')
    await story.says('li', '/化解 AH-1117-01 当场')
    await story.says('zhou', '/办结 AH-1117-01 是 是 无 是')
    await story.forward(35 * day)
    await story.says('li', '/回访 AH-1117-01 已解决 5 隐患=无')
    await story.says('li', '/回访 AH-1117-01 已解决 5 隐患=无')
    await story.forward(364 * day)
    expect(await story.store.db.select().from(reporters)).toHaveLength(1)
    await story.forward(2 * day)
    expect(await story.store.db.select().from(reporters)).toEqual([])
    expect(await findText(story.store.sql, '劝离')).toEqual([])
    expect((await story.store.db.select().from(matters))[0]).toMatchObject({
      category: 'hazard.ebike_indoor',
      state: 'archived',
      summary: '',
    })
    expect(await verifyChain(story.store.db)).toBeNull()
  })
})

describe('a complaint about police', () => {
  it('is seen by the inspector and by nobody of the station', async () => {
    story = await openStory()
    await confirmed('投诉社区民警 出警慢 态度差 骂人')
    expect(story.lastHeard('zhang')).toMatch(/没有接入督察.*直接联系|12389/)
    const [matter] = await story.store.db.select().from(matters)
    expect(matter?.category).toBe('feedback.police_complaint')
    for (const one of ['zhou', 'duty', 'lin']) {
      await story.says(one, `/看 ${matter?.number}`)
      expect(story.lastHeard(one)).toMatch(/没有找到您能看的事项/)
      await story.says(one, '/待办')
      expect(story.lastHeard(one)).not.toContain(matter?.number ?? '?')
    }
    const [inspector] = await story.store.db.insert(people).values({ name: '督察' }).returning()
    await story.store.db
      .insert(roles)
      .values({ personId: inspector?.id ?? 0, role: 'inspector', areaId: 'street' })
    await story.store.db.insert(identities).values({
      personId: inspector?.id ?? 0,
      platform: 'sandbox',
      externalId: 'newcomer',
      boundAt: story.now(),
    })
    await story.app.desk.registry.refresh()
    await story.says('newcomer', `/看 ${matter?.number}`)
    expect(story.lastHeard('newcomer')).toMatch(/对民警\/网格员投诉/)
  })
})

describe('what cannot be said', () => {
  it('is told to somebody: a notice refused for good leaves the group deaf and comes again the next day', async () => {
    story = await openStory()
    const [group] = await story.store.db.select().from(groups).where(eq(groups.externalId, 'qiye'))
    await story.store.db
      .update(groups)
      .set({ announcedAt: null, externalId: 'gone', noticeDueAt: story.now() })
      .where(eq(groups.id, group?.id ?? 0))
    await story.app.desk.registry.refresh()
    await story.forward(60_000)
    expect(story.lastHeard('duty')).toMatch(/没能发到南门市场商户群/)
    const [after] = await story.store.db
      .select()
      .from(groups)
      .where(eq(groups.id, group?.id ?? 0))
    expect(after?.announcedAt).toBeNull()
    expect(Number(after?.noticeDueAt)).toBe(story.now().getTime() + day)
  })
})

describe('one failing duty', () => {
  it('keeps no other from its day', async () => {
    story = await openStory()
    await confirmed('6号楼1单元楼道电动车飞线充电')
    await story.says('zhang', '@小助手 8号楼2单元路灯坏了一星期', { in: 'anhe3' })
    await story.store.sql`alter table drafts rename to drafts_away`
    await story.forward(30 * day)
    await story.store.sql`alter table drafts_away rename to drafts`
    expect(story.logged()).toMatch(/a duty failed/)
    expect((await story.store.db.select().from(events)).map((one) => one.kind)).toContain('nudged')
  })
})

describe('a draft that can no longer be unsealed', () => {
  it('is erased like any other, and the next one with it', async () => {
    story = await openStory()
    for (const as of ['zhang', 'dapeng'])
      await story.says(as, '@小助手 8号楼2单元路灯坏了一星期', { in: 'anhe3' })
    await story.store
      .sql`update drafts set reporter = decode('00', 'hex') where id = (select min(id) from drafts)`
    await story.forward(25 * 3_600_000)
    expect((await story.store.db.select().from(drafts)).map((one) => one.state)).toEqual([
      'expired',
      'expired',
    ])
  })
})
