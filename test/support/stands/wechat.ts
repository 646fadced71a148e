import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Platform } from '../../../bot/platforms/platform.ts'
import { demoCommunity, demoWorld } from '../../../bot/platforms/sandbox/demo-community.ts'
import { createWechat } from '../../../bot/platforms/wechat/index.ts'
import { newLogin } from '../../../bot/platforms/wechat/login.ts'
import { openInbox } from '../../../db/inbox.ts'
import { openOutbox } from '../../../db/outbox.ts'
import { groupExternalIds, groupGrids, groups } from '../../../db/schema/index.ts'
import type { Clock } from '../../../matters/clock.ts'
import { writeAddress } from '../../../matters/wechat-address.ts'
import { type FakeWechat, openFakeWechat } from '../wechat/fake-wechat.ts'
import { type House, noon, openHouse } from './house.ts'
import type { Scene, Stand } from './stand.ts'

export const wechatStand: Stand = {
  name: 'WeChat',
  cannot: {
    hearsWhatWasSaidWhileAway:
      'WeChat gives a client nothing again that was said while none was logged in (facts 2.2); it is told as a gap',
  },
  open: openScene,
}

const account = 'main'
const botName = '安和平安小助手(机器人)'
/** The longest pause that the bot keeps between two messages; time is moved on by it while one waits. */
const paceMs = 5_100

