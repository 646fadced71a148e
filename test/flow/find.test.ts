import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findText } from '../../db/find-text.ts'
import { events, notes } from '../../db/schema/index.ts'
import { looksLikePerson } from '../../handlers/looks-like-person.ts'
import { building, plant } from '../support/planted.ts'
import { day, openStory, type Story } from '../support/story.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story?.end())

const eventsOf = (kind: string) => story.store.db.select().from(events).where(eq(events.kind, kind))

describe('looking for matters', () => {
  it('goes by number, place and category, with a time, within one’s own area, and is on record', async () => {
    const noise = await plant(story, { summary: '五号楼甲' })
    const leak = await plant(story, {
      category: 'dispute.neighbor.water_leak',
      place: building('3'),
      state: 'archived',
      openedAt: new Date('2026-10-20T12:00:00+08:00'),
    })
    const other = await plant(story, { areaId: 'liuan-1', place: { ...building('2'), community: '柳岸里' } })
    const asks = async (as: string, what: string) => {
      await story.says(as, `/查 ${what}`)
      return story.lastHeard(as)
    }
    expect(await asks('lin', noise.number.toLowerCase())).toContain(noise.number)
    expect(await asks('lin', '安和花园三期5号楼')).toMatch(new RegExp(`找到 1 件[\\s\\S]*${noise.number}`))
    expect(await asks('lin', '5栋')).toContain(noise.number)
    expect(await asks('lin', '漏水')).toContain(leak.number)
    expect(await asks('lin', '漏水')).not.toContain(noise.number)
    expect(await asks('lin', '漏水 本月')).toMatch(/没有找到/)
    expect(await asks('lin', '10月 漏水')).toContain(leak.number)
    expect(await asks('lin', '三期3号楼 漏水 最近60天')).toContain(leak.number)
    expect(await asks('lin', '5号楼2单元1001')).toMatch(/只查到楼栋/)
    for (const said of story.hears('lin')) expect(said).not.toMatch(/2单元1001\|/)
    expect(await asks('lin', other.number)).toMatch(/没有找到您能看的事项/)
    expect(await asks('lin', '柳岸里2号楼')).toMatch(/不在您管的片区/)
    expect(await asks('chen', '柳岸里2号楼')).toContain(other.number)
    const searched = await eventsOf('searched')
    expect(searched.length).toBeGreaterThan(8)
    expect(searched.every((event) => event.actorId !== null)).toBe(true)
    expect(await asks('lin', '')).toMatch(/按编号、地点或类别查/)
    await story.says('zhang', `/查 ${noise.number}`)
    expect(story.lastHeard('zhang')).toMatch(/要有相应职责/)
  })

  it('shows and counts nothing one may not see', async () => {
    const before = await plant(story, { place: building('4') })
    const tip = await plant(story, { category: 'tip.gambling', place: building('4') })
    await story.says('lin', '/查 4号楼')
    expect(story.lastHeard('lin')).toMatch(/找到 1 件/)
    expect(story.lastHeard('lin')).toContain(before.number)
    await story.says('lin', '/查 赌博')
    const none = story.lastHeard('lin')
    await story.says('lin', '/查 涉毒')
    expect(none.replace('赌博', '')).toBe(story.lastHeard('lin').replace('涉毒', ''))
    await story.says('lin', `/查 ${tip.number}`)
    expect(story.lastHeard('lin')).toMatch(/没有找到您能看的事项/)
    await story.says('zhou', '/查 4号楼')
    expect(story.lastHeard('zhou')).toMatch(/找到 2 件/)
  })

  const people = [
    '王建国',
    '小林',
    '张大妈',
    '13812345678',
    '鲁B12345',
    '370202199001011234',
    '车主',
    '5号楼 王建国',
    '住户姓名',
  ]
  it.each(people)(
    'by "%s" is refused in plain words and on record, and the words are kept nowhere',
    async (who) => {
      const before = (await eventsOf('refused')).length
      await story.says('zhou', `/查 ${who}`)
      expect(story.lastHeard('zhou')).toMatch(/不能按姓名、昵称、电话、车牌或照片查人/)
      const refused = await eventsOf('refused')
      expect(refused).toHaveLength(before + 1)
      expect(refused.at(-1)?.values).toEqual({ what: '查: person' })
      const [last = ''] = who.split(' ').slice(-1)
      if (!['小林', '车主'].includes(last)) expect(await findText(story.store.sql, last)).toEqual([])
    },
  )

  it('by words that mean nothing looks for nothing', async () => {
    await story.says('zhou', '/查 蓬蒿')
    expect(story.lastHeard('zhou')).toMatch(/没有查/)
    expect(looksLikePerson('蓬蒿')).toBe(false)
  })
})

