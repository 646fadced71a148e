import { afterEach, expect, it } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { workOutbox } from '../../bot/outbox.ts'
import { larkLimits } from '../../bot/platforms/lark/limits.ts'
import type { Platform } from '../../bot/platforms/platform.ts'
import { connect } from '../../db/client.ts'
import { openOutbox } from '../../db/outbox.ts'
import { openRegistry } from '../../db/registry.ts'
import { commit, saying } from '../../db/write.ts'
import { type Post, priorities } from '../../matters/message.ts'
import { freshDatabase } from '../support/database.ts'
import { larkLimits as theirs } from '../support/lark/limits.ts'
import { seal } from '../support/story.ts'
import { openSpeaker } from './lark-speaker.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

it('our buckets keep the second and the minute of an API, and the second of a group, in any span', () => {
  const within = ({ burst, perSecond }: { burst: number; perSecond: number }, seconds: number) =>
    burst + perSecond * seconds
  expect(within(larkLimits.platform, 1)).toBeLessThanOrEqual(theirs.apiPerSecond)
  expect(within(larkLimits.platform, 60)).toBeLessThanOrEqual(theirs.apiPerMinute)
  // Other bots share a group's five.
  expect(within(larkLimits.chat, 1)).toBeLessThan(theirs.chatPerSecond)
})

it('two processes that say much at once never say too much, and say all of it', async () => {
  const groups = Array.from({ length: 20 }, (_, at) => ({
    id: `g${at}`,
    name: `第${at}群`,
    members: ['lin'],
  }))
  const { lark, sending } = await openSpeaker({ groups })
  const database = await freshDatabase()
  const store = connect(database.url, { connections: 6 })
  const registry = await openRegistry(store)
  closing.push(
    () => lark.close(),
    database.drop,
    () => store.close(),
    () => registry.close(),
  )
  const { meet: _, ...mouth } = sending
  const platform: Platform = {
    ...{ id: 'lark', limits: larkLimits, start: async () => {}, stop: async () => {} },
    ...mouth,
  }
  const operator = { name: '临湖派出所', contact: '8800', dutyPhone: '8801', botName: '机器人' }
  const desk = { db: store.db, registry, seal, clock: lark.clock, operator }
  const worker = () => ({
    ...{ store, platforms: new Map([['lark', platform]]), desk },
    ...{ log: createLog('silent'), metrics: createMetrics() },
  })
  const post = (group: string, at: number): Post => ({
    platform: 'lark',
    chat: { id: lark.chatIdOf(group), kind: 'group' },
    card: { tone: 'plain', lines: [`第${at}条`] },
    ...{ priority: priorities.notice, key: `${group}:${at}`, about: 'notice' },
  })
  const everywhere = groups.flatMap(({ id }) => [1, 2, 3].map((at) => post(id, at)))
  const busy = Array.from({ length: 6 }, (_, at) => post('g0', 10 + at))
  await commit(store.db, saying(...everywhere, ...busy))
  const processes = [worker(), worker()]
  while ((await openOutbox(store.sql, lark.clock.now())) > 0) await Promise.all(processes.map(workOutbox))
  expect(groups.map(({ id }) => lark.heard(id).length)).toEqual([9, ...Array(19).fill(3)])
  expect(lark.heard('g0').map((one) => one.text)).toEqual(
    [1, 2, 3, 10, 11, 12, 13, 14, 15].map((at) => `第${at}条`),
  )
  expect(lark.breaches()).toBe(0)
}, 60_000)

it('reading waits its turn, too, instead of being refused', async () => {
  const { lark, api } = await openSpeaker()
  closing.push(() => lark.close())
  const path = `/im/v1/chats/${lark.chatIdOf('anhe3')}`
  await Promise.all(Array.from({ length: 60 }, () => api.call('GET', path)))
  expect(lark.breaches()).toBe(0)
}, 30_000)
