import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { timeline } from '../../db/events.ts'
import { listingFigures, listingsOf } from '../../db/listings.ts'
import { listings } from '../../db/schema/index.ts'
import { delistingRate } from '../../matters/listing-rate.ts'
import { plant, stored } from '../support/planted.ts'
import { day, openStory, type Story } from '../support/story.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story?.end())

const ebikes = (over: Parameters<typeof plant>[1] = {}) =>
  plant(story, { category: 'hazard.ebike_indoor', state: 'handling', lead: 'lin', colour: 'yellow', ...over })
const fine = '是 是 无 是'

describe('listing a hazard', () => {
  it('names who puts it right and until when, in any order, and is seen with the matter', async () => {
    const one = await ebikes()
    await story.says('lin', `/挂牌 ${one.number} 15天 安和物业公司`)
    expect(story.lastHeard('lin')).toMatch(/已挂牌:安和物业公司,限12月2日/)
    await story.says('lin', `/挂牌 ${one.number} 安和物业公司 周五`)
    expect(story.lastHeard('lin')).toMatch(/已经挂牌/)
    await story.says('zhou', `/看 ${one.number}`)
    expect(story.lastHeard('zhou')).toMatch(/挂牌中:安和物业公司整改,限12月2日[\s\S]*网格员小林挂牌/)
    expect((await timeline(story.store.db, one.id)).map((event) => event.kind)).toContain('listed')
  })

  it('is for hazards only, and for offices, never for a person', async () => {
    const quarrel = await plant(story, { state: 'handling', lead: 'lin' })
    await story.says('lin', `/挂牌 ${quarrel.number} 安和物业公司 周五`)
    expect(story.lastHeard('lin')).toMatch(/不是安全隐患/)
    const one = await ebikes()
    for (const who of ['王建国', '13812345678', '5号楼1001']) {
      await story.says('lin', `/挂牌 ${one.number} ${who} 周五`)
      expect(story.lastHeard('lin')).toMatch(/不写个人姓名/)
    }
    await story.says('lin', `/挂牌 ${one.number} 安和物业公司`)
    expect(story.lastHeard('lin')).toMatch(/还缺「限期」/)
    await story.says('zhang', `/挂牌 ${one.number} 安和物业公司 周五`)
    expect(await listingsOf(story.store.db, one.id)).toEqual([])
    expect(await stored(story, one.id)).toEqual(one)
  })

  it('keeps the matter from being closed, and is lifted by another person than who listed or repaired', async () => {
    const one = await ebikes()
    await story.says('lin', `/挂牌 ${one.number} 安和物业公司 周五`)
    await story.says('lin', `/化解 ${one.number} 飞线已拆`)
    await story.says('zhou', `/办结 ${one.number} ${fine}`)
    expect(story.lastHeard('zhou')).toMatch(/还在挂牌/)
    expect((await stored(story, one.id)).state).toBe('resolved')
    await story.says('lin', `/销号 ${one.number} 已拆`)
    expect(story.lastHeard('lin')).toMatch(/另一位同事/)
    for (const as of ['xiu', 'duty', 'zhang']) await story.says(as, `/销号 ${one.number} 已拆`)
    await story.says('zhou', `/销号 ${one.number}`)
    expect(story.lastHeard('zhou')).toMatch(/还缺「复查结果」/)
    expect((await listingsOf(story.store.db, one.id))[0]?.delistedAt).toBeNull()
    await story.says('zhou', `/销号 ${one.number} 现场看过,飞线没拆干净`)
    expect(story.lastHeard('zhou')).toMatch(/继续挂牌/)
    await story.says('zhou', `/销号 ${one.number} 再查,飞线已拆`)
    expect(story.lastHeard('zhou')).toMatch(/已销号/)
    expect(story.lastHeard('lin')).toMatch(/已由周警官复查销号/)
    await story.says('zhou', `/办结 ${one.number} ${fine}`)
    expect((await stored(story, one.id)).state).toBe('followup')
    await story.says('zhou', `/看 ${one.number}`)
    expect(story.lastHeard('zhou')).toMatch(/已销号:安和物业公司/)
  })

  it('is not lifted by the one who led the repair though an officer listed it', async () => {
    const one = await ebikes()
    await story.says('zhou', `/挂牌 ${one.number} 安和物业公司 周五`)
    for (const as of ['lin', 'zhou']) {
      await story.says(as, `/销号 ${one.number} 已拆`)
      expect(story.lastHeard(as)).toMatch(/另一位同事/)
    }
    expect((await listingsOf(story.store.db, one.id))[0]?.delistedAt).toBeNull()
  })

  it('at once by two is one listing', async () => {
    const one = await ebikes()
    for (const as of ['lin', 'zhou'])
      story.chat.say({ as, chatId: `dm-${as}`, text: `/挂牌 ${one.number} 安和物业公司 周五` })
    await story.settled()
    expect(await listingsOf(story.store.db, one.id)).toHaveLength(1)
  })

  it('says when it is past its time', async () => {
    const one = await ebikes()
    await story.says('lin', `/挂牌 ${one.number} 安和物业公司 明天`)
    await story.forward(2 * day)
    await story.says('zhou', `/看 ${one.number}`)
    expect(story.lastHeard('zhou')).toMatch(/挂牌中:安和物业公司[^\n]*已超期/)
  })
})

it('counts how much of what was listed is off the list', async () => {
  const span = { from: new Date('2026-11-01T00:00:00+08:00'), to: new Date('2026-12-01T00:00:00+08:00') }
  const figures = await listingFigures(story.store.db, ['anhe-2'], span)
  const all = await story.store.db.select().from(listings)
  expect(figures).toEqual({ listed: all.length, delisted: 1 })
  expect(await listingFigures(story.store.db, ['liuan-1'], span)).toEqual({ listed: 0, delisted: 0 })
  expect(delistingRate({ listed: 1469, delisted: 1034 })).toBe(70.4)
  expect(delistingRate({ listed: 0, delisted: 0 })).toBeNull()
  expect(await story.store.db.select().from(listings).where(eq(listings.responsible, ''))).toEqual([])
})
