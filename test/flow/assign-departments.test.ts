import { afterEach, describe, expect, it } from 'vitest'
import { matters } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const number = 'AH-1117-01'

async function told(set: Partial<typeof matters.$inferInsert> = {}) {
  story = await openStory()
  await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
  await story.says('zhang', '1')
  if (Object.keys(set).length > 0) await story.store.db.update(matters).set(set)
}

describe('departments named with an assignment', () => {
  it('are told: liaison and deputy each get a card, to the building, with who leads and the words given', async () => {
    await told()
    await story.says('zhou', `/交办 ${number} @网格员小林 @城管 今天先上门看看`)
    for (const id of ['chengguan', 'cheng']) {
      expect(story.lastHeard(id)).toMatch(
        /AH-1117-01\|邻里噪声[\s\S]*5号楼[\s\S]*周警官 请临湖城管中队协办,网格员小林 牵头[\s\S]*今天先上门看看/,
      )
      expect(story.hears(id).join()).not.toMatch(/1001|张|902|zhang/)
    }
    expect(story.lastHeard('zhou')).toMatch(/给 网格员小林,协办 临湖城管中队/)
    for (const id of ['ranqi', 'fulian', 'chen']) expect(story.hears(id).join()).not.toContain(number)
    await story.presses('chengguan', '看详情')
    expect(story.lastHeard('chengguan')).toMatch(/AH-1117-01/)
  })

  it('see the card follow the matter, and offer nothing that they may not do', async () => {
    await told()
    await story.says('zhou', `/交办 ${number} @网格员小林 @城管`)
    await story.says('lin', `/接单 ${number}`)
    await story.forward(5000)
    expect(story.lastHeard('chengguan')).toMatch(/状态:办理中/)
    const [card] = story.chat.messages('dm-chengguan').filter((one) => one.card)
    expect(card?.edition).toBe(1)
    expect(card?.card?.actions ?? []).toEqual([])
  })

  it('learn of a confidential matter where, and not what', async () => {
    await told({
      category: 'tip.gambling',
      kind: 'tip',
      privacy: 'confidential',
      summary: '安和花园三期5号楼:涉赌线索',
    })
    await story.says('zhou', `/交办 ${number} @周警官 @案件办理队 晚上去`)
    expect(story.lastHeard('anban')).toMatch(/协办\|AH-1117-01[\s\S]*5号楼[\s\S]*当面说明/)
    expect(story.hears('anban').join()).not.toMatch(/赌|晚上去|1001|张/)
    await story.says('zhou', `/接单 ${number}`)
    await story.forward(5000)
    expect(story.hears('anban').join()).not.toMatch(/赌/)
  })

  it('that are not connected come back to who assigned, with the telephone; twice delivered tells once', async () => {
    await told()
    await story.says('zhou', `/交办 ${number} @网格员小林 @生态环境 @城管`)
    expect(story.hears('zhou').join()).toMatch(/生态环境所没有接入,请打 0000-\d{4}/)
    await story.says('zhou', `/交办 ${number} @网格员小林`)
    expect(story.hears('chengguan').filter((text) => text.includes('协办'))).toHaveLength(1)
  })
})
