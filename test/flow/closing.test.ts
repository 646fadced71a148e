import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { timeline } from '../../db/events.ts'
import { followUps, matters } from '../../db/schema/index.ts'
import { answers } from '../../handlers/commands/argument-answers.ts'
import type { Taking } from '../../handlers/commands/arguments.ts'
import { plant, stored } from '../support/planted.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story?.end())

const resolved = (over: Parameters<typeof plant>[1] = {}) =>
  plant(story, { state: 'resolved', lead: 'lin', by: 'zhang', colour: 'yellow', ...over })
const visitsOf = (id: number) => story.store.db.select().from(followUps).where(eq(followUps.matterId, id))
const kindsOf = async (id: number) => (await timeline(story.store.db, id)).map((event) => event.kind)

describe('the answers before closing', () => {
  const all = { settled: true, told: true, danger: false, visit: true }
  it.each([
    ['是 是 无 是', all],
    ['是 是 否 是', all],
    ['是是无是', all],
    ['有 有 没有 有', all],
    ['四项都妥', all],
    ['都妥', all],
    ['解决=是 告知=是 隐患=无 回访=是', all],
    ['隐患=无 回访=是 告知=是 解决=是', all],
    ['解决＝是 告知：是 隐患＝否 回访＝是', all],
    ['无隐患 是 是 是', all],
    ['已解决 都告知了 没有隐患 回访约好', all],
    ['隐患已除 是 是 是', all],
    ['Y y N y', all],
    ['是 是 有 是', { ...all, danger: true }],
    ['没解决', { settled: false }],
    ['解决=是 没告知', { settled: true, told: false }],
    ['是', { settled: true }],
    ['双方都很满意', {}],
    ['满意', {}],
    ['', {}],
  ])('"%s" is understood', (said, expected) => {
    const taken = answers.take(said.split(' ').filter(Boolean), {} as Taking)
    const value = taken && 'value' in taken ? taken.value : null
    const { note: _, ...given } = value ?? { note: '' }
    expect(Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined))).toEqual(expected)
  })
})

