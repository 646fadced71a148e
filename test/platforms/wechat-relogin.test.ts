import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type App, startApp } from '../../bot/app.ts'
import { createLog } from '../../bot/log.ts'
import type { Platform } from '../../bot/platforms/platform.ts'
import { demoCommunity } from '../../bot/platforms/sandbox/demo-community.ts'
import { createWechat } from '../../bot/platforms/wechat/index.ts'
import { connect, type Store } from '../../db/client.ts'
import { plantOnce } from '../../db/first-start.ts'
import { drafts, identities, knownFriends, people, roles } from '../../db/schema/index.ts'
import { systemClock } from '../../matters/clock.ts'
import { freshDatabase } from '../support/database.ts'
import { seal } from '../support/story.ts'
import { type FakeWechat, openFakeWechat } from '../support/wechat/fake-wechat.ts'

// From the telephone's scan to the database: real wechaty, its puppet the tests', everything else ours.

const botName = '安和平安小助手(机器人)'
const patient = { timeout: 60_000, interval: 50 }
const limits = { platform: { perSecond: 1e6, burst: 1e6 }, chat: { perSecond: 1e6, burst: 1e6 } }

let fake: FakeWechat
let folder: string
let store: Store
let app: App
let drop: () => Promise<void>
const toAdmin: string[] = []

beforeEach(async () => {
  fake = await openFakeWechat()
  folder = mkdtempSync(join(tmpdir(), 'fengqiao-wechat-'))
  fake.account('main', botName)
  const members = ['张大妈', '老李', '王阿姨', '小陈', '刘师傅', '赵老师', '孙医生', '周叔', '吴婶', '郑工']
  for (const name of members) fake.person(name)
  fake.room('anhe', '安和花园三期业主群', '老李', {
    main: null,
    ...Object.fromEntries(members.map((one) => [one, null])),
  })
  fake.friends('main', '张大妈')
  const database = await freshDatabase()
  drop = database.drop
  store = connect(database.url, { connections: 6 })
  const at = new Date()
  await plantOnce(store.db, { ...demoCommunity, groups: [], staff: [], departments: [] }, at)
  const [admin] = await store.db.insert(people).values({ name: '管理员' }).returning()
  const personId = admin?.id ?? 0
  await store.db.insert(roles).values({ personId, role: 'admin', areaId: 'street' })
  await store.db.insert(identities).values({ personId, platform: 'sandbox', externalId: 'adm', boundAt: at })
  const elsewhere: Platform = {
    ...{ id: 'sandbox', limits, start: async () => {}, stop: async () => {} },
    send: async ({ uuid, card }) => {
      toAdmin.push(card.lines.join('\n'))
      return { messageId: uuid }
    },
  }
  const log = createLog('silent')
  const wechat = createWechat({
    accounts: [{ name: 'main', launch: { puppet: fake.puppet, endpoint: fake.endpoint } }],
    ...{ folder, botName, dailyCap: 100, log, random: () => 0 },
  })
  app = await startApp({
    ...{ store, seal, log, clock: systemClock, platforms: [wechat, elsewhere], cron: false },
    operator: { name: '临湖派出所', contact: '警务室 8800', dutyPhone: '8801', botName },
    roles: ['wechat', 'worker'],
  })
})

afterEach(async () => {
  await app.stop()
  await fake.stop()
  await store.close()
  await drop()
  rmSync(folder, { recursive: true, force: true })
})

async function admin(text: string): Promise<void> {
  await app.hear({
    ...{ platform: 'sandbox', messageId: text, chat: { id: 'adm', kind: 'direct' }, type: 'text', text },
    ...{ sender: { id: 'adm', nick: '' }, mentionsBot: false, mentions: [], at: new Date().toISOString() },
  })
}

const notices = () => fake.sent.filter(({ to, text }) => to === 'anhe' && text.includes('机器人告知')).length
const announced = () => app.desk.registry.groups().filter(({ announcedAt }) => announcedAt)
const states = async () => (await store.db.select().from(drafts)).map(({ state }) => state)

it('a report, a forced logout, other ids: the group is told again, and the friend answers the draft', async () => {
  await fake.scans('main')
  await vi.waitFor(() => expect(toAdmin.join()).toContain('有1个群认不准'), patient)
  await admin('/绑定群 1 新')
  await vi.waitFor(() => expect(announced()).toHaveLength(1), patient)
  const group = announced()[0]
  fake.says('张大妈', 'main', '楼上1001天天半夜跳绳咚咚响 物业来过也没用')
  await vi.waitFor(async () => expect(await states()).toEqual(['open']), patient)
  await vi.waitFor(async () => expect(await store.db.select().from(knownFriends)).toHaveLength(1), patient)
  await vi.waitFor(() => expect(fake.world.friends.get('main')?.get('张大妈')).toMatch(/^fq-/), patient)
  // What was said before the notice would not be heard.
  const past = (group?.announcedAt?.getTime() ?? 0) + 4_000
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(past), patient)
  const held = fake.holdBack()
  const at = Date.now()
  fake.says('王阿姨', 'anhe', `@小助手\u2005下水道堵了三天`, { at: at - 3_000, mentions: ['main'] })
  fake.says('王阿姨', 'anhe', '3号楼的 污水都漫到楼道里了', { at: at - 1_000 })
  held.release({ reversed: true })
  await vi.waitFor(async () => expect(await states()).toHaveLength(2), patient)
  // No friend of the account: what was told is shown to nobody, and only its teller can answer.
  const prompts = () => fake.sent.filter(({ text }) => text.startsWith('@王阿姨\u2005')).length
  await vi.waitFor(() => expect(prompts()).toBeGreaterThan(0), patient)
  fake.says('老李', 'anhe', '@小助手 1')

  fake.logsOut('main')
  await vi.waitFor(() => expect(fake.qrs()).toHaveLength(1), patient)
  await fake.scans('main')
  await vi.waitFor(() => expect(notices()).toBe(2), patient)
  await vi.waitFor(() => expect(announced()).toHaveLength(1), patient)
  expect(announced()[0]).toMatchObject({ id: group?.id, mode: 'mention' })
  expect(announced()[0]?.externalId).not.toBe(group?.externalId)
  fake.says('张大妈', 'main', '1')
  await vi.waitFor(async () => expect(await states()).toContain('confirmed'), patient)
  fake.says('王阿姨', 'anhe', '@小助手 1')
  fake.says('老李', 'anhe', '@小助手 /告知')
  await vi.waitFor(() => expect(fake.sent.at(-1)?.text).toMatch(/^@老李\u2005/), patient)
  expect((await states()).sort()).toEqual(['confirmed', 'open'])
  const rows = await store.db.select().from(identities).where(eq(identities.platform, 'wechat'))
  expect(rows).toEqual([])
}, 180_000)
