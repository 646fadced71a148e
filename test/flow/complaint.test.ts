import { afterEach, describe, expect, it } from 'vitest'
import { drafts, matters, reporters, unseals } from '../../db/schema/index.ts'
import { bindAs } from '../support/bound.ts'
import { day, openStory, type Story, seal } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const station = ['zhou', 'duty', 'lin', 'li', 'chen', 'newcomer']

async function complained(text = '安和花园三期 周警官接警后三个小时没来 态度也差') {
  story = await openStory()
  await bindAs(story, 'newcomer', 'chief', 'station')
  await bindAs(story, 'baker', 'inspector', 'street')
  await story.says('zhang', `/投诉 ${text}`)
  expect(story.lastHeard('zhang')).toMatch(/对民警\/网格员投诉[\s\S]*12389/)
  await story.says('zhang', '1')
}

describe('a complaint about police', () => {
  it('goes to the inspector alone, and gives 12389', async () => {
    await complained()
    expect(story.lastHeard('zhang')).toMatch(/已登记 TS-1117-01[\s\S]*12389/)
    expect(story.lastHeard('zhang')).not.toMatch(/8801/)
    expect(story.lastHeard('baker')).toMatch(/TS-1117-01/)
    for (const one of station) expect(story.hears(one).join()).not.toMatch(/TS-1117|投诉/)
  })

  it('is found by nobody of the station, in no list, count or panel, not even by its number', async () => {
    await complained()
    await story.says('wang', '/隐患 安和花园三期6号楼1单元楼道电动车飞线充电')
    await story.says('wang', '1')
    for (const one of station) {
      for (const words of [
        '/看 TS-1117-01',
        '/待办',
        '/接单 TS-1117-01',
        '/启封 TS-1117-01 想知道 确定',
        '谁投诉的我',
      ]) {
        await story.says(one, words)
        expect(story.lastHeard(one)).not.toMatch(/对民警|态度/)
        if (words.startsWith('/看')) expect(story.lastHeard(one)).toMatch(/没有找到|要有相应职责/)
      }
    }
    await story.says('zhou', '/待办')
    expect(story.lastHeard('zhou')).toMatch(/待办 1 件/)
    // The community's own series shows no gap.
    expect((await story.store.db.select().from(matters)).map((one) => one.number)).toContain('AH-1117-01')
    const before = station.map((one) => story.hears(one).length)
    await story.forward(30 * day)
    for (const [index, one] of station.entries())
      expect(story.hears(one).slice(before[index]).join()).not.toMatch(/TS-1117/)
  }, 60_000)

  it('is handled by the inspector, and never unsealed', async () => {
    await complained()
    await story.says('baker', '/看 TS-1117-01')
    expect(story.lastHeard('baker')).toMatch(/对民警\/网格员投诉/)
    await story.says('baker', '/启封 TS-1117-01 想知道 确定')
    expect(story.lastHeard('baker')).toMatch(/没有可启封的身份/)
    await story.says('newcomer', '/启封 TS-1117-01 想知道 确定')
    expect(await story.store.db.select().from(unseals)).toEqual([])
    const [row] = await story.store.db.select().from(reporters)
    expect(() => seal.open(row?.reporter ?? Buffer.alloc(0))).toThrow()
  })

  it('pages nobody of the station, whatever it tells of', async () => {
    await complained('安和花园三期 辅警动手打人 打得流血了')
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
    for (const one of station) expect(story.hears(one).join()).not.toMatch(/🔴|流血/)
  })

  it('is not laid beside another, so that nobody learns of it by complaining', async () => {
    await complained()
    await story.says('wang', '/投诉 安和花园三期 周警官接警后三个小时没来 态度也差')
    expect(story.lastHeard('wang')).not.toMatch(/已有人反映/)
    await story.says('wang', '1')
    expect(await story.store.db.select().from(matters)).toHaveLength(2)
  })

  it('typed in a group is answered in private and not carried out', async () => {
    story = await openStory()
    const before = story.hears('anhe3').length
    await story.says('zhang', '/投诉 周警官态度差', { in: 'anhe3' })
    expect(story.hears('anhe3')).toHaveLength(before)
    expect(story.lastHeard('zhang')).toMatch(/请在私聊里发/)
    expect(await story.store.db.select().from(drafts)).toEqual([])
  })

  it('about something else is asked which of the two it is', async () => {
    story = await openStory()
    await story.says('zhang', '投诉 安和花园三期5号楼楼上天天半夜跳绳咚咚响')
    expect(story.lastHeard('zhang')).toMatch(/请问这是哪一类事[\s\S]*对民警[\s\S]*邻里噪声/)
    await story.says('zhang', '2')
    await story.says('zhang', '1')
    expect((await story.store.db.select().from(matters))[0]).toMatchObject({
      category: 'dispute.neighbor.noise',
    })
  })
})
