import type { Desk } from '../../../handlers/desk.ts'
import { TemporaryError } from '../../../matters/errors.ts'
import type { Chat, Incoming, IncomingType } from '../../../matters/message.ts'
import { createMessages } from './hear-message.ts'
import { meetFriends, personOf } from './identity.ts'
import { addressIn, type Login, newLogin } from './login.ts'
import { contactIn, placeIn } from './place.ts'
import { cameInto, type Found, lookAtRooms, startLogin } from './rebind.ts'
import type {
  Account,
  CreateWechatHearing,
  Fact,
  RawFriendship,
  RawJoin,
  RawLeave,
  RawPerson,
  RawRoom,
  RawTopic,
} from './wire.ts'

/** A puppet that never says it is ready has loaded what it ever will. */
const readyMs = 60_000

/**
 * Makes messages of what an account's process tells, and addresses of chats. Where a login brings other ids it first
 * finds out which room is which group; until then, and where that stays in doubt, it is deaf.
 */
export const createWechatHearing: CreateWechatHearing = (deps) => {
  const logins = new Map<string, Login>()
  const timers = new Set<NodeJS.Timeout>()
  const looking = new Map<string, Promise<void>>()
  const messages = createMessages({ ...deps, lookAgain })

  function deskOf(): Desk {
    if (!deps.desk) throw new TemporaryError('WeChat was not introduced to the desk')
    return deps.desk
  }

  const binding = () => ({ desk: deskOf(), stableIds: deps.stableIds })

  function accountOf(name: string): Account {
    const account = deps.account(name)
    if (!account) throw new TemporaryError(`no account ${name}`)
    return account
  }

  async function enter(account: string, self: RawPerson): Promise<Login> {
    const login = newLogin(account, self)
    const known = logins.get(account)
    if (known?.key === login.key) return Object.assign(known, { self })
    await startLogin(binding(), login)
    logins.set(account, login)
    const timer = setTimeout(() => {
      timers.delete(timer)
      void lookAgain(login).catch(deps.onError)
    }, readyMs)
    timers.add(timer)
    timer.unref()
    return login
  }

  /** The present login; after a restart of ours its session may go on without another word. */
  async function loginOf(account: string): Promise<Login> {
    const login = logins.get(account)
    if (login) return login
    const self = deps.account(account)?.self()
    if (!self) throw new TemporaryError(`${account} is logged out`)
    return await enter(account, self)
  }

  /** Goes through the rooms and tells what came up. Whoever asks meanwhile shares the look that is under way. */
  function lookAgain(login: Login): Promise<void> {
    const running = looking.get(login.account)
    if (running) return running
    const look = lookNow(login).finally(() => looking.delete(login.account))
    looking.set(login.account, look)
    return look
  }

  async function lookNow(login: Login): Promise<void> {
    const account = accountOf(login.account)
    const at = deskOf().clock.now()
    for (const { room, what } of await lookAtRooms(binding(), login, account))
      await tellFound(login, { room, what }, at)
    if (!deps.stableIds) await meetFriends(binding(), login, account)
    login.looked = true
  }

  async function tellFound(login: Login, { room, what }: Found, at: Date): Promise<void> {
    const id = `${what}/${room.id}/${at.getTime()}`
    if (what === 'bot_removed') login.removed.add(room.id)
    else login.removed.delete(room.id)
    await deps.hear(membership(login, { id, room, atMs: at.getTime() }, what, room.topic))
  }

  async function joined(login: Login, fact: RawJoin): Promise<void> {
    const { room } = fact
    if (!fact.self) return await deps.hear(membership(login, fact, 'joined', '', fact.people[0]))
    login.removed.delete(room.id)
    const known = deskOf().registry.group('wechat', addressIn(login, room.id)) !== undefined
    if (known || (await cameInto(binding(), login, accountOf(login.account), room)))
      await deps.hear(membership(login, fact, 'bot_added', room.topic))
  }

  async function left(login: Login, fact: RawLeave): Promise<void> {
    // Deaf from here on, not only when the group's row says so.
    if (fact.self) login.removed.add(fact.room.id)
    if (fact.self) await deps.hear(membership(login, fact, 'bot_removed'))
    for (const person of fact.people.filter(({ id }) => id !== login.self.id)) {
      const sender = { id: await personOf(binding(), login, person), nick: '' }
      await deps.hear({ ...membership(login, fact, 'left'), sender })
    }
  }

  async function renamed(login: Login, fact: RawTopic): Promise<void> {
    await deps.hear(membership(login, fact, 'renamed', fact.topic, fact.by))
  }

  async function befriended(login: Login, fact: RawFriendship): Promise<void> {
    if (fact.step !== 'confirm') return
    const person = { ...fact.person, friend: true }
    const id = await personOf(binding(), login, person)
    const chat: Chat = { id, kind: 'direct' }
    const sender = { id, nick: person.name }
    await deps.hear({
      ...blank(login, fact.id),
      chat,
      sender,
      type: 'entered',
      at: deskOf().clock.now().toISOString(),
    })
  }

  return {
    async take(name, fact) {
      if (!deps.desk || fact.kind === 'room-invite') return
      if (fact.kind === 'login') return void (await enter(name, fact.self))
      if (fact.kind === 'logout') return void logins.delete(name)
      if (!isHeard(fact)) return
      const login = await loginOf(name)
      if (fact.kind === 'ready') return await lookAgain(login)
      if (fact.kind === 'friendship') return await befriended(login, fact)
      if (fact.kind === 'message') return await messages.take(login, fact)
      if (fact.kind === 'room-join') return await joined(login, fact)
      if (fact.kind === 'room-leave') return await left(login, fact)
      await renamed(login, fact)
    },
    placeOf: async (chat) => (deps.desk ? await placeIn(deps.desk, logins, chat, deps.account) : null),
    contactOf: async (account, personId) => contactIn(logins.get(account), personId),
    close() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

type Heard = Exclude<Fact, { kind: 'scan' | 'heartbeat' | 'error' | 'login' | 'logout' | 'room-invite' }>

function isHeard(fact: Fact): fact is Heard {
  return !['scan', 'heartbeat', 'error', 'login', 'logout', 'room-invite'].includes(fact.kind)
}

/** Ids of messages and of what happened are unique within a login only. */
function blank(login: Login, id: string) {
  return {
    ...{ platform: 'wechat' as const, messageId: addressIn(login, id), text: '' },
    ...{ mentionsBot: false, mentions: [] },
  }
}

/** Somebody came, went or named the room; who it was matters to nobody, so only what is needed is told. */
export function membership(
  login: Login,
  { id, room, atMs }: { id: string; room: Pick<RawRoom, 'id'>; atMs: number },
  type: IncomingType,
  text = '',
  person?: RawPerson,
): Incoming {
  const chat: Chat = { id: addressIn(login, room.id), kind: 'group' }
  const sender = { id: person ? addressIn(login, person.id) : chat.id, nick: '' }
  return { ...blank(login, id), chat, sender, type, text, at: new Date(atMs).toISOString() }
}
