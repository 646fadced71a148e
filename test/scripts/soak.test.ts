import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SoakOptions, soak } from '../../scripts/soak/week.ts'
import { freshDatabase } from '../support/database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const small = { messages: 120, seed: 3, larkGroups: 8, wechatGroups: 2 }
const live = (options: Partial<SoakOptions> = {}) => soak({ url: database.url, ...small, ...options })

// Each kill costs two starts of a process.
describe('a week with both platforms', () => {
  it('loses no report, says nothing twice and nothing too often, though it is killed', async () => {
    const found = await live({
      ends: new Map([
        [2, 'anywhere'],
        [5, 'wechat'],
      ]),
    })
    expect(found).toMatchObject({ lost: 0, doubled_lark: 0, limit_breaches: 0, unexplained: 0, crashes: 2 })
    expect(found.reports).toBeGreaterThanOrEqual(found.messages / 100)
  }, 300_000)

  it('counts what a platform without memory says twice', async () => {
    const found = await live({ wechatGroups: 0, ends: new Map(), knowsUuids: false, losesAnswers: 0.3 })
    expect(found.doubled_lark).toBeGreaterThan(0)
  }, 300_000)
})
