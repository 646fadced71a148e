import { setTimeout as pause } from 'node:timers/promises'
import { type App, startApp } from '../../bot/app.ts'
import { createLog } from '../../bot/log.ts'
import { plainText } from '../../bot/platforms/plain-text.ts'
import type { Outgoing, Platform } from '../../bot/platforms/platform.ts'
import { demoCommunity } from '../../bot/platforms/sandbox/demo-community.ts'
import { createWechatHearing } from '../../bot/platforms/wechat/hear.ts'
import type {
  Account,
  Fact,
  RawMessage,
  RawPerson,
  RawRoom,
  WechatHearing,
} from '../../bot/platforms/wechat/wire.ts'
import { connect } from '../../db/client.ts'
import { plantOnce } from '../../db/first-start.ts'
import { identities, people, roles } from '../../db/schema/index.ts'
import type { Desk } from '../../handlers/desk.ts'
import { PermanentError } from '../../matters/errors.ts'
import type { Chat, Incoming } from '../../matters/message.ts'
import { freshDatabase } from '../support/database.ts'
import { seal } from '../support/story.ts'
import { type Ids, issueIds, newWorld } from '../support/wechat/world.ts'

/** Residents enough to be known by: 张大妈 in the first group, and a namesake of hers in the second. */
const names = [
  '张大妈',
  '老李',
  '王阿姨',
  '小陈',
  '刘师傅',
  '赵老师',
  '孙医生',
  '周叔',
  '吴婶',
  '郑工',
  '冯姐',
  '褚哥',
]
export const account = 'station'
const botKey = 'bot'
const limit = { perSecond: 1e6, burst: 1e6 }

export type Town = Awaited<ReturnType<typeof openTown>>

/**
 * Three groups of a WeChat account over a fresh database, without wechaty: its account is this file's, its ids are others
 * after every `logsIn`. `east` and `west` share a name. An administrator sits on another platform, reachable throughout.
 */
