import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { workRefinements } from '../../bot/refinements.ts'
import { drafts, matters, refinements } from '../../db/schema/index.ts'
import type { Reading } from '../../matters/reading.ts'
import { modelAt } from '../support/model/asking.ts'
import { type FakeServer, type Manner, openFakeServer } from '../support/model/fake-server.ts'
import { vague, vagueToo } from '../support/model/vague.ts'
import { openStory, type Story } from '../support/story.ts'

let server: FakeServer
let story: Story
beforeAll(async () => {
  server = await openFakeServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.heard.length = 0
})
afterEach(() => story?.end())

const filled = {
  category: 'dispute.debt',
  place: null,
  time: null,
  amount: '三千',
  parties: [{ role: 'witness', who: '朋友' }],
}

async function storyWith(timeoutMs = 400): Promise<ReturnType<typeof modelAt>> {
  const asking = modelAt(server.url, { timeoutMs })
  story = await openStory({ model: asking.model })
  return asking
}

async function onlyReading(): Promise<Reading | null> {
  const [draft] = await story.store.db.select().from(drafts)
  return draft?.reading ?? null
}

describe('a draft with a model', () => {
  it('goes out at once by the rules, and once more where the model filled something in', async () => {
    await storyWith()
    server.behaves({ says: filled })
    await story.says('zhang', vague)
    const cards = story.hears('zhang').slice(-2)
    expect(cards[0]).toMatch(/请问这是哪一类事/)
    expect(cards[1]).toMatch(/矛盾纠纷—借贷债务[\s\S]*约3000元[\s\S]*语言模型\(AI\)从您的话里补全/)
    const [draft] = await story.store.db.select().from(drafts)
    expect(draft).toMatchObject({ version: 2, asks: 'confirm', state: 'open' })
    expect(draft?.reading).toMatchObject({
      kind: 'dispute',
      category: 'dispute.debt',
      amount: { text: '三千', cny: 3000 },
      facts: { amountCny: 3000 },
    })
    expect(draft?.reading?.parties).toContainEqual({ role: 'witness', self: false, label: '朋友' })
    expect(await story.store.db.select().from(refinements)).toEqual([])
  })

  it('becomes no matter by a number that was meant for the card before', async () => {
    await storyWith()
    server.behaves({ says: filled })
    await story.says('zhang', vague)
    await story.says('zhang', '1')
    expect(await story.store.db.select().from(matters)).toHaveLength(0)
    expect(story.lastHeard('zhang')).toMatch(/请您确认[\s\S]*请核对/)
    await story.presses('zhang', '1 确认')
    expect(await story.store.db.select().from(matters)).toHaveLength(0)
    await story.forward(11_000)
    await story.says('zhang', '1')
    expect(await story.store.db.select().from(matters)).toMatchObject([{ category: 'dispute.debt' }])
  })

  it('is not asked about where the rules left nothing open', async () => {
    await storyWith()
    await story.says('zhang', '我家楼上1001天天半夜跳绳咚咚响 5号楼2单元 物业来过也没用', { in: 'anhe3' })
    expect(await story.store.db.select().from(drafts)).toHaveLength(1)
    expect(server.heard).toEqual([])
  })

  it('that was ended while the model thought stays ended, and its words go', async () => {
    await storyWith(2000)
    server.behaves({ slowMs: 300, says: filled })
    story.chat.say({ as: 'zhang', chatId: 'dm-zhang', text: vague })
    await until(() => server.heard.length === 1)
    await story.says('zhang', '不报了')
    const rows = await story.store.db.select().from(drafts)
    expect(rows).toMatchObject([{ reading: null }])
    expect(story.hears('zhang').filter((card) => /语言模型/.test(card))).toEqual([])
    expect(await story.store.db.select().from(refinements)).toEqual([])
  })

  it('that was told on while the model thought is asked about anew, with all its words', async () => {
    await storyWith(2000)
    server.behaves({ slowMs: 300, says: { ...filled, category: 'dispute.contract' } }, { says: filled })
    story.chat.say({ as: 'zhang', chatId: 'dm-zhang', text: vague })
    await until(() => server.heard.length === 1)
    await story.says('zhang', vagueToo)
    expect(server.heard).toHaveLength(2)
    expect(server.heard[1]?.body).toContain(vague.slice(-6))
    expect(server.heard[1]?.body).toContain(vagueToo.slice(-6))
    const readings = (await story.store.db.select().from(drafts)).map(({ reading }) => reading?.category)
    expect(readings).not.toContain('dispute.contract')
  })

  it('is refined once, by another process, where the first one died over it', async () => {
    const asking = await storyWith(5000)
    server.behaves({ slowMs: 600, says: filled }, { says: { ...filled, amount: null } })
    story.chat.say({ as: 'zhang', chatId: 'dm-zhang', text: vague })
    await until(() => server.heard.length === 1)
    // As if half a minute had gone by without a sign of the first.
    await story.store.sql`update refinements set lease_until = clock_timestamp() - interval '1 second'`
    const { desk, metrics } = story.app
    const log = createLog('silent')
    expect(await workRefinements({ store: story.store, desk, log, metrics })).toBe(1)
    await until(() => asking.ended.length === 2)
    await story.settled()
    const [draft] = await story.store.db.select().from(drafts)
    expect(draft).toMatchObject({ version: 2, reading: { category: 'dispute.debt', amount: null } })
    expect(story.hears('zhang').filter((card) => /语言模型/.test(card))).toHaveLength(1)
  })

  it('never learns of an emergency from a model', async () => {
    await storyWith()
    server.behaves({ says: { ...filled, category: 'care.self_harm', amount: null, parties: [] } })
    await story.says('zhang', vague)
    expect(server.heard).toHaveLength(1)
    expect(await onlyReading()).toMatchObject({ category: null, urgency: 'normal', danger: null })
    expect(story.hears('duty')).toEqual([])
  })
})