describe('closing', () => {
  it('asks four questions; one tap after reading answers the usual', async () => {
    const one = await resolved()
    await story.says('zhou', `/办结 ${one.number}`)
    expect(story.lastHeard('zhou')).toMatch(/办结前四问[\s\S]*解决了吗[\s\S]*告知[\s\S]*隐患[\s\S]*第7天/)
    expect(await stored(story, one.id)).toEqual(one)
    await story.presses('zhou', '四项都妥,办结')
    expect(story.lastHeard('zhou')).toMatch(/已办结[\s\S]*第7天回访/)
    expect((await stored(story, one.id)).state).toBe('followup')
    expect(await visitsOf(one.id)).not.toEqual([])
    expect(story.lastHeard('zhang')).toMatch(/已办结/)
    const concluded = (await timeline(story.store.db, one.id)).find((event) => event.kind === 'concluded')
    expect(concluded?.values).toMatchObject({ settled: true, told: true, danger: false, visit: true })
  })

  it('is not done by satisfaction alone: what is left open is asked again', async () => {
    const one = await resolved()
    await story.says('zhou', `/办结 ${one.number} 双方满意`)
    expect(story.lastHeard('zhou')).toMatch(/办结前四问/)
    await story.says('zhou', `/办结 ${one.number} 是 是`)
    expect(story.lastHeard('zhou')).toMatch(/还差两问[\s\S]*隐患[\s\S]*回访/)
    expect(story.lastHeard('zhou')).not.toMatch(/解决了吗/)
    expect((await stored(story, one.id)).state).toBe('resolved')
    await story.presses('zhou', '其余都妥,办结')
    expect((await stored(story, one.id)).state).toBe('followup')
  })

  it.each([
    ['否 是 无 是', /没有办结,回到办理中[\s\S]*接着办/],
    ['是 否 无 是', /没有办结,回到办理中[\s\S]*告知双方/],
  ])('with "%s" keeps it open and says what to do', async (said, reply) => {
    const one = await resolved()
    await story.says('zhou', `/办结 ${one.number} ${said}`)
    expect(story.lastHeard('zhou')).toMatch(reply)
    expect(await stored(story, one.id)).toMatchObject({ state: 'handling', outcome: null })
    expect(await kindsOf(one.id)).toEqual(['opened', 'unsettled'])
    expect(await visitsOf(one.id)).toEqual([])
  })

  it('needs visits', async () => {
    const one = await resolved()
    await story.says('zhou', `/办结 ${one.number} 是 是 无 否`)
    expect(story.lastHeard('zhou')).toMatch(/办结都要约回访/)
    expect(await stored(story, one.id)).toEqual(one)
  })

  it('with a danger left waits until somebody follows it, as a matter of its own', async () => {
    const tray = await resolved({ category: 'dispute.damage_compensation' })
    await story.says('zhou', `/办结 ${tray.number} 是 是 有 是`)
    expect(story.lastHeard('zhou')).toMatch(/还有隐患,先说怎么办/)
    expect(await stored(story, tray.id)).toEqual(tray)
    await story.says('zhou', `/办结 ${tray.number} 是 是 有 是 另立=高空坠物`)
    const said = story.hears('zhou').findLast((one) => one.includes('隐患另立为')) ?? ''
    const number = /隐患另立为 (AH-\d+-\d+)/.exec(said)?.[1] ?? ''
    const [hazard] = await story.store.db.select().from(matters).where(eq(matters.number, number))
    expect(hazard).toMatchObject({ category: 'hazard.falling_object', state: 'new' })
    expect((await stored(story, tray.id)).state).toBe('followup')
    await story.says('lin', `/看 ${number}`)
    expect(story.lastHeard('lin')).toMatch(new RegExp(`相关:${tray.number}`))
    await story.forward(40 * day)
    for (let n = 0; n < 3; n++) await story.says('lin', `/回访 ${tray.number} 已解决 5 隐患=无`)
    expect((await stored(story, tray.id)).state).toBe('archived')
    expect((await stored(story, hazard?.id ?? 0)).state).toBe('new')
  })

  it('of a hazard with the danger left goes on', async () => {
    const one = await resolved({ category: 'hazard.ebike_indoor' })
    await story.says('zhou', `/办结 ${one.number} 是 是 有 是 另立`)
    expect(story.lastHeard('zhou')).toMatch(/隐患还在,请接着整改/)
    expect((await stored(story, one.id)).state).toBe('handling')
  })

  it('of a service asks two questions', async () => {
    const one = await resolved({ category: 'service.id_card', colour: null })
    await story.says('zhou', `/办结 ${one.number}`)
    expect(story.lastHeard('zhou')).toMatch(/办结前两问/)
    expect(story.lastHeard('zhou')).not.toMatch(/隐患/)
    await story.presses('zhou', '两项都妥,办结')
    expect((await stored(story, one.id)).state).toBe('followup')
  })

  it('of harm to a minor needs the report that was made', async () => {
    const one = await resolved({ category: 'care.minor_abuse', colour: 'red' })
    await story.says('zhou', `/办结 ${one.number} 是 是 无 是`)
    expect(story.lastHeard('zhou')).toMatch(/写明已向谁报告/)
    await story.says('zhou', `/办结 ${one.number} 四项都妥 报告=`)
    expect((await stored(story, one.id)).state).toBe('resolved')
    await story.says('zhou', `/办结 ${one.number} 四项都妥 报告=区检察院 11-18 第3号`)
    expect((await stored(story, one.id)).state).toBe('followup')
    const concluded = (await timeline(story.store.db, one.id)).find((event) => event.kind === 'concluded')
    expect(concluded?.values).toMatchObject({ report: '区检察院 11-18 第3号' })
  })

  it('pressed twice closes once', async () => {
    const one = await resolved()
    for (const as of ['zhou', 'zhou'])
      story.chat.say({ as, chatId: `dm-${as}`, text: `/办结 ${one.number} 四项都妥` })
    await story.settled()
    expect((await kindsOf(one.id)).filter((kind) => kind === 'concluded')).toHaveLength(1)
  })
})

