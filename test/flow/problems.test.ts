import { afterEach, describe, expect, it } from 'vitest'
import { problems } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const row = async () => (await story.store.db.select().from(problems))[0]

describe('问题清单', () => {
  it('goes from problem to solution to the asker’s own yes, and only that closes it (A150)', async () => {
    story = await openStory()
    await story.says('chen', '/问题清单 新增 @水果老李 卸货区早上被占 13812345678', { in: 'qiye' })
    expect((await row())?.problem).not.toMatch(/138123/)
    await story.says('chen', '/问题清单 关闭 1')
    expect(story.lastHeard('chen')).toMatch(/还没有方案/)
    await story.says('chen', '/问题清单 方案 1 @网格员大高 划出卸货时段 下周五', { in: 'qiye' })
    expect(story.lastHeard('qiye')).toMatch(/请核对[\s\S]*负责:网格员大高\n期限:11月27日\(周五\)/)
    await story.presses('chen', '确定', 'qiye')
    expect(story.lastHeard('gao')).toMatch(/问题1由您负责/)
    await story.presses('gao', '办好了')
    expect((await row())?.state).toBe('asked')
    // Nobody else's word counts.
    await story.says('gao', '/问题清单 解决了 1')
    await story.says('zhang', '/问题清单 解决了 1')
    expect((await row())?.state).toBe('asked')
    const asker = (await row())?.asker ? 'fruit' : 'chen'
    await story.presses(asker, '没解决')
    expect((await row())?.state).toBe('planned')
    expect(story.lastHeard('gao')).toMatch(/提出人说还没解决/)
    await story.says('gao', '/问题清单 关闭 1')
    await story.presses(asker, '解决了')
    expect(await row()).toMatchObject({ state: 'closed', asker: null })
    expect(story.lastHeard('gao')).toMatch(/提出人说解决了,已关闭/)
  })

  it('forgets who asked at /删除 全部, and the colleague who listed it answers from then on', async () => {
    story = await openStory()
    const { db } = story.store
    await story.says('chen', '/问题清单 新增 卸货区早上被占', { in: 'qiye' })
    await db
      .update(problems)
      .set({ asker: story.app.desk.seal.close({ platform: 'sandbox', externalId: 'fruit' }) })
    await story.says('fruit', '/删除 全部')
    expect(story.lastHeard('fruit')).toMatch(/问题清单 1 项:不再记是您提的/)
    await story.presses('fruit', '确定')
    expect((await row())?.asker).toBeNull()
  })

  it('is not for residents, nor for residents’ groups', async () => {
    story = await openStory()
    await story.says('zhang', '/问题清单 新增 门口太吵')
    expect(story.lastHeard('zhang')).toMatch(/由社区民警、综治中心或园区来做/)
    await story.says('zhou', '/问题清单', { in: 'anhe3' })
    expect(story.lastHeard('zhou')).toMatch(/在工作群、企业群或私聊里用/)
    expect(await row()).toBeUndefined()
  })
})