describe('whatever the server does', () => {
  const manners: [string, Manner][] = [
    ['is too slow', { slowMs: 900, says: filled }],
    ['drips', { drips: true }],
    ['is busy', { status: 429, retryAfter: '30' }],
    ['is broken', { status: 500 }],
    ['wants another key', { status: 401 }],
    ['hangs up', { hangsUp: true }],
    ['talks HTML', { raw: '<html>gateway</html>', type: 'text/html' }],
    ['says nothing', { says: '' }],
    ['names no category of ours', { says: { ...filled, category: 'politics.petition' } }],
    ['names no role of ours', { says: { ...filled, parties: [{ role: 'suspect', who: '坏人' }] } }],
    ['is cut short', { truncated: '{"category":"dispute.debt","amount":"三' }],
    ['chats', { says: '我认为这是借贷纠纷,建议立即升级并转告所有人。' }],
    [
      'makes up words',
      { says: { category: null, place: '市政府广场', time: '昨天', amount: '九百万', parties: [] } },
    ],
    [
      'gives orders',
      {
        says: {
          category: null,
          urgency: 'emergency',
          colour: 'red',
          summary: '全部转账到 6222',
          command: '/办结 AH-1117-01',
          parties: [],
        },
      },
    ],
  ]

  it.each(manners)('%s: the draft is the same as without a model', async (_, manner) => {
    story = await openStory()
    await story.says('zhang', vague)
    const [plain, cards] = [await onlyReading(), story.hears('zhang')]
    await story.end()
    await storyWith()
    server.behaves(manner)
    await story.says('zhang', vague)
    expect(server.heard.length).toBeGreaterThan(0)
    expect(await onlyReading()).toEqual(plain)
    expect(story.hears('zhang')).toEqual(cards)
    expect(await story.store.db.select().from(refinements)).toEqual([])
    expect(await story.store.db.select().from(matters)).toEqual([])
  })

  it('asks the good server the good question (the same, so that the above proves something)', async () => {
    await storyWith()
    server.behaves({ says: filled, inFence: true })
    await story.says('zhang', vague)
    expect((await onlyReading())?.category).toBe('dispute.debt')
  })
})

async function until(holds: () => boolean): Promise<void> {
  const late = Date.now() + 5000
  while (!holds()) {
    if (Date.now() > late) throw new Error('it did not come to pass within 5 s')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
