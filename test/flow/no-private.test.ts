import { afterEach, describe, expect, it } from 'vitest'
import { drafts, matters } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const report = '6号楼1单元楼道堆满杂物 走不过去 反映多少次没人管'
const matterCount = async () => (await story.store.db.select().from(matters)).length
const openDrafts = async () =>
  (await story.store.db.select().from(drafts)).filter((one) => one.state === 'open').length

describe('a reporter who cannot be written to in private', () => {
  it('is asked in the group, without a word of what they told', async () => {
    story = await openStory()
    story.chat.faults.unreachable = ['zhang']
    await story.says('zhang', report, { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/发不了私信/)
    expect(story.hears('anhe3').join()).not.toMatch(/杂物|楼道|6号/)
    expect(story.chat.messages('anhe3').at(-1)?.card?.mention?.id).toBe('zhang')
    expect(story.hears('zhang')).toEqual([])
  })

  it('confirms with 1 to the bot; nobody else can', async () => {
    story = await openStory()
    story.chat.faults.unreachable = ['zhang']
    await story.says('zhang', report, { in: 'anhe3' })
    await story.says('huang', '@小助手 1', { in: 'anhe3' })
    expect(await matterCount()).toBe(0)
    await story.says('zhang', '1', { in: 'anhe3' })
    expect(await matterCount()).toBe(0)
    await story.says('zhang', '@小助手 1', { in: 'anhe3' })
    expect(await matterCount()).toBe(1)
    expect(story.lastHeard('anhe3')).toMatch(/已登记/)
    expect(story.hears('anhe3').join()).not.toMatch(/杂物|楼道|6号/)
  })

  it('presses the button; somebody else’s press does nothing', async () => {
    story = await openStory()
    story.chat.faults.unreachable = ['zhang']
    await story.says('zhang', report, { in: 'anhe3' })
    await story.presses('huang', '1 确认', 'anhe3')
    expect(await openDrafts()).toBe(1)
    await story.presses('zhang', '1 确认', 'anhe3')
    expect(await matterCount()).toBe(1)
    expect(story.lastHeard('anhe3')).toMatch(/已经处理/)
    expect(story.hears('anhe3').join()).not.toMatch(/杂物|楼道|6号/)
  })

  it('drops it with 3, and corrects it with 2 and words to the bot', async () => {
    story = await openStory()
    story.chat.faults.unreachable = ['zhang']
    await story.says('zhang', report, { in: 'anhe3' })
    await story.says('zhang', '@小助手 2', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/再说一句/)
    await story.says('zhang', '@小助手 是8号楼2单元楼道堆杂物', { in: 'anhe3' })
    const [draft] = await story.store.db.select().from(drafts)
    expect(draft?.reading?.place?.building).toMatch(/8/)
    expect(story.lastHeard('anhe3')).toMatch(/发不了私信/)
    await story.says('zhang', '@小助手 3', { in: 'anhe3' })
    expect(await openDrafts()).toBe(0)
    expect(await matterCount()).toBe(0)
  })

  it('hears nothing in the group of a tip: it dies in silence', async () => {
    story = await openStory()
    story.chat.faults.unreachable = ['zhang']
    const before = story.hears('anhe3').length
    await story.says('zhang', '@小助手 举报 5号楼302室聚众赌博 每天晚上都来好多人', { in: 'anhe3' })
    expect(await openDrafts()).toBe(1)
    expect(story.hears('anhe3').length).toBe(before)
    await story.says('zhang', '@小助手 1', { in: 'anhe3' })
    expect(await matterCount()).toBe(0)
  })

  it('hears nothing in any group of what was told in private', async () => {
    story = await openStory()
    const before = story.hears('anhe3').length
    story.chat.faults.unreachable = ['zhang']
    await story.says('zhang', `安和花园${report}`)
    expect(await openDrafts()).toBe(1)
    expect(story.hears('anhe3').length).toBe(before)
  })
})