async function openScene(): Promise<Scene> {
  let aheadMs = Date.parse(noon) - Date.now()
  const clock: Clock = { now: () => new Date(Date.now() + aheadMs) }
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-stand-'))
  const fake = await openFakeWechat({ now: () => clock.now().getTime() })
  fill(fake)
  const ear = createEarOf()
  const community = { ...demoCommunity, platform: 'wechat', groups: [], departments: [], staff: [] }
  const house = await openHouse({
    ...{ clock, community, botName },
    open: async ({ log, metrics }) => {
      const wechat = createWechat({
        accounts: [{ name: account, launch: { puppet: fake.puppet, endpoint: fake.endpoint } }],
        ...{ folder, botName, dailyCap: 200, log, metrics, timing: { askMs: 3_000, firstPauseMs: 50 } },
      })
      return { platform: ear.before(wechat) }
    },
  })
  await fake.scans(account)
  await fake.until(() => fake.isOnline(account))
  await plantAddresses(house, fake, clock.now())
  for (const { id } of demoWorld.groups) fake.joins(account, id)
  await announced()

  async function move(ms: number): Promise<void> {
    aheadMs += ms
    await house.store.sql`
      update outbox set next_at = next_at - make_interval(secs => ${ms / 1000}) where settled_at is null`
    await house.store.sql`select pg_notify('outbox', '')`
  }

  /** Moves on by the pace of WeChat until nothing heard is unhandled and nothing due is unsaid. */
  async function settled(): Promise<void> {
    for (let calm = 0; calm < 2; ) {
      const toSay = await openOutbox(house.store.sql, clock.now())
      calm = toSay + (await openInbox(house.store.sql)) === 0 ? calm + 1 : 0
      if (toSay > 0) await move(paceMs)
      await pause(calm ? 5 : 50)
    }
    await house.app().desk.registry.refresh()
  }

  async function announced(): Promise<void> {
    const missing = async () =>
      (await house.store.db.select().from(groups)).filter(({ announcedAt }) => announcedAt === null).length
    while ((await missing()) > 0) await settled()
    // What is said in the second of the notice counts as said before it.
    await move(2_000)
  }

  /** Lanes keep each room's order: once this was heard, whatever came there before it was. */
  async function overheard(group: string): Promise<void> {
    const someone = demoWorld.groups.find(({ id }) => id === group)?.members[0]?.id ?? ''
    await ear.heard(fake.says(someone, group, '[微笑]'))
  }

  const scene: Scene = {
    ...{ store: house.store, app: house.app, logged: house.logged },
    async says(as, text, { in: group, toBot = false, lateMs = 0, atOnce } = {}) {
      const held = lateMs > 0 ? fake.holdBack() : undefined
      const id = fake.says(as, group ?? account, toBot ? `@${botName}\u2005${text}` : text)
      if (lateMs > 0) await move(lateMs)
      held?.release()
      // Heard at least: what a process takes along when it ends, WeChat gives to no other.
      if (fake.isOnline(account)) await ear.heard(id)
      if (!atOnce) await settled()
      return id
    },
    async recalls(as, messageId) {
      fake.recalls(as, messageId)
      await overheard('anhe3')
      await settled()
    },
    async chooses(as, label) {
      await scene.says(as, numberOf(scene.heard(as).at(-1) ?? '', label))
    },
    async joins(as, group) {
      fake.joins(as, group)
      await overheard(group)
      await settled()
    },
    heard: (id) => fake.sent.filter(({ to }) => to === id).map(({ text }) => text),
    async repeats(messageId) {
      fake.repeats(messageId)
      await overheard('anhe3')
      await settled()
    },
    async shuts(as) {
      fake.unfriends(account, as)
      // It is told by nobody, and seen in the address book at the next start.
      await scene.restarts()
    },
    throttles: (times) => {
      fake.faults.failSends = times
    },
    losesAnswers: (times) => {
      fake.faults.hangSends = times
    },
    async restarts(meanwhile) {
      await house.restarts(meanwhile)
      await fake.until(() => fake.isOnline(account), 'the account again', 60)
      await overheard('anhe3')
      await settled()
    },
    async forward(ms) {
      await move(ms)
      await house.app().tick()
      await settled()
    },
    async end() {
      await house.end()
      await fake.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return scene
}

/** Everybody is a friend of the bot's account, as after scanning the code in the stairwell. */
function fill(fake: FakeWechat): void {
  fake.account(account, botName)
  for (const { id, name } of demoWorld.people) {
    fake.person(id, name)
    fake.friends(account, id)
  }
  for (const { id, name, ownerId, members } of demoWorld.groups)
    fake.room(id, name, ownerId ?? '', Object.fromEntries(members.map((one) => [one.id, one.nick])))
}

/** Groups have an address only once the account is logged in. */
async function plantAddresses({ store, app }: House, fake: FakeWechat, since: Date): Promise<void> {
  const ids = fake.ids(account)
  const { key: login } = newLogin(account, { id: ids.ofPerson(account), name: botName })
  const addressOf = (id: string) => writeAddress({ account, login, id })
  for (const { gridIds, announced: _, ...planned } of demoCommunity.groups) {
    const at = { platform: 'wechat', externalId: addressOf(ids.ofRoom(planned.externalId)) }
    const [row] = await store.db
      .insert(groups)
      .values({ ...planned, ...at })
      .returning()
    const groupId = row?.id ?? 0
    await store.db.insert(groupExternalIds).values({ groupId, ...at, since })
    if (gridIds.length > 0)
      await store.db.insert(groupGrids).values(gridIds.map((areaId) => ({ groupId, areaId })))
  }
  await app().desk.registry.refresh()
}

/** Knows which messages the adapter handed to the bot and had taken. */
function createEarOf() {
  const heard = new Set<string>()
  const waiting = new Map<string, () => void>()
  return {
    async heard(id: string): Promise<void> {
      if (!heard.has(id)) await new Promise<void>((resolve) => waiting.set(id, resolve))
    },
    before: (inner: Platform): Platform => ({
      ...inner,
      start: (hear) =>
        inner.start(async (message) => {
          await hear(message)
          const id = message.messageId.split('/').at(-1) ?? ''
          heard.add(id)
          waiting.get(id)?.()
        }),
    }),
  }
}

/** The number that stands before such words in a card's text form. */
function numberOf(text: string, label: RegExp): string {
  const [, number] =
    [...text.matchAll(/(\d)\s*([^\s\d,，;；。]+)/gu)].find(([, , words]) => label.test(words ?? '')) ?? []
  if (!number) throw new Error(`no number for ${label} in: ${text}`)
  return number
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
