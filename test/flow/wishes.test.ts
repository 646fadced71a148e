import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { timeline } from '../../db/events.ts'
import { drafts, events, followUps, inbox, links, matters, reporters } from '../../db/schema/index.ts'
import { building, plant, stored } from '../support/planted.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

// What users of such systems asked for, told as stories of intake and merging; the numbers are those of the wishes.

let story: Story
afterEach(() => story?.end())

const noise = '楼上1001天天半夜跳绳咚咚响 都没法睡觉'
const confirmed = async (as = 'zhang', text = noise) => {
  await story.says(as, `@小助手 ${text}`, { in: 'anhe3' })
  await story.says(as, '1')
}
const all = () => story.store.db.select().from(matters).orderBy(matters.id)
const kindsOf = async (id: number) =>
  (await timeline(story.store.db, id)).map((one) => one.kind).filter((kind) => kind !== 'read')

describe('W-1: is it the same thing?', () => {
  it('an officer compares place, time, kind and the first forty characters, and no door or person', async () => {
    story = await openStory()
    const long = '安和花园三期5号楼:'.padEnd(60, '咚')
    const [kept, other] = [await plant(story, { summary: long }), await plant(story, { by: 'wang' })]
    await story.says('lin', `/合并 ${kept.number} ${other.number}`)
    const asked = story.lastHeard('lin')
    expect(asked).toMatch(/邻里噪声\|.*5号楼\|11月17日[\s\S]*是同一件事才并/)
    expect(asked).toContain([...long].slice(0, 40).join(''))
    expect(asked).not.toContain([...long].slice(0, 41).join(''))
    expect(asked).not.toMatch(/1001|wang|王/)
  })

  it('a reporter is asked with day, kind and building, and never what another said or who', async () => {
    story = await openStory()
    await story.says('zhang', '5号楼天天半夜跳绳咚咚响 都没法睡觉 物业来过也没用', { in: 'anhe3' })
    await story.says('zhang', '1')
    await story.says('xiaoyu', '小广场那边天天半夜跳绳咚咚响 都没法睡觉 物业来过也没用', { in: 'anhe3' })
    const asked =
      story
        .lastHeard('xiaoyu')
        .split('\n')
        .find((line) => line.includes('同一件事吗')) ?? ''
    expect(asked).toMatch(/11月17日有人反映过.*5号楼的邻里噪声,同一件事吗/)
    expect(asked).not.toMatch(/物业|张|902|AH-/)
  })
})

describe('W-2: two that are one', () => {
  it('are linked both ways, and whoever goes on with the merged one is shown the survivor', async () => {
    story = await openStory()
    const [kept, other] = [await plant(story, { by: 'zhang' }), await plant(story, { by: 'wang' })]
    await story.says('zhou', `/合并 ${kept.number} ${other.number} 确定`)
    await story.says('lin', `/看 ${kept.number}`)
    expect(story.lastHeard('lin')).toContain(other.number)
    await story.says('lin', `/办理 ${other.number} 上门看过`)
    expect(story.lastHeard('lin')).toMatch(new RegExp(`已合并[\\s\\S]*接着办:${kept.number}`))
    await story.says('lin', `/接单 ${kept.number}`)
    expect(story.lastHeard('wang')).toMatch(new RegExp(`${other.number}[\\s\\S]*网格员小林 已接手`))
  })

  it('say nothing of a survivor that this colleague may not see', async () => {
    story = await openStory()
    const family = await plant(story, { category: 'dispute.marriage_family', colour: 'red' })
    const other = await plant(story)
    await story.says('zhou', `/合并 ${family.number} ${other.number} 确定`)
    await story.says('lin', `/办理 ${other.number} 上门看过`)
    expect(story.lastHeard('lin')).toMatch(/已合并/)
    expect(story.lastHeard('lin')).not.toContain(family.number)
  })
})

it('W-3: a neighbour is offered to join before anything is filed, and each counts once', async () => {
  story = await openStory()
  await confirmed()
  for (const _ of [1, 2]) {
    await story.says('wang', `@小助手 ${noise}`, { in: 'anhe3' })
    expect(story.lastHeard('wang')).toMatch(/已有人反映,确认后并入同一件/)
    await story.says('wang', '1')
  }
  expect(await all()).toHaveLength(1)
  expect(await story.store.db.select().from(reporters)).toHaveLength(2)
})

it('W-4: nobody but by a granted /启封 learns who stands behind a matter, in whatever list or card', async () => {
  story = await openStory()
  await confirmed()
  await confirmed('wang')
  await story.says('lin', '/接单 AH-1117-01')
  for (const who of ['zhou', 'lin', 'duty', 'suozhang', 'xiu', 'chen', 'chengguan'])
    for (const ask of ['/看 AH-1117-01', '/待办', '/查 AH-1117-01', '/为什么 AH-1117-01'])
      await story.says(who, ask)
  // In their own group the bot answers them by the name they go by there.
  for (const who of ['zhou', 'lin', 'duty', 'suozhang', 'xiu', 'chen', 'chengguan', 'gongzuo'])
    expect(story.hears(who).join('\n')).not.toMatch(/张姐|张大妈|王叔|5-2-902|zhang|wang/)
  for (const who of ['xiu', 'chen', 'chengguan', 'anhe3'])
    expect(story.hears(who).join('\n')).not.toMatch(/跳绳|噪声/)
})

