import { afterEach, expect, it } from 'vitest'
import { identities, people, roles } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

async function inspector(areaId: string) {
  const [row] = await story.store.db.insert(people).values({ name: '督察老杜' }).returning()
  const personId = row?.id ?? 0
  await story.store.db.insert(roles).values({ personId, role: 'inspector', areaId })
  const bound = { personId, platform: 'sandbox', externalId: 'newcomer', boundAt: story.now() }
  await story.store.db.insert(identities).values(bound)
  await story.app.desk.registry.refresh()
}

it('/审计 shows the inspector who looked and who was refused, without the words of a matter', async () => {
  story = await openStory()
  await inspector('street')
  await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
  await story.says('zhang', '1')
  await story.says('zhou', '/看 AH-1117-01')
  await story.says('lin', '/解除 AH-1117-01 没事了')
  await story.forward(1000)
  await story.says('newcomer', '/审计 今天')
  const said = story.lastHeard('newcomer')
  expect(said).toMatch(/日志链完整/)
  expect(said).toMatch(/周警官 查看\(\/看\) AH-1117-01/)
  expect(said).toMatch(/网格员小林 被拒绝/)
  expect(said).not.toMatch(/噪声|5号楼|没事了/)
  await story.says('zhou', '/审计')
  expect(story.lastHeard('zhou')).toMatch(/要有相应职责/)
})

it('/审计 of another district shows nothing of this one, and a broken chain in red', async () => {
  story = await openStory()
  await inspector('liuan')
  await story.says('zhang', '@小助手 楼上1001天天半夜跳绳咚咚响 都没法睡觉', { in: 'anhe3' })
  await story.says('zhang', '1')
  await story.says('zhou', '/看 AH-1117-01')
  await story.forward(1000)
  await story.says('newcomer', '/审计')
  expect(story.lastHeard('newcomer')).not.toMatch(/AH-1117-01/)
  await story.store.sql`update events set actor_id = null where kind = 'read'`
  await story.says('newcomer', '/审计')
  expect(story.lastHeard('newcomer')).toMatch(/日志链在第\d+行断开/)
})