describe('resolving', () => {
  it.each([
    ['达成 写了协议', 'settled'],
    ['双方谈妥了', 'settled'],
    ['部分达成', 'partly'],
    ['未成 告知可去法院', 'failed'],
    ['移交', 'transferred'],
  ])('"%s" is kept as %s', async (said, outcome) => {
    const one = await plant(story, { state: 'handling', lead: 'lin' })
    await story.says('lin', `/化解 ${one.number} ${said}`)
    expect(await stored(story, one.id)).toMatchObject({ state: 'resolved', outcome })
  })

  it('a hazard on the spot means it was removed', async () => {
    const one = await plant(story, { category: 'hazard.falling_object', state: 'handling', lead: 'lin' })
    await story.says('lin', `/化解 ${one.number} 当场 自己撤了`)
    expect(await stored(story, one.id)).toMatchObject({ outcome: 'removed' })
  })

  it('a blue one on the spot is closed in one message that says no danger is left', async () => {
    const one = await plant(story, { state: 'handling', lead: 'lin', colour: 'blue', by: 'zhang' })
    await story.says('lin', `/化解 ${one.number} 当场 无隐患 握手言和`)
    expect(story.lastHeard('lin')).toMatch(/已办结[\s\S]*回访/)
    expect((await stored(story, one.id)).state).toBe('followup')
    expect(await kindsOf(one.id)).toEqual(['opened', 'resolved', 'concluded', 'followup'])
    const other = await plant(story, { state: 'handling', lead: 'lin', colour: 'blue' })
    await story.says('lin', `/化解 ${other.number} 当场`)
    expect(story.lastHeard('lin')).toMatch(/还差一问:有没有隐患/)
    expect((await stored(story, other.id)).state).toBe('resolved')
    await story.presses('lin', '没有隐患,办结')
    expect((await stored(story, other.id)).state).toBe('followup')
  })

  it('a yellow one of a grid worker waits for the officer, who is told', async () => {
    const one = await plant(story, { state: 'handling', lead: 'lin', colour: 'yellow' })
    await story.says('lin', `/化解 ${one.number} 当场 无隐患`)
    expect((await stored(story, one.id)).state).toBe('resolved')
    expect(story.lastHeard('zhou')).toMatch(new RegExp(`${one.number}[\\s\\S]*说已化解`))
    await story.presses('zhou', '办结')
    await story.presses('zhou', '四项都妥,办结')
    expect((await stored(story, one.id)).state).toBe('followup')
  })
})