describe('W-5: the number another desk gave it', () => {
  it('is noted with /办理, stands in /看, and is no note of what was done', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/办理 AH-1117-01 上门见了双方 外部编号=12345-20261117-001')
    expect(story.lastHeard('lin')).toMatch(/已记入[\s\S]*别处的编号:12345-20261117-001/)
    expect((await all())[0]?.externalNumber).toBe('12345-20261117-001')
    await story.says('zhou', '/看 AH-1117-01')
    expect(story.lastHeard('zhou')).toMatch(/别处的编号:12345-20261117-001[\s\S]*办理:上门见了双方$/)
    await story.says('lin', '/办理 AH-1117-01 外部编号：SZ２０２６-9')
    expect((await all())[0]?.externalNumber).toBe('SZ2026-9')
    expect((await kindsOf(1)).filter((kind) => kind === 'logged')).toHaveLength(1)
    expect(story.hears('zhang').join()).not.toMatch(/SZ2026|12345-2026/)
  })

  it.each(['13812345678', '138-1234-5678', '330106198001011234', '王大锤', 'ab', ''])(
    'is refused where it is none: %s',
    async (typed) => {
      story = await openStory()
      await confirmed()
      await story.says('lin', '/接单 AH-1117-01')
      await story.says('lin', `/办理 AH-1117-01 外部编号=${typed}`)
      expect(story.lastHeard('lin')).toMatch(/外部编号/)
      expect((await all())[0]?.externalNumber).toBeNull()
      expect(story.lastHeard('lin')).not.toMatch(/138|3301|大锤/)
    },
  )
})

describe('W-6: a reply is no new report', () => {
  it('words after a report go on with it; chatter, a number and an answer open nothing', async () => {
    story = await openStory()
    await story.says('zhang', noise, { in: 'anhe3' })
    await story.says('zhang', '就是每天晚上11点多', { in: 'anhe3' })
    expect(await story.store.db.select().from(drafts)).toHaveLength(1)
    await story.says('wang', '哈哈哈 我家也能听见打雷', { in: 'anhe3' })
    await story.says('zhang', '1')
    await story.says('zhang', '好的谢谢')
    await story.says('zhang', '收到')
    expect(await all()).toHaveLength(1)
    expect((await story.store.db.select().from(drafts)).filter((one) => one.state === 'open')).toEqual([])
  })

  it('a second trouble of the same person is a second matter', async () => {
    story = await openStory()
    await confirmed()
    await confirmed('zhang', '8号楼2单元楼道电动车飞线充电 好危险')
    expect((await all()).map((one) => one.category)).toEqual([
      'dispute.neighbor.noise',
      'hazard.ebike_indoor',
    ])
  })
})

describe('W-7: nobody works on what another took', () => {
  it('what nobody took stands in one list, and leaves it for all when it is taken', async () => {
    story = await openStory()
    await confirmed()
    for (const who of ['lin', 'zhou']) {
      await story.says(who, '/待办 未接')
      expect(story.lastHeard(who)).toContain('AH-1117-01')
    }
    await story.says('lin', '/接单 AH-1117-01')
    for (const who of ['lin', 'zhou']) {
      await story.says(who, '/待办 未接')
      expect(story.lastHeard(who)).not.toContain('AH-1117-01')
    }
    await story.says('fu', '/接单 AH-1117-01')
    expect(story.lastHeard('fu')).toMatch(/已由 网格员小林 牵头/)
    expect((await kindsOf(1)).filter((kind) => kind === 'taken')).toHaveLength(1)
  })
})

describe('W-8: pressed again and again', () => {
  it('ten presses of the button and ten words at once are one matter and one lead', async () => {
    story = await openStory()
    await story.says('zhang', noise, { in: 'anhe3' })
    const draft = story.chat.messages('dm-zhang').findLast((one) => one.card?.actions?.length)
    for (let press = 0; press < 10; press++) {
      story.chat.click({ as: 'zhang', messageId: draft?.id ?? '', action: 0 })
      story.chat.say({ as: 'zhang', chatId: 'dm-zhang', text: '1' })
    }
    await story.settled()
    expect(await all()).toHaveLength(1)
    const card = story.chat.messages('dm-lin').findLast((one) => one.card?.actions?.length)
    const take = card?.card?.actions?.findIndex((one) => one.label === '接单') ?? -1
    for (let press = 0; press < 10; press++)
      story.chat.click({ as: 'lin', messageId: card?.id ?? '', action: take })
    await story.settled()
    expect((await kindsOf(1)).filter((kind) => kind === 'taken')).toHaveLength(1)
    expect(story.hears('zhang').filter((text) => /已接手/.test(text))).toHaveLength(1)
  })
})

