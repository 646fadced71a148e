import { afterEach, describe, expect, it } from 'vitest'
import { identities, matters, people, roles } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

// An officer on a phone: signs stuck to numbers, words in any order, colleagues whose names lie within each other.

let story: Story
afterEach(() => story?.end())

const first = async () => (await story.store.db.select().from(matters).orderBy(matters.id))[0]
async function told() {
  story = await openStory()
  await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
  await story.says('zhang', '1')
}

describe('a number', () => {
  it.each([
    '/交办 AH-1117-01@网格员小林',
    '/交办 AH-1117-01，@网格员小林',
    '/交办 AH-1117-01、小林。',
    '/交办 【AH-1117-01】 小林',
    '/交办 "AH-1117-01" 小林',
    '/交办:AH-1117-01 小林',
    '/交办：ah1117-1 小林',
    '/交办【AH-1117-01】小林',
    '交办AH-1117-01 小林',
    '/交办 小林 ＡＨ—１１１７—１。',
  ])('is found however it is stuck: %s', async (text) => {
    await told()
    await story.says('zhou', text)
    expect(story.lastHeard('zhou')).toMatch(/已交办 AH-1117-01 给 网格员小林/)
  })

  it('of a resident as well, as the receipt offers it but without the blank', async () => {
    await told()
    await story.says('zhang', '查进度AH-1117-01')
    expect(story.lastHeard('zhang')).toMatch(/AH-1117-01\|[\s\S]*待研判/)
    await story.says('zhang', '撤回 AH-1117-01。')
    expect((await first())?.state).toBe('withdrawn')
  })

  it('in a note stays as it was written, and a sentence about one is no command', async () => {
    await told()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/办理 AH-1117-01, 和AH-1117-02、AH-1117-03是一家')
    await story.says('zhou', '/看 AH-1117-01')
    expect(story.lastHeard('zhou')).toContain('办理:和AH-1117-02、AH-1117-03是一家')
    await story.says('zhou', '我想办结AH-1117-01可以吗')
    expect((await first())?.state).toBe('handling')
  })

  it('too many: of two in a verb that takes one, nothing is done', async () => {
    await told()
    await story.says('lin', '/接单 AH-1117-01 AH-1117-02')
    expect(story.lastHeard('lin')).toMatch(/一次只办一件/)
    expect((await first())?.state).toBe('new')
  })
})

it('a colleague whose name lies within another’s is meant by the whole of it', async () => {
  await told()
  const { db } = story.store
  const [row] = await db.insert(people).values({ name: '小林' }).returning()
  const personId = row?.id ?? 0
  await db.insert(roles).values({ personId, role: 'grid_worker', areaId: 'anhe-2' })
  await db
    .insert(identities)
    .values({ personId, platform: 'sandbox', externalId: 'newcomer', boundAt: story.now() })
  await story.app.desk.registry.refresh()
  await story.says('zhou', '/交办 AH-1117-01 小林')
  expect((await first())?.leadId).toBe(personId)
  await story.says('zhou', '/交办 AH-1117-01 网格员小林')
  expect((await first())?.leadId).not.toBe(personId)
  expect((await first())?.state).toBe('assigned')
})

it('a command that is quoted is nobody’s command', async () => {
  await told()
  const id = await story.says('zhang', '/接单 AH-1117-01', { in: 'anhe3' })
  await story.says('lin', '收到', { in: 'anhe3', quotes: id })
  await story.says('lin', '「周警官:/接单 AH-1117-01」\n——\n收到')
  await story.says('lin', '> /接单 AH-1117-01\n好的')
  expect((await first())?.state).toBe('new')
})

describe('what is written', () => {
  it('between commas still answers the four questions', async () => {
    await told()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/化解 AH-1117-01 说好了')
    await story.says('zhou', '/办结 AH-1117-01 是，是，无，是')
    expect(story.lastHeard('zhou')).toMatch(/已办结/)
  })

  it('at great length is kept, and makes no card that no platform takes', async () => {
    await told()
    await story.says('lin', '/接单 AH-1117-01')
    for (let note = 0; note < 12; note++) await story.says('lin', `/办理 AH-1117-01 ${'谈了😀'.repeat(1000)}`)
    await story.says('zhou', '/看 AH-1117-01')
    expect(story.lastHeard('zhou')).toMatch(/……\(共\d{4}字\)/)
    expect(Buffer.byteLength(story.lastHeard('zhou'))).toBeLessThan(28_000)
  })
})
