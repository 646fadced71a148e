import { afterEach, expect, it } from 'vitest'
import { refuseLostRoutes } from '../../bot/check-routes.ts'
import { createLog } from '../../bot/log.ts'
import { demoCommunity } from '../../bot/platforms/sandbox/demo-community.ts'
import { connect } from '../../db/client.ts'
import { plantOnce } from '../../db/first-start.ts'
import { type CommunityPlan, plant } from '../../db/plant.ts'
import { departments } from '../../db/schema/index.ts'
import { freshDatabase } from '../support/database.ts'

let end: (() => Promise<void>) | undefined
afterEach(() => end?.())

const at = new Date('2026-11-17T12:00:00+08:00')

async function over(plan: CommunityPlan | null, how: typeof plant | typeof plantOnce = plant) {
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 2 })
  end = async () => {
    await store.close()
    await drop()
  }
  if (plan) await how(store.db, plan, at)
  const lines: string[] = []
  const log = createLog('warn', { write: (line) => void lines.push(line) })
  return { store, lines, check: () => refuseLostRoutes(store.db, log) }
}

it('a start with the demonstration community passes, and warns of departments with one person or none', async () => {
  const { check, lines } = await over(demoCommunity)
  await check()
  expect(lines.join()).toMatch(/without a liaison or a deputy/)
  expect(lines.join()).toMatch(/生态环境所/)
})

it('a start over a community without a directory is refused, naming place, department, categories and remedy', async () => {
  const { check } = await over({ ...demoCommunity, departments: [] })
  await expect(check()).rejects.toThrow(
    /directory of departments has gaps[\s\S]*安和社区 \(anhe\): nobody answers for 消防[\s\S]*hazard\.fire_active[\s\S]*enter a telephone or a liaison for "fire"/,
  )
  await expect(check()).rejects.not.toThrow(/网格员/)
})

it('a start before there is any community passes', async () => {
  const { check } = await over(null)
  await check()
})

it('a community planted before there were directories gets its own, and one that has one keeps it', async () => {
  const { check, store } = await over({ ...demoCommunity, departments: [] })
  expect(await plantOnce(store.db, demoCommunity, at)).toBe(false)
  await check()
  await store.db.update(departments).set({ name: '改过的名字' })
  await plantOnce(store.db, demoCommunity, at)
  expect(new Set((await store.db.select().from(departments)).map((one) => one.name))).toEqual(
    new Set(['改过的名字']),
  )
})
