import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { events, walks } from '../../db/schema/index.ts'
import { hour, openStory, type Story } from '../support/story.ts'

let story: Story

beforeEach(async () => {
  story = await openStory()
})
afterEach(() => story.end())

describe('a visit to a building (走访)', () => {
  it('is one entry of day, building, kind and households (A040, A299)', async () => {
    await story.says('lin', '/走访 三期5号楼 民意 6户 都嫌楼道灯暗')
    expect(story.lastHeard('lin')).toContain('已记走访:安和花园三期5号楼|访民意|6户|都嫌楼道灯暗')
    const [row] = await story.store.db.select().from(walks)
    expect(row).toMatchObject({ place: '安和花园三期5号楼', kind: 'opinion', households: 6, matterId: null })
  })

  it('asks which of the three kinds it was', async () => {
    await story.says('lin', '/走访 三期5号楼 都嫌楼道灯暗')
    expect(story.lastHeard('lin')).toContain('民意、治安、当事人')
    expect(await story.store.db.select().from(walks)).toEqual([])
  })

  it('takes no door and stars names and numbers', async () => {
    await story.says('lin', '/走访 三期5号楼2单元301 民意')
    expect(story.lastHeard('lin')).toContain('不记门牌')
    expect(await story.store.db.select().from(walks)).toEqual([])
    await story.says('lin', '/走访 三期5号楼 治安 刘翠萍说电话13812345678')
    const [row] = await story.store.db.select().from(walks)
    expect(row?.topic).not.toMatch(/刘翠萍|13812345678/)
    expect(story.lastHeard('lin')).toContain('已遮盖')
  })

  it('to a party wants its matter and stands on the timeline: nothing is entered twice (A040, W-58)', async () => {
    await story.says('lin', '/走访 三期5号楼 当事人 双方愿意谈')
    expect(story.lastHeard('lin')).toContain('要写上事项编号')
    await story.says('lin', '安和花园三期5号楼1单元楼上天天半夜吵,两家闹得很僵', { in: 'gongzuo' })
    await story.says('zhou', '/走访 AH-1117-01 当事人 双方愿意谈')
    expect(story.lastHeard('zhou')).toContain('访当事人')
    const told = await story.store.db.select().from(events)
    expect(told.filter(({ kind }) => kind === 'walked')).toHaveLength(1)
    await story.says('zhou', '/看 AH-1117-01')
    expect(story.lastHeard('zhou')).toContain('走访:双方愿意谈')
  })

  it("is refused where it is not one's own area", async () => {
    await story.says('lin', '/走访 柳岸里3号楼 民意')
    expect(story.lastHeard('lin')).toMatch(/不在您管的片区|没有这个地点/)
  })

  it('tells how many were at a time when people are at home, to oneself (A208)', async () => {
    await story.says('lin', '/走访')
    expect(story.lastHeard('lin')).toContain('还没有走访记录')
    await story.says('lin', '/走访 三期5号楼 民意')
    await story.forward(7 * hour)
    await story.says('lin', '/走访 三期5号楼 治安')
    await story.says('lin', '/走访')
    expect(story.lastHeard('lin')).toContain('您最近的走访 2 次,其中晚间和休息日 1 次')
  })
})