it('W-9: told in pieces it is one draft, and a command does not wait for the rest', async () => {
  story = await openStory()
  for (const piece of ['楼上1001天天半夜跳绳', '咚咚响 都没法睡觉', '就在5号楼2单元'])
    story.chat.say({ as: 'zhang', chatId: 'anhe3', text: piece })
  story.chat.say({ as: 'zhang', chatId: 'dm-zhang', text: '/帮助' })
  await story.settled()
  expect(story.hears('zhang').join()).toMatch(/我能做的/)
  const rows = await story.store.db.select().from(drafts)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.reading).toMatchObject({
    category: 'dispute.neighbor.noise',
    place: { building: '5', unit: '2' },
  })
})

describe('W-10: what a record must hold', () => {
  it('every line of the timeline has its full date, across the year', async () => {
    story = await openStory({ at: '2026-12-30T12:00:00+08:00' })
    await confirmed()
    const [{ number } = { number: '' }] = await all()
    await story.forward(3 * day)
    await story.says('lin', `/接单 ${number}`)
    await story.says('zhou', `/看 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/2026-12-30 12:00 登记[\s\S]*2027-01-02 12:00 接单/)
  })

  it('a report taken back takes its draft; after confirming it stays, and its words are kept nowhere', async () => {
    story = await openStory()
    const first = await story.says('zhang', noise, { in: 'anhe3' })
    await story.recalls('zhang', first)
    expect((await story.store.db.select().from(drafts))[0]).toMatchObject({
      state: 'withdrawn',
      reading: null,
    })
    const second = await story.says('zhang', `${noise} 蓝尾雀`, { in: 'anhe3' })
    await story.says('zhang', '1')
    await story.recalls('zhang', second)
    expect((await all()).map((one) => one.state)).toEqual(['new'])
    for (const row of await story.store.db.select().from(inbox)) expect(row.body).toBeNull()
    expect(story.logged()).not.toContain('蓝尾雀')
  })
})

it('W-11: a merge stands in the history of both, and so does undoing it', async () => {
  story = await openStory()
  const [kept, other] = [await plant(story, { by: 'zhang' }), await plant(story, { by: 'wang' })]
  await story.says('zhou', `/合并 ${kept.number} ${other.number} 确定`)
  await story.says('zhou', `/拆分 ${other.number}`)
  expect(await kindsOf(kept.id)).toEqual(['opened', 'absorbed', 'parted'])
  expect(await kindsOf(other.id)).toEqual(['opened', 'merged', 'unmerged'])
})

it('W-12: a wrong merge is undone without a trace in state, and either goes on alone', async () => {
  story = await openStory()
  const [kept, other] = [
    await plant(story, { by: 'zhang' }),
    await plant(story, { by: 'wang', state: 'studied', place: building('2') }),
  ]
  await story.says('zhou', `/合并 ${kept.number} ${other.number} 确定`)
  await story.says('zhou', `/拆分 ${other.number}`)
  expect({ ...(await stored(story, other.id)), version: 0 }).toEqual({ ...other, version: 0 })
  expect({ ...(await stored(story, kept.id)), version: 0 }).toEqual({ ...kept, version: 0 })
  expect((await story.store.db.select().from(links)).every((one) => one.undoneAt !== null)).toBe(true)
  const heard = story.hears('wang').length
  await story.says('lin', `/接单 ${kept.number}`)
  expect(story.hears('wang')).toHaveLength(heard)
  await story.says('lin', `/接单 ${other.number}`)
  expect(story.lastHeard('wang')).toMatch(new RegExp(`${other.number}[\\s\\S]*已接手`))
})

describe('W-37: what is forgotten', () => {
  it('goes up the ladder by itself, and each rung hears it once', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/交办 AH-1117-01 @网格员小林')
    for (let hours = 0; hours < 24 * 14; hours += 12) await story.forward(12 * hour)
    const climbed = await story.store.db.select().from(events).where(eq(events.kind, 'climbed'))
    expect(climbed.length).toBeGreaterThan(0)
    expect(story.hears('suozhang').join('\n')).toContain('AH-1117-01')
  })

  it('a visit that finds it unsettled opens it again, tells lead and reporter, and owes a new visit', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/化解 AH-1117-01 说好了')
    await story.says('zhou', '/办结 AH-1117-01 四项都妥')
    await story.forward(7 * day)
    await story.says('zhou', '/回访 AH-1117-01 没解决 1')
    expect((await all())[0]).toMatchObject({ state: 'handling', reopened: 1 })
    expect(story.lastHeard('zhang')).toMatch(/还没解决,已重新办理/)
    expect(story.hears('lin').slice(-3).join('\n')).toMatch(/AH-1117-01/)
    const owed = await story.store.db.select().from(followUps)
    expect(owed.some((one) => one.state === 'open')).toBe(false)
    await story.says('lin', '/化解 AH-1117-01 再次说好')
    await story.says('zhou', '/办结 AH-1117-01 四项都妥')
    expect((await story.store.db.select().from(followUps)).some((one) => one.state === 'open')).toBe(true)
  })
})
