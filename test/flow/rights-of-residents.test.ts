import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../db/chain.ts'
import { findText } from '../../db/find-text.ts'
import { addParties } from '../../db/matters.ts'
import { corrections, drafts, events, matters, parties, reporters } from '../../db/schema/index.ts'
import { openStory, type Story, seal } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const noise = '5号楼2单元1001天天半夜跳绳咚咚响'

async function confirmed(as = 'zhang', text = noise) {
  await story.says(as, `@小助手 ${text}`, { in: 'anhe3' })
  await story.says(as, '1')
}

const matterNow = async () => (await story.store.db.select().from(matters))[0]
const kinds = async () =>
  (await story.store.db.select().from(events).orderBy(events.id)).map((one) => one.kind)

async function closed() {
  await confirmed('zhang', '6号楼1单元楼道电动车飞线充电')
  await story.says('li', '/接单 AH-1117-01')
  await story.says('li', '/办理 AH-1117-01 已劝离')
  await story.says('li', '/化解 AH-1117-01 当场')
  await story.says('zhou', '/办结 AH-1117-01 是 是 否 是')
}

describe('deleting', () => {
  it('is shown first and done at the second word: all of it, while nobody works on it', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', '/删除 AH-1117-01')
    expect(story.lastHeard('zhang')).toMatch(/还没有执行[\s\S]*整件删除[\s\S]*找不回/)
    expect(await story.store.db.select().from(reporters)).toHaveLength(1)
    await story.presses('zhang', '确定')
    expect(story.lastHeard('zhang')).toMatch(/已删除/)
    expect(await matterNow()).toMatchObject({ state: 'withdrawn', summary: '', occurred: null, facts: {} })
    expect(await story.store.db.select().from(reporters)).toEqual([])
    expect(await story.store.db.select().from(parties)).toEqual([])
    expect(await verifyChain(story.store.db)).toBeNull()
    await story.says('zhang', '/删除 AH-1117-01 确定')
    expect(story.lastHeard('zhang')).toMatch(/没有找到您能看的事项/)
  })

  it('of what somebody works on takes the reporter out, and says what stays, why, and where to complain', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('zhang', '/del ah-1117-1')
    expect(story.lastHeard('zhang')).toMatch(/留下编号、类别、地点和办理经过/)
    await story.presses('zhang', '确定')
    expect(story.lastHeard('zhang')).toMatch(/第47条[\s\S]*12389/)
    expect(await matterNow()).toMatchObject({ state: 'handling' })
    expect(await story.store.db.select().from(reporters)).toEqual([])
    for (const party of await story.store.db.select().from(parties)) expect(party.sealed).toBeNull()
    expect(await kinds()).toContain('erased')
    await story.says('lin', '/办理 AH-1117-01 去过了')
    expect(story.lastHeard('lin')).toMatch(/AH-1117-01/)
    expect(await verifyChain(story.store.db)).toBeNull()
  })

  it('by one of several leaves the matter to the others', async () => {
    story = await openStory()
    await confirmed('zhang')
    await confirmed('wang', '5号楼2单元1001半夜跳绳吵死了')
    expect(await story.store.db.select().from(reporters)).toHaveLength(2)
    await story.says('zhang', '/删除 AH-1117-01 确定')
    expect(await matterNow()).toMatchObject({ state: 'new' })
    expect(await story.store.db.select().from(reporters)).toHaveLength(1)
    await story.says('wang', '/查进度 AH-1117-01')
    expect(story.lastHeard('wang')).toMatch(/待研判/)
    await story.says('wang', '/撤回 AH-1117-01')
    expect(await matterNow()).toMatchObject({ state: 'withdrawn' })
  })

  it('of all takes drafts along; a second word too late does nothing', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', '/隐患 6号楼1单元楼道电动车飞线充电')
    await story.says('zhang', '/删除 全部')
    expect(story.lastHeard('zhang')).toMatch(/AH-1117-01[\s\S]*草稿 1 份/)
    await story.presses('zhang', '确定')
    expect((await story.store.db.select().from(drafts)).every((one) => one.state !== 'open')).toBe(true)
    await story.presses('zhang', '确定')
    expect(story.lastHeard('zhang')).toMatch(/没有存您反映的事/)
  })

  it('never ends an emergency', async () => {
    story = await openStory()
    await story.says('zhang', '@小助手 6号楼1单元着火了 浓烟滚滚 快来人', { in: 'anhe3' })
    const number = (await matterNow())?.number
    await story.says('zhang', `/删除 ${number} 确定`)
    expect(await matterNow()).toMatchObject({ state: 'new', urgency: 'emergency', emergencyLiftedAt: null })
    expect(await story.store.db.select().from(reporters)).toEqual([])
  })
})

describe('the export', () => {
  it('gives everything to read and as JSON, and only one’s own', async () => {
    story = await openStory()
    await confirmed()
    await confirmed('dapeng', '8号楼2单元路灯坏了一星期')
    const before = story.hears('zhang').length
    await story.says('zhang', '/导出')
    const heard = story.hears('zhang').slice(before)
    expect(heard.length).toBeGreaterThanOrEqual(2)
    for (const one of heard) expect(one.length).toBeLessThan(1700)
    const json = heard
      .filter((one) => one.startsWith('【JSON'))
      .map((one) => one.replace(/^【JSON.*】\n/u, ''))
      .join('')
    const held = JSON.parse(json)
    expect(held.reports).toHaveLength(1)
    expect(held.reports[0]).toMatchObject({ number: 'AH-1117-01', category: '邻里噪声' })
    expect(heard.join()).not.toMatch(/AH-1117-02|路灯/)
    await story.says('wang', '/export')
    expect(story.hears('wang').join()).not.toContain('AH-1117')
  })

  it('holds no note of those who handle it', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/办理 AH-1117-01 住户态度不好下次带民警')
    await story.says('zhang', '/导出')
    expect(story.hears('zhang').join()).not.toContain('态度不好')
  })
})