describe('own notes', () => {
  it('stand on a matter or a place, and nobody else reads them', async () => {
    const one = await plant(story)
    await story.says('lin', `/随手记 ${one.number} 周五再去 楼上换了地垫`)
    expect(story.lastHeard('lin')).toMatch(new RegExp(`已记在 ${one.number}`))
    await story.says('lin', '/随手记 5号楼 楼道灯坏两盏 电话13812345678')
    expect(story.lastHeard('lin')).toMatch(/已记在 安和花园三期5号楼[\s\S]*已遮盖/)
    await story.says('lin', '/随手记 小广场 石凳松了')
    await story.says('lin', '/随手记')
    expect(story.lastHeard('lin')).toMatch(
      new RegExp(`随手记 3 条[\\s\\S]*小广场\\|石凳松了[\\s\\S]*5号楼\\|楼道灯[\\s\\S]*${one.number}\\|周五`),
    )
    expect(await findText(story.store.sql, '13812345678')).toEqual([])
    await story.says('zhou', '/随手记')
    expect(story.lastHeard('zhou')).toMatch(/还没有随手记/)
    await story.says('zhou', `/看 ${one.number}`)
    expect(story.lastHeard('zhou')).not.toMatch(/地垫/)
  })

  it.each(['王建国', '小林', '5号楼1001', '1001', '13812345678', '5号楼2单元1001'])(
    'on "%s" are not kept',
    async (who) => {
      const before = await story.store.db.select().from(notes)
      await story.says('lin', `/随手记 ${who} 爱打麻将`)
      expect(story.lastHeard('lin')).toMatch(/不记在人、门牌或电话名下/)
      expect(await story.store.db.select().from(notes)).toEqual(before)
      expect(await findText(story.store.sql, '爱打麻将')).toEqual([])
    },
  )

  it('need a place of one’s own area, words, and a matter that one sees', async () => {
    const tip = await plant(story, { category: 'tip.gambling' })
    const before = await story.store.db.select().from(notes)
    for (const [said, reply] of [
      ['柳岸里2号楼 灯坏', /不在您管的片区/],
      ['5号楼', /要记什么/],
      [`${tip.number} 看看`, /没有找到您能看的事项/],
      ['月球背面 灯坏', /没有这个地点/],
    ] as const) {
      await story.says('lin', `/随手记 ${said}`)
      expect(story.lastHeard('lin')).toMatch(reply)
    }
    expect(await story.store.db.select().from(notes)).toEqual(before)
  })

  it('on a place are gone after a year', async () => {
    expect((await story.store.db.select().from(notes)).filter((note) => note.place)).toHaveLength(2)
    await story.forward(366 * day)
    const left = await story.store.db.select().from(notes)
    expect(left.filter((note) => note.place)).toEqual([])
    expect(left).toHaveLength(1)
  })
})

describe('/待办', () => {
  it('lists what nobody has taken, with the button to take it', async () => {
    const fresh = await openStory()
    try {
      const waiting = await plant(fresh, { place: building('5', '1001') })
      const taken = await plant(fresh, { state: 'handling', lead: 'lin' })
      const tip = await plant(fresh, { category: 'tip.gambling' })
      await fresh.says('lin', '/待办 未接')
      expect(fresh.lastHeard('lin')).toMatch(/还没人接 1 件/)
      expect(fresh.lastHeard('lin')).toContain(waiting.number)
      expect(fresh.lastHeard('lin')).not.toMatch(new RegExp(`${taken.number}|${tip.number}|1001`))
      await fresh.presses('lin', `接单 ${waiting.number}`)
      await fresh.says('lin', '/待办')
      expect(fresh.lastHeard('lin')).toMatch(/待办 2 件/)
      expect(fresh.lastHeard('lin')).not.toContain('1001')
      await fresh.says('lin', '/待办 未接')
      expect(fresh.lastHeard('lin')).toMatch(/都有人接了/)
      await fresh.says('lin', '/待办 超期')
      expect(fresh.lastHeard('lin')).toMatch(/超期 0 件/)
      await fresh.forward(4 * day)
      await fresh.says('lin', '/待办 超期')
      expect(fresh.lastHeard('lin')).toMatch(/超期 2 件/)
    } finally {
      await fresh.end()
    }
  })
})
