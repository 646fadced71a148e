import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeCode } from '../../db/people.ts'
import { commit } from '../../db/write.ts'
import { openStory, type Story, seal } from '../support/story.ts'

describe('one-time codes', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory()
    const [admin] = await story.store.sql<{ id: number }[]>`
      select person_id as id from roles where role = 'admin'`
    const until = new Date(story.now().getTime() + 1e8)
    await commit(story.store.db, { changes: [writeCode(seal, 'FIRSTONE', admin?.id ?? 0, until)], posts: [] })
    await story.says('wang', '/绑定 FIRSTONE')
  })
  afterAll(async () => await story.end())

  const codeIn = (card: string) => /\/绑定 ([A-Z0-9]{8})/u.exec(card)?.[1] ?? ''

  it('are given out by an administrator, each working once', async () => {
    await story.says('wang', '/发码 周警官')
    const code = codeIn(story.lastHeard('wang'))
    expect(story.lastHeard('wang')).toMatch(/周警官 的一次性绑定代码/)
    await story.says('zhang', `/绑定 ${code}`)
    expect(story.lastHeard('zhang')).toContain('已绑定:周警官')
    await story.says('chen', `/绑定 ${code}`)
    expect(story.lastHeard('chen')).toContain('代码不对')
  })

  it('lose their force when another is given out, and after three days', async () => {
    await story.says('wang', '/发码 网格员小林')
    const first = codeIn(story.lastHeard('wang'))
    await story.says('wang', '/发码 小林')
    const second = codeIn(story.lastHeard('wang'))
    await story.says('xiu', `/绑定 ${first}`)
    expect(story.lastHeard('xiu')).toContain('代码不对')
    await story.forward(3 * 24 * 3_600_000 + 60_000)
    await story.says('xiu', `/绑定 ${second}`)
    expect(story.lastHeard('xiu')).toContain('代码不对')
  })

  it('are on record without the code, and nobody else gives them out', async () => {
    await story.says('lin', '/发码 周警官')
    expect(story.lastHeard('lin')).not.toMatch(/一次性绑定代码/)
    const rows = await story.store.sql<{ values: unknown }[]>`
      select values from events where kind = 'code issued'`
    expect(rows.length).toBeGreaterThan(1)
    expect(JSON.stringify(rows)).not.toMatch(/[A-Z0-9]{8}/)
  })

  it('are asked for by name; without one it says who is not bound yet', async () => {
    await story.says('wang', '/发码')
    expect(story.lastHeard('wang')).toContain('所有同事都绑定了')
    await story.store.sql`
      with one as (insert into people (name) values ('新来的小赵') returning id)
      insert into roles (person_id, role, area_id) select id, 'grid_worker', 'anhe-1' from one`
    await story.says('wang', '/发码')
    expect(story.lastHeard('wang')).toContain('还没绑定的 1 位:新来的小赵')
    await story.says('wang', '/发码 查无此人')
    expect(story.lastHeard('wang')).toContain('没有找到这位同事')
  })
})
