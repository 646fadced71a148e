import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { corrections, events, matters, reporters, supervisions } from '../../db/schema/index.ts'
import { openStory, type Story, seal } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const leak = '楼上1001漏水 厨房天花板滴水'
const row = async (id = 1) =>
  (await story.store.db.select().from(matters).where(eq(matters.id, id)))[0] as typeof matters.$inferSelect
const happened = async (kind: string) =>
  await story.store.db.select().from(events).where(eq(events.kind, kind))

async function confirmed(text = leak, as = 'zhang') {
  await story.says(as, `@小助手 ${text}`, { in: 'anhe3' })
  await story.says(as, '1')
}

describe('/定色', () => {
  it('raises with a reason: written, told to the lead, taught', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('zhou', '/定色 ah-1117-1 黄色 现场有推搡')
    expect(story.lastHeard('zhou')).toMatch(/由蓝调为黄/)
    expect(story.lastHeard('lin')).toMatch(/级别由蓝调为黄:现场有推搡/)
    expect(await row()).toMatchObject({ colour: 'yellow', colourReason: '现场有推搡' })
    expect((await row()).colourSetBy).not.toBeNull()
    const [event] = await happened('recoloured')
    expect(event?.actorId).not.toBeNull()
    expect(event?.values).toMatchObject({ from: 'blue', to: 'yellow' })
    const [lesson] = await story.store.db.select().from(corrections).where(eq(corrections.kind, 'colour'))
    expect(lesson).toMatchObject({ said: 'blue', right: 'yellow', byRole: 'officer' })
  })

  it('asks for the reason that is missing, and takes the words in any order', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/定色 AH-1117-01 黄')
    expect(story.lastHeard('zhou')).toMatch(/还缺「理由」/)
    expect((await row()).colour).toBe('blue')
    await story.says('zhou', '/grade 黄 AH-1117-01 双方推搡')
    expect((await row()).colour).toBe('yellow')
    await story.says('zhou', '/定色 AH-1117-01 黄 再说一次')
    expect(story.lastHeard('zhou')).toMatch(/已经是黄/)
    expect(await happened('recoloured')).toHaveLength(1)
  })

  it('lets grid workers raise and only officers lower', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/定色 AH-1117-01 黄 两家吵得厉害')
    expect((await row()).colour).toBe('yellow')
    await story.says('lin', '/定色 AH-1117-01 蓝 和好了')
    expect(story.lastHeard('lin')).toMatch(/要社区民警或所长来做/)
    expect((await row()).colour).toBe('yellow')
    await story.says('zhou', '/定色 AH-1117-01 蓝 双方已和好')
    expect(await row()).toMatchObject({ colour: 'blue', colourReason: '双方已和好' })
    await story.says('zhang', '/定色 AH-1117-01 红 我要红的')
    expect(story.lastHeard('zhang')).toMatch(/要有相应职责/)
  })

  it('turning red supervises from the start, leaves the grid and tells the chief', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/定色 AH-1117-01 红 扬言打人')
    expect(await row()).toMatchObject({ colour: 'red', level: 'police_grid', loop: 'middle' })
    expect(await story.store.db.select().from(supervisions)).toHaveLength(1)
    expect(story.lastHeard('suozhang')).toMatch(/AH-1117-01[\s\S]*已调为红色,自动纳入所长督办/)
    const [levelled] = await happened('levelled')
    expect(levelled).toMatchObject({ actorId: null })
    expect(levelled?.values?.note).toMatch(/红色/)
  })

  it('is refused for what has no colour, and nobody lowers a standing emergency', async () => {
    story = await openStory()
    await story.says('zhang', '/上报 安和花园三期5号楼 请问身份证丢了怎么补办')
    await story.says('zhang', '1')
    const service = await row()
    expect(service.colour).toBeNull()
    await story.says('zhou', `/定色 ${service.number} 黄 理由`)
    expect(story.lastHeard('zhou')).toMatch(/不分红黄蓝/)
    await story.says('wang', '@小助手 3号楼着火了 冒黑烟', { in: 'anhe3' })
    const fire = await row(2)
    expect(fire).toMatchObject({ colour: 'red', urgency: 'emergency', loop: 'middle' })
    await story.says('zhou', `/定色 ${fire.number} 蓝 看着没事`)
    expect(story.lastHeard('zhou')).toMatch(/还是紧急状态,解除前不能调低/)
    expect((await row(2)).colour).toBe('red')
  })

  it('said twice at once by two changes it once', async () => {
    story = await openStory()
    await confirmed()
    const both = [
      story.says('zhou', '/定色 AH-1117-01 黄 推搡'),
      story.says('lin', '/定色 AH-1117-01 黄 推搡'),
    ]
    await Promise.all(both)
    expect((await row()).version).toBe(2)
    expect(await happened('recoloured')).toHaveLength(1)
  })
})

