import { afterEach, describe, expect, it } from 'vitest'
import { drafts, matters, reporters } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const first = '5号楼天天半夜跳绳咚咚响 都没法睡觉 物业来过也没用'
/** The same sort of noise, told by a spot instead of a building: it may be the same. */
const again = '小广场那边天天半夜跳绳咚咚响 都没法睡觉 物业来过也没用'

/** 张大妈's noise stands; 小雨 tells of one that may be the same. */
async function asked() {
  story = await openStory()
  await story.says('zhang', first, { in: 'anhe3' })
  await story.says('zhang', '1')
  await story.says('xiaoyu', again, { in: 'anhe3' })
}

const tellers = async () => (await story.store.db.select().from(reporters)).map((one) => one.matterId)
const opened = async () => (await story.store.db.select().from(matters)).length

describe('同一件事吗?', () => {
  it('is asked with day, kind and building where it is near but not sure', async () => {
    await asked()
    expect(story.lastHeard('xiaoyu')).toMatch(/11月17日有人反映过.*5号楼的邻里噪声,同一件事吗\?/)
    expect(story.lastHeard('xiaoyu')).toMatch(/同一件[\s\S]*不是/)
    expect(story.hears('anhe3').join()).not.toMatch(/同一件/)
  })

  it('says nothing of what was told elsewhere but that there is something', async () => {
    story = await openStory()
    await story.says('zhang', `安和花园三期${first}`)
    await story.says('zhang', '1')
    await story.says('xiaoyu', again, { in: 'anhe3' })
    expect(story.lastHeard('xiaoyu')).toMatch(/附近最近有人反映过类似的事,和您说的是同一件事吗\?/)
    expect(story.lastHeard('xiaoyu')).not.toMatch(/5号楼|月\d+日/)
  })

  it.each([
    ['the button', () => story.presses('xiaoyu', '同一件')],
    ['the words', () => story.says('xiaoyu', '同一件')],
  ])('answered yes by %s joins what stands, once confirmed', async (_, yes) => {
    await asked()
    await yes()
    expect(story.lastHeard('xiaoyu')).toMatch(/已有人反映,确认后并入同一件/)
    await story.says('xiaoyu', '1')
    expect(story.lastHeard('xiaoyu')).toMatch(/已并入 AH-1117-01/)
    expect(await opened()).toBe(1)
    expect(new Set(await tellers()).size).toBe(1)
    expect(await tellers()).toHaveLength(2)
  })

  it.each([
    ['no', () => story.presses('xiaoyu', '不是')],
    ['nothing', async () => {}],
  ])('answered with %s opens a matter of its own', async (_, answer) => {
    await asked()
    await answer()
    expect((await story.store.db.select().from(drafts)).at(-1)?.joinsMatterId).toBeNull()
    await story.says('xiaoyu', '1')
    expect(story.lastHeard('xiaoyu')).toMatch(/已登记 AH-1117-02/)
  })

  it('joins nothing for somebody who was not asked', async () => {
    await asked()
    await story.says('dapeng', '5号楼2单元漏水 天花板往下滴水', { in: 'anhe3' })
    await story.says('dapeng', '/修改 同一件')
    await story.says('dapeng', '1')
    expect(new Set(await tellers()).size).toBe((await tellers()).length)
  })
})
