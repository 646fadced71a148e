import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { demoCommunity } from '../../bot/platforms/sandbox/demo-community.ts'
import { events, matters, outbox, whistles } from '../../db/schema/index.ts'
import { departmentNamed } from '../../handlers/commands/argument-departments.ts'
import { hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const number = 'AH-1117-01'
const minute = 60_000

/** A yellow dispute at 5号楼 that 网格员小林 leads; or what is set instead. */
async function led(set: Partial<typeof matters.$inferInsert> = {}) {
  story = await openStory()
  await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
  await story.says('zhang', '1')
  await story.says('lin', `/接单 ${number}`)
  await story.store.db.update(matters).set({ colour: 'yellow', ...set })
}

const slots = () => story.store.db.select().from(whistles).orderBy(whistles.id)
const matter = async () => (await story.store.db.select().from(matters))[0]
const kinds = async (kind: string) => await story.store.db.select().from(events).where(eq(events.kind, kind))
const dropped = (from: string[], id: string) => story.hears(id).slice(from.length)

describe('an officer’s whistle', () => {
  it('opens a slot a department, tells liaison and deputy what and where, and is answered by 报到', async () => {
    await led()
    await story.says('zhou', `/吹哨 ah-1117-1 @城管 物业`)
    expect(story.lastHeard('zhou')).toMatch(/已吹哨:临湖城管中队、安和物业公司[\s\S]*16:00/)
    expect((await slots()).map((slot) => [slot.department, slot.state])).toEqual([
      ['urban_mgmt', 'waiting'],
      ['property_co', 'waiting'],
    ])
    expect((await matter())?.called).toEqual(['urban_mgmt', 'property_co'])
    for (const id of ['chengguan', 'cheng', 'wuye']) {
      expect(story.lastHeard(id)).toMatch(/吹哨\|AH-1117-01\|邻里噪声[\s\S]*5号楼/)
      expect(story.hears(id).join()).not.toMatch(/1001|张|902/)
    }
    expect(story.lastHeard('lin')).toMatch(/已吹哨/)
    await story.presses('chengguan', '到场')
    expect((await slots())[0]).toMatchObject({ state: 'here', how: '到场' })
    for (const id of ['zhou', 'lin']) expect(story.lastHeard(id)).toMatch(/临湖城管中队已报到:到场/)
    await story.says('wuye', `/报到 ${number} 说明 13812345678这户 消防已在路上`)
    expect((await slots())[1]).toMatchObject({ state: 'here', how: '说明' })
    expect((await slots())[1]?.note).not.toContain('13812345678')
    await story.says('zhou', `/看 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/🟢临湖城管中队 已报到\(到场\)[\s\S]*🟢安和物业公司/)
  })

  it('is blown once, however often it is clicked, and answered once, however many answer at once', async () => {
    await led()
    story.chat.say({ as: 'zhou', chatId: 'dm-zhou', text: `/吹哨 ${number} 城管` })
    story.chat.say({ as: 'zhou', chatId: 'gongzuo', text: `/吹哨 ${number} 城管` })
    await story.settled()
    expect(await slots()).toHaveLength(1)
    expect(story.hears('chengguan').filter((text) => text.includes('吹哨|'))).toHaveLength(1)
    story.chat.say({ as: 'chengguan', chatId: 'dm-chengguan', text: `/报到 ${number} 到场` })
    story.chat.say({ as: 'cheng', chatId: 'dm-cheng', text: `/报到 ${number} 电话` })
    await story.settled()
    expect(await kinds('checked_in')).toHaveLength(1)
    const said = [story.lastHeard('chengguan'), story.lastHeard('cheng')].sort().join('\n')
    expect(said).toMatch(/已报到\(/)
    expect(said).toMatch(/已经报到过了/)
    await story.presses('chengguan', '到场')
    expect(await kinds('checked_in')).toHaveLength(1)
  })

  it('gives fifteen minutes in an emergency, an hour on red, four on yellow, a day on blue, or what is said', async () => {
    await led()
    const due = async (set: Partial<typeof matters.$inferInsert>, words: string) => {
      await story.store.db.delete(whistles)
      await story.store.db.update(matters).set(set)
      await story.says('zhou', `/吹哨 ${number} ${words}`)
      return (Number((await slots())[0]?.dueAt) - Number((await slots())[0]?.at)) / minute
    }
    expect(await due({ colour: 'blue' }, '消防')).toBe(24 * 60)
    expect(await due({ colour: 'red' }, '@消防')).toBe(60)
    expect(await due({ urgency: 'emergency' }, '消防救援')).toBe(15)
    expect(await due({ emergencyLiftedAt: story.now() }, '半小时 消防')).toBe(30)
    expect(await due({ colour: 'red' }, '消防 限2小时')).toBe(120)
    await story.says('zhou', `/吹哨 ${number} 妇联 1分钟`)
    expect(story.lastHeard('zhou')).toMatch(/5分钟到7天/)
  })

  it('of a confidential matter tells number and building, and neither what nor who', async () => {
    await led({ category: 'tip.gambling', kind: 'tip', privacy: 'confidential', summary: '麻将馆:CANARY' })
    await story.says('zhou', `/吹哨 ${number} 消防 妇联`, { in: 'gongzuo' })
    for (const id of ['xiaofang', 'fulian']) {
      expect(story.lastHeard(id)).toMatch(/^【吹哨\|AH-1117-01】/)
      expect(story.lastHeard(id)).toMatch(/5号楼[\s\S]*见面时由牵头人说明/)
      expect(story.lastHeard(id)).not.toMatch(/CANARY|赌|1001|张/)
    }
    // Of a confidential matter the answer comes in private.
    expect(story.hears('gongzuo').join()).not.toContain(number)
  })

  it('of a department without a liaison here names its telephone, and is answered by whoever rang', async () => {
    await led()
    await story.says('zhou', `/吹哨 ${number} 生态环境`)
    expect(story.hears('zhou').join()).toMatch(/生态环境所没有接入,请打 0000-\d{4}/)
    await story.says('lin', `/报到 ${number} @生态环境 电话`)
    expect((await slots())[0]?.state).toBe('waiting')
    await story.says('zhou', `/报到 ${number} @生态环境所 电话 明天来测`)
    expect((await slots())[0]).toMatchObject({ state: 'here', how: '电话' })
    await story.says('zhou', `/吹哨 ${number} 物业`)
    await story.says('zhou', `/报到 ${number} @物业 到场`)
    expect((await slots())[1]?.state).toBe('waiting')
  })

  it('does not call one’s own people', async () => {
    await led()
    await story.says('zhou', `/吹哨 ${number} 网格员`)
    expect(story.lastHeard('zhou')).toMatch(/是自己人,不用吹哨:\/交办/)
    expect(await slots()).toEqual([])
  })
})

describe('a department that was not called', () => {
  it('learns nothing, and can answer nothing', async () => {
    await led()
    await story.says('zhou', `/吹哨 ${number} 城管`)
    for (const id of ['ranqi', 'fulian', 'fang', 'zhang']) {
      expect(story.hears(id).join()).not.toMatch(/吹哨/)
      await story.says(id, `/报到 ${number} 到场`)
      expect(story.lastHeard(id)).toMatch(/没有找到您能看的事项|工作人员才能用/)
    }
    await story.says('zhou', `/吹哨 ${number} 燃气`)
    await story.says('ranqi', `/报到 ${number} 到场`)
    await story.says('ranqi', `/报到 ${number} @城管 到场`)
    expect((await slots()).map((slot) => slot.state)).toEqual(['waiting', 'here'])
  })
})

describe('a grid worker’s whistle', () => {
  it('waits for an officer’s word, and the department hears nothing before', async () => {
    await led()
    await story.says('lin', `/吹哨 ${number} 城管 限2小时`)
    expect(story.lastHeard('lin')).toMatch(/民警点头后部门才会收到/)
    expect(story.hears('chengguan')).toEqual([])
    expect((await matter())?.called).toEqual([])
    expect((await slots())[0]?.state).toBe('asked')
    expect(story.hears('chen').join()).not.toMatch(/请吹哨/)
    expect(story.lastHeard('zhou')).toMatch(/请吹哨\|AH-1117-01[\s\S]*网格员小林请求吹哨:临湖城管中队/)
    await story.says('chengguan', `/报到 ${number} 到场`)
    expect((await slots())[0]?.state).toBe('asked')
    await story.forward(10 * minute)
    await story.presses('zhou', '吹哨')
    const [slot] = await slots()
    expect(slot).toMatchObject({ state: 'waiting' })
    expect(Number(slot?.dueAt) - Number(story.now())).toBe(2 * hour)
    expect(story.lastHeard('chengguan')).toMatch(/吹哨\|/)
    expect(story.lastHeard('lin')).toMatch(/已吹哨:临湖城管中队/)
    await story.says('zhou', `/吹哨 ${number} @城管`)
    expect(story.lastHeard('zhou')).toMatch(/已经吹过哨/)
    expect(await slots()).toHaveLength(1)
  })
})

describe('a slot nobody fills', () => {
  it('goes to the deputy, the officer and the chief once, stands in red, and may still be filled, late', async () => {
    await led()
    await story.says('zhou', `/吹哨 ${number} 城管`)
    await story.forward(4 * hour - minute)
    expect(await kinds('whistle_overdue')).toEqual([])
    const before = { cheng: story.hears('cheng'), chengguan: story.hears('chengguan') }
    await story.forward(2 * minute)
    for (const id of ['cheng', 'zhou', 'suozhang', 'lin'])
      expect(story.lastHeard(id)).toMatch(/🔴未报到[\s\S]*临湖城管中队到时限/)
    expect(dropped(before.chengguan, 'chengguan')).toEqual([])
    expect(story.hears('chen').join() + story.hears('fulian').join()).not.toMatch(/未报到/)
    await story.forward(minute)
    await story.forward(minute)
    expect(await kinds('whistle_overdue')).toHaveLength(1)
    expect(dropped(before.cheng, 'cheng')).toHaveLength(1)
    await story.says('zhou', `/看 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/🔴临湖城管中队 未报到/)
    await story.presses('cheng', '到场')
    expect(story.lastHeard('zhou')).toMatch(/临湖城管中队已报到:到场\(迟到\)/)
    await story.says('zhou', `/看 ${number}`)
    expect(story.lastHeard('zhou')).toMatch(/🟢临湖城管中队 已报到\(到场\),迟到/)
  })

  it('is left alone once the matter is over', async () => {
    await led()
    await story.says('zhou', `/吹哨 ${number} 城管`)
    await story.says('lin', `/化解 ${number} 当场`)
    await story.says('zhou', `/办结 ${number} 是 是 否 是`)
    await story.forward(5 * hour)
    expect(await kinds('whistle_overdue')).toEqual([])
  })
})

it('what a group is told of a whistle stays short and names nobody', async () => {
  await led()
  await story.says('zhou', `/吹哨 ${number} 城管 物业 消防`, { in: 'gongzuo' })
  const said = story.lastHeard('gongzuo')
  expect(said).toMatch(/已吹哨/)
  expect([...said].length).toBeLessThanOrEqual(120)
  expect(said).not.toMatch(/1001|张|小卜|老金/)
  const rows = await story.store.db.select().from(outbox)
  expect(rows.filter((row) => row.chatKind === 'group' && row.about === 'matter')).toEqual([])
})

it('every department of the directory is understood by the name that buttons call it by', () => {
  const directory = demoCommunity.departments ?? []
  for (const { department, name } of directory)
    expect([name, departmentNamed(name, directory)]).toEqual([name, department])
})
