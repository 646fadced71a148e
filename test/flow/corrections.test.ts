import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { correction, exportCorrections } from '../../db/corrections.ts'
import { findText } from '../../db/find-text.ts'
import { matterByNumber } from '../../db/matters.ts'
import { corrections, drafts, matters } from '../../db/schema/index.ts'
import { day, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const canary = '蓝尾雀'
const noise = `楼上1001天天半夜跳绳咚咚响 都没法睡觉 像${canary}`
const rows = () => story.store.db.select().from(corrections)
const openMatter = async (number = 'AH-1117-01') => {
  const matter = await matterByNumber(story.store.db, number)
  if (!matter) throw new Error(`no matter ${number}`)
  return matter
}

async function amended(category = '邻里漏水', as = 'zhang') {
  await story.says(as, `@小助手 ${noise}`, { in: 'anhe3' })
  await story.says(as, `/修改 类别=${category}`)
}

describe('a draft whose category its reporter puts right', () => {
  it('teaches what the reader had said and what is right, as numbers without an order', async () => {
    story = await openStory()
    await amended()
    const [row, ...more] = await rows()
    expect(more).toEqual([])
    expect(row).toMatchObject({
      kind: 'category',
      said: 'dispute.neighbor.noise',
      right: 'dispute.neighbor.water_leak',
      byRole: 'reporter',
    })
    expect(row?.certainty).toBeGreaterThan(0)
    expect(row?.at.toISOString()).toBe('2026-11-16T16:00:00.000Z')
    const { features = [] } = row ?? {}
    expect(features.length).toBeGreaterThan(20)
    expect(features).toEqual([...new Set(features)].sort((a, b) => a - b))
    expect(Math.max(...features)).toBeLessThan(2 ** 20)
  })

  it('leaves no word in any table or log, then or when the matter is open', async () => {
    story = await openStory()
    await amended()
    for (const last of ['1', '/我的']) {
      await story.says('zhang', last)
      expect(await findText(story.store.sql, canary)).toEqual([])
    }
    expect(story.logged()).not.toContain(canary)
    const [row] = await rows()
    for (const piece of row?.features ?? []) expect(story.logged()).not.toContain(`${piece},`)
  })

  it('choosing by number or button does the same, once, however often it is delivered', async () => {
    story = await openStory()
    await amended()
    const [draft] = await story.store.db.select().from(drafts)
    const click = `/修改 ${draft?.id} 类别=dispute.neighbor.water_leak`
    await story.says('zhang', click)
    await story.app.hear({
      platform: 'sandbox',
      messageId: 'again',
      chat: { id: 'zhang', kind: 'direct' },
      sender: { id: 'zhang', nick: '张大妈' },
      type: 'click',
      text: click,
      mentionsBot: false,
      mentions: [],
      at: story.now().toISOString(),
    })
    await story.app.hear({
      platform: 'sandbox',
      messageId: 'again',
      chat: { id: 'zhang', kind: 'direct' },
      sender: { id: 'zhang', nick: '张大妈' },
      type: 'click',
      text: click,
      mentionsBot: false,
      mentions: [],
      at: story.now().toISOString(),
    })
    await story.settled()
    expect(await rows()).toHaveLength(1)
  })

  it('who changes their mind leaves the first answer of the reader and the last word, or nothing', async () => {
    story = await openStory()
    await amended()
    await story.says('zhang', '/修改 类别=dispute.neighbor.pet')
    const [row] = await rows()
    expect(row).toMatchObject({ said: 'dispute.neighbor.noise' })
    expect(row?.right).not.toBe('dispute.neighbor.water_leak')
    await story.says('zhang', '/修改 类别=dispute.neighbor.noise')
    expect(await rows()).toEqual([])
  })

  it('takes it along when it is dropped, taken back or not answered', async () => {
    story = await openStory()
    await amended()
    await story.says('zhang', '3')
    const left = await rows()
    expect(left).toMatchObject([{ kind: 'not_report', features: [], draftId: null, matterId: null }])
    const id = await story.says('wang', `@小助手 ${noise}`, { in: 'anhe3' })
    await story.says('wang', '/修改 类别=邻里漏水')
    expect(await rows()).toHaveLength(2)
    await story.recalls('wang', id)
    expect(await rows()).toEqual(left)
    await amended('邻里漏水', 'dapeng')
    await story.forward(25 * 3_600_000)
    expect(await rows()).toEqual(left)
    for (const draft of await story.store.db.select().from(drafts)) expect(draft.features).toBeNull()
  })

  it('to a confidential one keeps the labels and not a number', async () => {
    story = await openStory()
    await amended('dispute.marriage_family')
    expect(await rows()).toMatchObject([{ right: 'dispute.marriage_family', features: [] }])
    expect((await story.store.db.select().from(drafts))[0]?.features).toBeNull()
    await story.says('zhang', '1')
    expect((await story.store.db.select().from(matters))[0]?.features).toBeNull()
    expect(await exportCorrections(story.store.db)).toEqual([])
  })

  it('that names another place says only how exact the two were', async () => {
    story = await openStory()
    await story.says('zhang', '@小助手 5号楼2单元楼道堆满杂物 走不过去人', { in: 'anhe3' })
    await story.says('zhang', '/修改 地点=3号楼1单元')
    const [row] = (await rows()).filter((one) => one.kind === 'place')
    expect(row).toMatchObject({ said: 'unit', right: 'unit' })
  })
})

describe('the matter that becomes of it', () => {
  it('carries the numbers while it is open, and what it taught dies with it', async () => {
    story = await openStory()
    await amended()
    await story.says('zhang', '1')
    const [matter] = await story.store.db.select().from(matters)
    expect(matter?.features?.length).toBeGreaterThan(20)
    expect(await rows()).toMatchObject([{ matterId: matter?.id }])
    expect(await openMatter()).not.toHaveProperty('features')
    await story.says('zhang', '/撤回 AH-1117-01')
    expect(await rows()).toEqual([])
    expect((await story.store.db.select().from(matters))[0]?.features).toBeNull()
  })

  it('loses the numbers when it is archived, and what it taught when its time is over', async () => {
    story = await openStory()
    await story.says('dapeng', '@小助手 6号楼1单元楼道电动车飞线充电', { in: 'anhe3' })
    await story.says('dapeng', '/修改 类别=hazard.electrical')
    await story.says('dapeng', '1')
    for (const step of ['接单 AH-1117-01', '化解 AH-1117-01 当场']) await story.says('li', `/${step}`)
    await story.says('zhou', '/办结 AH-1117-01 是 是 无 是')
    await story.forward(35 * day)
    for (let visit = 0; visit < 3; visit++) await story.says('li', '/回访 AH-1117-01 已解决 5 隐患=无')
    expect((await story.store.db.select().from(matters))[0]).toMatchObject({
      state: 'archived',
      features: null,
    })
    expect(await rows()).toHaveLength(1)
    await story.forward(366 * day)
    expect(await rows()).toEqual([])
  })

  it('told in a work group keeps them too, of a tip never', async () => {
    story = await openStory()
    await story.says('lin', '安和花园三期5号楼2单元楼上天天半夜跳绳 居民反映睡不着', { in: 'gongzuo' })
    await story.says('zhang', '@小助手 6号楼地下室有人聚众赌博 抽水 通宵打麻将', { in: 'anhe3' })
    await story.says('zhang', '1')
    const kept = (await story.store.db.select().from(matters)).map((one) => [one.kind, one.features === null])
    expect(kept).toContainEqual(['dispute', false])
    expect(kept).toContainEqual(['tip', true])
  })

  it('put right by an officer twice is one row: the change that later verbs use', async () => {
    story = await openStory()
    await story.says('zhang', `@小助手 ${noise}`, { in: 'anhe3' })
    await story.says('zhang', '1')
    const matter = await openMatter()
    const told = { of: { matter }, byRole: 'officer', at: story.now() } as const
    for (const right of ['red', 'yellow'])
      await story.store.db.transaction(correction({ ...told, kind: 'colour', said: 'blue', right }))
    await story.store.db.transaction(correction({ ...told, kind: 'merge', said: 'apart', right: 'same' }))
    expect(await rows()).toMatchObject([
      { kind: 'colour', said: 'blue', right: 'yellow', byRole: 'officer', matterId: matter.id },
      { kind: 'merge', said: 'apart', right: 'same' },
    ])
    for (const row of await rows()) expect(row.features.length).toBeGreaterThan(20)
    await story.store.db.transaction(
      correction({ ...told, kind: 'category', said: matter.category, right: 'care.mental_support' }),
    )
    expect((await rows()).at(-1)).toMatchObject({ right: 'care.mental_support', features: [] })
  })
})

describe('a colleague who says that it is no report', () => {
  it('teaches it with the numbers; the draft is gone, and the row leads to nobody', async () => {
    story = await openStory()
    await story.says('lin', '@小助手 5号楼2单元楼道堆满杂物 走不过去人', { in: 'anhe3' })
    await story.says('lin', '不是事项')
    expect(story.lastHeard('lin')).toMatch(/草稿已删除[\s\S]*没有文字/)
    const [row] = await rows()
    expect(row).toMatchObject({ kind: 'not_report', right: 'none', byRole: 'grid_worker', draftId: null })
    expect(row?.features.length).toBeGreaterThan(10)
    expect((await story.store.db.select().from(drafts))[0]).toMatchObject({
      state: 'withdrawn',
      features: null,
    })
    expect(await findText(story.store.sql, '杂物')).toEqual([])
  })
})

describe('a correction', () => {
  it('is erased after a year', async () => {
    story = await openStory()
    await story.says('lin', '@小助手 5号楼2单元楼道堆满杂物 走不过去人', { in: 'anhe3' })
    await story.says('lin', '3')
    await story.forward(364 * day)
    expect(await rows()).toHaveLength(1)
    await story.forward(2 * day)
    expect(await rows()).toEqual([])
  })

  it('goes out for training with kind, numbers and labels, and nothing else', async () => {
    story = await openStory()
    await amended()
    await story.says('wang', `@小助手 ${noise}`, { in: 'anhe3' })
    await story.says('wang', '3')
    const lessons = await exportCorrections(story.store.db)
    expect(lessons).toHaveLength(1)
    expect(Object.keys(lessons[0] ?? {}).sort()).toEqual(['features', 'kind', 'right', 'said'])
  })

  it('is not written where its Write fails', async () => {
    story = await openStory()
    await amended()
    const [row] = await rows()
    await story.store.db.delete(corrections).where(eq(corrections.id, row?.id ?? 0))
    const [draft] = await story.store.db.select().from(drafts)
    if (!draft?.reading) throw new Error('no draft')
    const told = correction({
      kind: 'category',
      of: { draft: { ...draft, reading: draft.reading } },
      said: 'dispute.neighbor.noise',
      right: 'dispute.neighbor.water_leak',
      byRole: 'reporter',
      at: story.now(),
    })
    const failing = story.store.db.transaction(async (tx) => {
      await told(tx)
      throw new Error('stale')
    })
    await expect(failing).rejects.toThrow('stale')
    expect(await rows()).toEqual([])
  })
})