describe('the course of a matter', () => {
  it('makes it yellow when two departments are called in (Y4), by the bot’s own word', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/交办 AH-1117-01 @网格员小林 @城管')
    expect((await row()).colour).toBe('blue')
    await story.says('zhou', '/交办 AH-1117-01 @网格员小林 @司法所')
    expect(await row()).toMatchObject({ colour: 'yellow', colourRules: ['Y4'], colourSetBy: null })
    const [event] = await happened('recoloured')
    expect(event).toMatchObject({ actorId: null })
    expect(event?.values).toMatchObject({ rules: ['Y4'] })
    // What an officer lowers knowing that stays so.
    await story.says('zhou', '/定色 AH-1117-01 蓝 只要电话问一下')
    await story.says('lin', '/接单 AH-1117-01')
    expect((await row()).colour).toBe('blue')
  })

  it('makes it yellow when the fifth person stands behind it (Y5), not the fourth, nor the same one twice', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    for (const who of ['a', 'b']) {
      await story.store.db.insert(reporters).values({
        matterId: 1,
        platform: 'sandbox',
        reporter: seal.close({ platform: 'sandbox', externalId: who }),
        reporterHint: 1,
        at: story.now(),
      })
    }
    await confirmed('5号楼2单元漏水 天花板一直滴水', 'wang')
    expect(story.lastHeard('wang')).toMatch(/已并入 AH-1117-01/)
    await confirmed('5号楼2单元漏水 天花板一直滴水', 'wang')
    expect((await row()).colour).toBe('blue')
    await confirmed('5号楼2单元漏水 天花板一直滴水', 'xiaoyu')
    expect(await row()).toMatchObject({ colour: 'yellow', colourRules: ['Y5'] })
    expect(story.lastHeard('lin')).toMatch(/又有人反映同一件事,按规则由蓝调为黄/)
  })

  it('is raised by what a joiner tells', async () => {
    story = await openStory()
    await confirmed()
    await confirmed('5号楼2单元漏水 找物业三次了都没用 也没人管', 'wang')
    expect(story.lastHeard('wang')).toMatch(/已并入/)
    expect((await row()).colourRules).toContain('Y8')
    expect((await row()).colour).toBe('yellow')
  })
})

describe('/升级', () => {
  it('reads back, raises once confirmed, and never lowers', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/升级 AH-1117-01 街道 要街道协调产权单位')
    expect(story.lastHeard('zhou')).toMatch(/请核对[\s\S]*从「网格」升到「街道」/)
    expect((await row()).level).toBe('grid')
    await story.presses('zhou', '确定')
    expect((await row()).level).toBe('street')
    expect(story.lastHeard('zhou')).toMatch(/已升到「街道」/)
    expect(story.lastHeard('suozhang')).toMatch(/已升到「街道」:要街道协调产权单位/)
    expect((await happened('levelled'))[0]?.values?.note).toMatch(/街道:要街道协调/)
    await story.says('zhou', '/升级 AH-1117-01 街道 要街道协调产权单位 确定')
    expect(story.lastHeard('zhou')).toMatch(/已在「街道」,只能往上升/)
    expect(await happened('levelled')).toHaveLength(1)
  })

  it('lets nothing out of the street without a meeting or a 三长 decision named', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/升级 AH-1117-01 区 太难了')
    expect(story.lastHeard('zhou')).toMatch(/街道会议或三长的决定/)
    await story.says('zhou', '/升级 AH-1117-01 大环 三长碰头')
    expect(story.lastHeard('zhou')).toMatch(/由街道决定/)
    await story.says('zhou', '/升级 AH-1117-01 区 三长碰头决定上报 确定')
    expect((await row()).level).toBe('district')
    await story.says('zhou', '/up AH-1117-01 大环 街道例会研究同意 确定')
    expect((await row()).loop).toBe('large')
    await story.says('lin', '/升级 AH-1117-01 中环 试试')
    expect(story.lastHeard('lin')).toMatch(/要有相应职责/)
  })
})

describe('/为什么', () => {
  it('tells the reporter in plain words, without codes, names or notes', async () => {
    story = await openStory()
    await confirmed('楼上1001天天漏水 厨房天花板滴水')
    await story.says('zhang', '/为什么 AH-1117-01')
    expect(story.lastHeard('zhang')).toMatch(/级别是黄,因为:同一件事反复发生/)
    expect(story.lastHeard('zhang')).toMatch(/还没有人确认[\s\S]*不评价任何人/)
    await story.says('zhou', '/定色 AH-1117-01 红 对方有前科')
    await story.says('zhang', 'why AH-1117-01')
    const heard = story.lastHeard('zhang')
    expect(heard).toMatch(/红是社区民警定的/)
    expect(heard).not.toMatch(/Y2|周警官|前科/)
    await story.says('zhou', '/为什么 AH-1117-01')
    expect(story.lastHeard('zhou')).toMatch(/Y2\(黄\)[\s\S]*红是社区民警定的[\s\S]*理由:/)
    expect(story.lastHeard('zhou')).not.toMatch(/周警官/)
    await story.says('wang', '/为什么 AH-1117-01')
    expect(story.lastHeard('wang')).toMatch(/没有找到您能看的事项/)
  })
})
