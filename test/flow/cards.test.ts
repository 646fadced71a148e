import { afterEach, describe, expect, it } from 'vitest'
import { numberedText } from '../../bot/platforms/plain-text.ts'
import { cards, matters, offers } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const noise = '楼上1001天天半夜跳绳咚咚响 都没法睡觉'

async function confirmed() {
  await story.says('zhang', `@小助手 ${noise}`, { in: 'anhe3' })
  await story.says('zhang', '1')
}

/** The cards that stand in somebody's chat, oldest first. */
const standing = (chat: string) => story.chat.messages(chat).flatMap((one) => (one.card ? [one] : []))
const withTitle = (chat: string, title: RegExp) =>
  standing(chat).filter((one) => title.test(one.card?.title ?? ''))

describe('a card', () => {
  it('loses its buttons at once when one was used, and tells who did it', async () => {
    story = await openStory()
    await confirmed()
    const before = standing('dm-lin').length
    await story.presses('lin', '接单')
    const [used] = withTitle('dm-lin', /AH-1117-01/)
    expect(used?.card?.actions ?? []).toEqual([])
    expect(used?.card?.lines.join()).toMatch(/✔ 12:00 网格员小林 已点「接单」/)
    expect(standing('dm-lin')).toHaveLength(before + 1)
  })

  it('follows its matter in place: the officer sees at the next tick who took it', async () => {
    story = await openStory()
    await confirmed()
    const before = standing('dm-zhou').length
    await story.presses('lin', '接单')
    await story.forward(5000)
    const [card] = withTitle('dm-zhou', /AH-1117-01/)
    expect(card?.card?.fields).toContainEqual({ name: '状态', value: '办理中' })
    expect(card?.card?.fields?.find((field) => field.name === '牵头')?.value).toMatch(/网格员小林/)
    expect(card?.edition).toBe(1)
    expect(standing('dm-zhou')).toHaveLength(before)
    await story.forward(5000)
    expect(withTitle('dm-zhou', /AH-1117-01/)[0]?.edition).toBe(1)
  })

  it('pressed by one who may not keeps its buttons, and nothing happens', async () => {
    story = await openStory()
    await confirmed()
    const [card] = withTitle('dm-zhou', /AH-1117-01/)
    const take = card?.card?.actions?.find((action) => action.label === '接单')?.command ?? ''
    await story.says('xiu', take)
    expect(story.lastHeard('xiu')).toMatch(/没有找到您能看的事项/)
    expect(withTitle('dm-zhou', /AH-1117-01/)[0]?.card?.actions?.length).toBeGreaterThan(0)
    expect((await story.store.db.select().from(matters))[0]?.leadId).toBeNull()
  })

  it('pressed twice, and by two at once, is taken once', async () => {
    story = await openStory()
    await confirmed()
    const [forLin] = withTitle('dm-lin', /AH-1117-01/)
    const [forZhou] = withTitle('dm-zhou', /AH-1117-01/)
    const press = (as: string, one: typeof forLin) =>
      story.chat.click({
        as,
        messageId: one?.id ?? '',
        action: one?.card?.actions?.findIndex((action) => action.label === '接单') ?? -1,
      })
    press('lin', forLin)
    press('zhou', forZhou)
    press('lin', forLin)
    await story.settled()
    const taken = await story.store.sql`select actor_id from events where kind = 'taken'`
    expect(taken).toHaveLength(1)
  })

  it('that paged the duty desk follows the danger: no 接单 is left once somebody took it, nor after it was lifted', async () => {
    story = await openStory()
    await story.says('dapeng', '6号楼1单元楼道里好大一股煤气味', { in: 'anhe3' })
    const buttons = (who: string) =>
      standing(`dm-${who}`).flatMap((one) => (one.card?.actions ?? []).map((action) => action.label))
    await story.forward(5 * 60_000)
    expect(buttons('duty')).toContain('接单')
    expect(buttons('zhou')).toContain('接单')
    await story.says('dapeng', '6号楼1单元5楼的门口最重', { in: 'anhe3' })
    await story.forward(5000)
    // What is added meanwhile leaves it a page to the desk.
    expect(buttons('duty').filter((label) => label === '接单')).not.toHaveLength(0)
    await story.presses('zhou', '接单')
    await story.forward(5000)
    for (const who of ['duty', 'zhou']) expect([who, buttons(who).includes('接单')]).toEqual([who, false])
    expect(buttons('duty')).toContain('误报解除')
    expect(story.hears('duty').join()).toMatch(/牵头:周警官/)
    const [row] = await story.store.db.select().from(matters)
    await story.says('duty', `/解除 ${row?.number} 现场核实,阀门没关严`)
    await story.forward(5000)
    expect(buttons('duty')).not.toContain('误报解除')
  })

  it('in a work group follows its matter as the group may see it', async () => {
    story = await openStory()
    await story.says('lin', '安和花园三期6号楼1单元楼道电动车飞线充电 好几辆', { in: 'gongzuo' })
    const [row] = await story.store.db.select().from(matters)
    const before = standing('gongzuo').length
    await story.says('zhou', `/接单 ${row?.number}`)
    await story.forward(5000)
    const [card] = withTitle('gongzuo', /AH-1117-01/)
    expect(card?.card?.fields).toContainEqual({ name: '状态', value: '办理中' })
    expect(card?.card?.actions ?? []).toEqual([])
    expect(standing('gongzuo')).toHaveLength(before)
    await story.store.sql`update matters set privacy = 'confidential', version = version + 1`
    await story.forward(5000)
    expect(JSON.stringify(withTitle('gongzuo', /AH-1117-01/)[0]?.card)).not.toMatch(/电动车|充电|6号楼/)
  })

  it('of somebody who is no longer concerned shows nothing of the matter any more', async () => {
    story = await openStory()
    await confirmed()
    await story.store.sql`update matters set privacy = 'confidential', version = version + 1`
    await story.forward(5000)
    const last = standing('dm-lin').find((one) => one.edition === 1)
    expect(last?.card?.lines.join()).toMatch(/已不由您经手/)
    expect(JSON.stringify(last?.card)).not.toMatch(/噪声/)
  })

  it('of a resident is not remembered; staff cards go after 14 days', async () => {
    story = await openStory()
    await confirmed()
    const rows = await story.store.db.select().from(cards)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => row.personId !== null)).toBe(true)
    await story.forward(15 * 24 * 3_600_000)
    await story.forward(5000)
    const left = await story.store.db.select().from(cards)
    expect(left.filter((row) => rows.some((old) => old.messageId === row.messageId))).toEqual([])
  })

  it('that cannot be changed any more is left as it is, and nobody is alarmed', async () => {
    story = await openStory()
    await confirmed()
    await story.store.sql`update cards set message_id = 'gone-' || message_id`
    await story.presses('lin', '接单')
    await story.forward(5000)
    const failed = await story.store.sql`select id from outbox where outcome = 'dead'`
    expect(failed).toHaveLength(0)
  })
})