export async function openTown(options: { stableIds?: boolean } = {}) {
  const { stableIds = false } = options
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 6 })
  let now = new Date('2026-11-17T12:00:00+08:00')
  const clock = { now: () => now }
  await plantOnce(store.db, { ...demoCommunity, groups: [], staff: [], departments: [] }, now)
  const [admin] = await store.db.insert(people).values({ name: '管理员' }).returning()
  const adminId = admin?.id ?? 0
  await store.db.insert(roles).values({ personId: adminId, role: 'admin', areaId: 'street' })
  await store.db
    .insert(identities)
    .values({ personId: adminId, platform: 'sandbox', externalId: 'adm', boundAt: now })

  const world = newWorld()
  world.people.set(botKey, { name: '安和平安小助手(机器人)' })
  world.friends.set(botKey, new Map())
  const residents = (group: string) =>
    names.map((name, n) => {
      const key = `${group}${n}`
      world.people.set(key, { name: n === 0 ? name : `${name}${group}` })
      return key
    })
  const room = (key: string, topic: string) =>
    world.rooms.set(key, {
      topic,
      owner: `${key}1`,
      members: new Map([botKey, ...residents(key)].map((who) => [who, null])),
    })
  room('anhe', '安和花园三期业主群')
  room('east', '柳岸里老街坊')
  room('west', '柳岸里老街坊')

  let ids: Ids = issueIds(world, 'login-1')
  let logins = 0
  let count = 0
  const said: { to: string; text: string }[] = []
  const unsent: string[] = []
  const facts: Fact[] = []
  const heard: Incoming[] = []
  const remarks: string[] = []
  const noticeTo = (key: string) =>
    said.filter((one) => one.to === key && one.text.includes('机器人告知')).length

  const raw = (key: string, inRoom?: string): RawPerson => {
    const friends = world.friends.get(botKey)
    const roomAlias = inRoom ? world.rooms.get(inRoom)?.members.get(key) : undefined
    const alias = friends?.get(key)
    return {
      ...{ id: ids.ofPerson(key), name: world.people.get(key)?.name ?? key },
      ...(roomAlias && { roomAlias }),
      ...(alias && { alias }),
      ...(friends?.has(key) && { friend: true }),
    }
  }
  const rawRoom = (key: string): RawRoom => {
    const { topic, owner, members } = world.rooms.get(key) ?? { topic: '', owner: '', members: new Map() }
    return {
      id: ids.ofRoom(key),
      topic,
      ownerId: ids.ofPerson(owner),
      memberIds: [...members.keys()].map(ids.ofPerson),
    }
  }
  const wechat: Account = {
    name: account,
    self: () => (logins > 0 ? raw(botKey) : undefined),
    rooms: async () => [...world.rooms.keys()].filter((key) => !hidden.has(key)).map(rawRoom),
    members: async (id) => {
      const key = ids.roomOf(id) ?? ''
      return [...(world.rooms.get(key)?.members.keys() ?? [])].map((who) => raw(who, key))
    },
    people: async () => [...world.people.keys()].map((key) => raw(key)),
    acceptFriend: async () => {},
    remark: async (id, mark) => {
      const key = ids.personOf(id) ?? ''
      remarks.push(mark)
      world.friends.get(botKey)?.set(key, mark)
    },
  }
  const hidden = new Set<string>()

  let hearing: WechatHearing | undefined
  let desk: Desk | undefined
  const errors: unknown[] = []
  const platform: Platform = {
    id: 'wechat',
    limits: { platform: limit, chat: limit },
    meet: (met) => {
      desk = met
    },
    async start(hear) {
      hearing = createWechatHearing({
        hear: async (message) => {
          heard.push(message)
          await hear(message)
        },
        ...{ desk, account: () => wechat, accounts: [account], stableIds },
        botName: '安和平安小助手(机器人)',
        onError: (error) => void errors.push(error),
      })
    },
    async send({ uuid, chat, card }: Outgoing) {
      const place = await hearing?.placeOf(chat).catch(() => null)
      const key = place && (ids.roomOf(place.conversationId) ?? ids.personOf(place.conversationId))
      if (!place || !key || (chat.kind === 'direct' && !place.friend)) {
        unsent.push(chat.id)
        throw new PermanentError('that chat is not known at present')
      }
      said.push({ to: key, text: plainText(card) })
      return { messageId: uuid }
    },
    stop: async () => hearing?.close?.(),
  }
  const toAdmin: string[] = []
  const sandbox: Platform = {
    id: 'sandbox',
    limits: { platform: limit, chat: limit },
    async start() {},
    async send({ uuid, card }) {
      toAdmin.push(plainText(card))
      return { messageId: uuid }
    },
    async stop() {},
  }
  const lines: string[] = []
  const app: App = await startApp({
    ...{ store, seal, clock, roles: ['wechat', 'worker', 'scheduler'], cron: false },
    operator: {
      name: '临湖派出所',
      contact: '警务室 8800',
      dutyPhone: '8801',
      botName: '安和平安小助手(机器人)',
    },
    platforms: [platform, sandbox],
    log: createLog('trace', { write: (line) => void lines.push(line) }),
  })

  async function settled(): Promise<void> {
    await app.quiet()
    await app.desk.registry.refresh()
  }
  async function take(fact: Fact): Promise<void> {
    facts.push(fact)
    await hearing?.take(account, fact)
    await settled()
  }
  const message = (
    who: string | null,
    where: string,
    text: string,
    more: Partial<RawMessage> = {},
  ): RawMessage => ({
    ...{ kind: 'message', id: `m${++count}`, type: 'text', text, self: false, atMs: now.getTime() },
    ...(world.rooms.has(where) && { roomId: ids.ofRoom(where) }),
    ...(who && { talker: raw(who, where) }),
    ...more,
  })

  return {
    ...{
      app,
      store,
      world,
      said,
      unsent,
      heard,
      toAdmin,
      remarks,
      errors,
      hidden,
      noticeTo,
      take,
      settled,
      message,
    },
    desk: () => app.desk,
    placeOf: async (chat: Chat) => await hearing?.placeOf(chat),
    logged: () => lines.join(''),
    adminId,
    ids: () => ids,
    now: () => now,
    later(ms: number) {
      now = new Date(now.getTime() + ms)
    },
    /** A new scan: everybody and every room has another id. `ready` false: the puppet has not loaded its rooms. */
    async logsIn({ sameSession = false, ready = true } = {}) {
      if (!sameSession && !(stableIds && logins > 0)) ids = issueIds(world, `login-${++logins}`)
      await take({ kind: 'login', self: raw(botKey) })
      if (ready) await take({ kind: 'ready' })
    },
    /** Says something; gives the message's id at the puppet. */
    async says(who: string, where: string, text: string, more: Partial<RawMessage> = {}) {
      const said = message(who, where, text, more)
      await take(said)
      return said.id
    },
    /** A friend of the bot, as one who scanned its code. */
    async befriends(who: string) {
      world.friends.get(botKey)?.set(who, null)
      await take({ kind: 'friendship', id: `f${++count}`, step: 'confirm', person: raw(who), hello: '' })
    },
    /** The administrator, in private on another platform. */
    async admin(text: string) {
      const id = `adm-${++count}`
      await app.hear({
        ...{ platform: 'sandbox', messageId: id, chat: { id: 'adm', kind: 'direct' }, type: 'text', text },
        ...{ sender: { id: 'adm', nick: '管理员' }, mentionsBot: false, mentions: [], at: now.toISOString() },
      })
      await settled()
      return toAdmin.at(-1) ?? ''
    },
    lastTo: (key: string) => said.filter((one) => one.to === key).at(-1)?.text ?? '',
    group: (key: string) =>
      app.desk.registry.groups().find((one) => one.externalId.endsWith(`/${ids.ofRoom(key)}`)),
    room: rawRoom,
    person: raw,
    pause,
    async end() {
      await app.stop()
      await store.close()
      await drop()
    },
  }
}