describe('a visit', () => {
  async function owed() {
    const one = await resolved()
    await story.says('zhou', `/办结 ${one.number} 四项都妥`)
    return one
  }

  it('is moved once, at most fourteen days, and comes back on its new day', async () => {
    const one = await owed()
    const [first] = await visitsOf(one.id)
    await story.says('lin', `/回访 ${one.number} 改期`)
    expect(story.lastHeard('lin')).toMatch(/改到哪天/)
    await story.says('lin', `/回访 ${one.number} 改期 60天后`)
    expect((await visitsOf(one.id))[0]).toEqual(first)
    await story.forward(Number(first?.dueAt) - Number(story.now()))
    const heard = story.hears('lin').length
    await story.says('lin', `/回访 ${one.number} 改期 后天`)
    expect(story.lastHeard('lin')).toMatch(/第7天回访改到/)
    expect(await kindsOf(one.id)).toContain('postponed')
    await story.says('lin', `/回访 ${one.number} 改期 后天`)
    expect(story.lastHeard('lin')).toMatch(/已经改过一次/)
    await story.forward(2 * day)
    expect(story.hears('lin').slice(heard).join()).toMatch(new RegExp(`回访\\|${one.number}`))
    expect((await visitsOf(one.id))[0]).toMatchObject({ state: 'open' })
  })

  it.each(['没联系上', '电话没人接', '不在家'])('"%s" is none: it stays owed', async (said) => {
    const one = await owed()
    await story.says('lin', `/回访 ${one.number} ${said}`)
    expect(story.lastHeard('lin')).toMatch(/不算回访/)
    expect((await visitsOf(one.id)).every((visit) => visit.state === 'open')).toBe(true)
    expect(await kindsOf(one.id)).toContain('unreached')
  })

  it('that was missed stays on the list and keeps the matter from being archived', async () => {
    const one = await owed()
    await story.forward(40 * day)
    await story.says('lin', '/待办')
    expect(story.lastHeard('lin')).toMatch(new RegExp(`${one.number}[^\\n]*已到期`))
    expect((await stored(story, one.id)).state).toBe('followup')
  })
})

describe('a 搭档', () => {
  it('is told, may log, and leaves the end to the lead', async () => {
    const one = await plant(story, { state: 'studied', colour: 'blue' })
    await story.says('duty', `/交办 ${one.number} @周警官 搭档=@网格员小林 先上门看看`)
    expect(story.lastHeard('duty')).toMatch(/给 周警官,搭档 网格员小林/)
    expect(story.lastHeard('lin')).toMatch(/请您做搭档,周警官 牵头/)
    expect(await stored(story, one.id)).toMatchObject({ state: 'assigned' })
    await story.says('zhou', `/接单 ${one.number}`)
    await story.says('lin', `/办理 ${one.number} 上门看过`)
    expect(await kindsOf(one.id)).toContain('logged')
    await story.says('lin', '/待办')
    expect(story.lastHeard('lin')).toContain(one.number)
    await story.says('lin', `/化解 ${one.number} 当场`)
    expect(story.lastHeard('lin')).toMatch(/不在您的职责内|您是搭档/)
    await story.says('zhou', `/化解 ${one.number} 谈妥了`)
    await story.says('lin', `/办结 ${one.number} 四项都妥`)
    expect(story.lastHeard('lin')).toMatch(/您是搭档/)
    expect((await stored(story, one.id)).state).toBe('resolved')
    await story.says('zhou', `/看 ${one.number}`)
    expect(story.lastHeard('zhou')).toMatch(/搭档:网格员小林/)
    await story.says('zhou', `/办结 ${one.number} 四项都妥`)
    await story.forward(31 * day)
    expect(story.hears('lin').join()).toMatch(new RegExp(`回访\\|${one.number}`))
    expect(story.hears('zhou').join()).toMatch(new RegExp(`回访\\|${one.number}`))
  })

  it('may be named where the lead is written after them, and is somebody else than the lead', async () => {
    const one = await plant(story, { state: 'studied' })
    await story.says('zhou', `/交办 ${one.number} 搭档=小林 周警官`)
    expect(story.hears('zhou').join()).toMatch(/给 周警官,搭档 网格员小林/)
    const two = await plant(story, { state: 'studied' })
    await story.says('zhou', `/交办 ${two.number} 小林 搭档=小林`)
    expect(story.lastHeard('zhou')).toMatch(/搭档请选另一位/)
    expect((await stored(story, two.id)).state).toBe('studied')
  })

  it('is reminded of what is over time like the lead', async () => {
    const one = await plant(story, { state: 'studied' })
    await story.says('duty', `/交办 ${one.number} @周警官 搭档=@网格员小林`)
    await story.forward(8 * day + 4 * hour)
    for (const as of ['lin', 'zhou'])
      expect(story.hears(as).join()).toMatch(new RegExp(`${one.number}[\\s\\S]*已超期`))
  })
})