describe('a bare number', () => {
  it('answers the last card with buttons, whichever it was', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '1')
    expect(story.lastHeard('lin')).toMatch(/由您牵头办理/)
    expect((await story.store.db.select().from(matters))[0]?.state).toBe('handling')
  })

  it('of a card older than a day is no answer', async () => {
    story = await openStory()
    await confirmed()
    await story.forward(25 * 3_600_000)
    await story.store.sql`delete from offers where at > now()`
    await story.says('lin', '7')
    expect((await story.store.db.select().from(matters))[0]?.state).toBe('new')
    const rows = await story.store.db.select().from(offers)
    expect(JSON.stringify(rows)).not.toMatch(/zhang|lin|5号楼|噪声/)
  })

  it('is offered in words where a platform has no buttons', () => {
    const actions = [
      { label: '接单', command: '/接单 AH-1117-01' },
      { label: '2 修改', command: '/修改 3' },
    ]
    expect(numberedText({ tone: 'plain', lines: ['新事项'], actions })).toBe('新事项\n回 1 接单  2 修改')
    expect(numberedText({ tone: 'plain', lines: ['回 1 接单  2 修改'], actions })).toBe('回 1 接单  2 修改')
    const typed = numberedText({ tone: 'plain', lines: ['他让我回 1 领奖'], actions })
    expect(typed).toBe('他让我回 1 领奖\n回 1 接单  2 修改')
    expect(numberedText({ tone: 'plain', lines: ['好'] })).toBe('好')
  })
})