describe('a correction', () => {
  it('changes the fact, shows old and new to who handles it, and keeps the difference', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('zhang', '/更正 AH-1117-01 地点=4号楼1单元')
    expect(story.lastHeard('zhang')).toMatch(/已改:地点:.*5号楼.*→.*4号楼/)
    expect(story.lastHeard('lin')).toMatch(/反映人更正:地点:.*5号楼.*→.*4号楼/)
    expect((await matterNow())?.place).toMatchObject({ building: '4', unit: '1' })
    const [event] = await story.store.db.select().from(events).where(eq(events.kind, 'corrected'))
    expect(event?.values?.note).toMatch(/5号楼.*→.*4号楼/)
    expect(event?.actorId).toBeNull()
    const lessons = await story.store.db.select().from(corrections)
    expect(lessons.map(({ kind, byRole }) => ({ kind, byRole }))).toEqual([
      { kind: 'place', byRole: 'reporter' },
    ])
  })

  it('of the category stands while nobody studied it, and is asked for afterwards', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', '/fix AH-1117-01 类别=邻里漏水')
    expect(await matterNow()).toMatchObject({ category: 'dispute.neighbor.water_leak' })
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('zhang', '/更正 AH-1117-01 类别=邻里噪声')
    expect(story.lastHeard('zhang')).toMatch(/已转承办人核对:类别/)
    expect(story.lastHeard('lin')).toMatch(/反映人认为:类别:邻里漏水→邻里噪声/)
    expect(await matterNow()).toMatchObject({ category: 'dispute.neighbor.water_leak' })
  })

  it('never makes a tip of a dispute, nor lowers a colour', async () => {
    story = await openStory()
    await confirmed()
    await story.store.db.update(matters).set({ colour: 'red' })
    await story.says('zhang', '/更正 AH-1117-01 类别=赌博')
    expect(story.lastHeard('zhang')).toMatch(/不能直接换成这一类/)
    await story.says('zhang', '/更正 AH-1117-01 时间=昨晚11点')
    expect(await matterNow()).toMatchObject({ colour: 'red' })
  })

  it('keeps no name or sum that the words bring along, and says what to type where nothing is understood', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', '/更正 AH-1117-01 摘要=是王二麻子家干的 他有精神病')
    expect(await findText(story.store.sql, '王二麻子')).toEqual([])
    expect(await findText(story.store.sql, '精神病')).toEqual([])
    await story.says('zhang', '/更正 AH-1117-01')
    expect(story.lastHeard('zhang')).toMatch(/例如:\/更正/)
    await story.says('wang', '/更正 AH-1117-01 地点=4号楼')
    expect(story.lastHeard('wang')).toMatch(/没有找到您能看的事项/)
  })
})

describe('a rating', () => {
  it('is given once a closing, by who reported it, in masked words', async () => {
    story = await openStory()
    await closed()
    await story.says('zhang', '/评价 AH-1117-01 5 李姐电话13812345678 办得快')
    expect(story.lastHeard('zhang')).toMatch(/5分/)
    expect(await matterNow()).toMatchObject({ satisfaction: 5 })
    expect(await findText(story.store.sql, '13812345678')).toEqual([])
    await story.says('zhang', '/评价 AH-1117-01 1')
    expect(story.lastHeard('zhang')).toMatch(/已经评价过/)
    expect(await matterNow()).toMatchObject({ satisfaction: 5 })
    await story.says('wang', '/评价 AH-1117-01 1')
    expect(story.lastHeard('wang')).toMatch(/没有找到/)
  })

  it('of two or less offers to open it again, and tells who led it', async () => {
    story = await openStory()
    await closed()
    await story.says('zhang', '评价 2 又拉线了')
    expect(story.lastHeard('zhang')).toMatch(/点「重开」/)
    expect(story.chat.messages('dm-zhang').at(-1)?.card?.actions?.[0]).toMatchObject({
      label: '重开',
      command: '/重开 AH-1117-01 对结果不满意',
    })
    expect(story.lastHeard('li')).toMatch(/反映人评价 2 分/)
  })

  it('waits for the closing, and for a figure', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', '/评价 AH-1117-01 5')
    expect(story.lastHeard('zhang')).toMatch(/还没办结/)
    await story.store.db.update(matters).set({ state: 'followup' })
    await story.says('zhang', '/评价 AH-1117-01 挺好')
    expect(story.lastHeard('zhang')).toMatch(/1到5分/)
  })
})

describe('a party who did not report', () => {
  it('sees the neutral summary and nobody who reported; of a tip nothing', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', '/线索 三期5号楼2单元有人开赌局 每晚都来十几个人打麻将抽水')
    await story.says('zhang', '1')
    const wang = { platform: 'sandbox', externalId: 'wang' }
    const party = [{ role: 'respondent', label: '楼上住户', self: true } as const]
    for (const { id } of await story.store.db.select().from(matters))
      await story.store.db.transaction(addParties(seal, id, party, wang))
    await story.says('wang', '/我的')
    expect(story.lastHeard('wang')).toMatch(/您作为当事人的事 1 件[\s\S]*AH-1117-01/)
    expect(story.lastHeard('wang')).not.toMatch(/XS-|张|zhang|902/)
    await story.says('wang', '/导出')
    expect(story.hears('wang').join()).not.toMatch(/XS-|zhang/)
    await story.says('wang', '/查进度 AH-1117-01')
    expect(story.lastHeard('wang')).toMatch(/没有找到您能看的事项/)
  })
})
