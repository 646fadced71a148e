import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Ask, type MessagePayload, type MessageType, messageTypes, type Told } from './wire.ts'
import { type Ids, issueIds, newWorld, personPayload, roomPayload } from './world.ts'

/** What the tests' WeChat does wrong on purpose; counts go down with each use. */
export interface WechatFaults {
  /** Sends that are refused. */
  failSends: number
  /** Sends whose echo never comes: WeChat swallowed them. */
  noEcho: number
  /** Sends that are said and echoed, but never answered. */
  hangSends: number
  /** Milliseconds until the echo of a send. */
  echoAfterMs: number
  /** Sends give the message's id, as only some puppets do. */
  givesIds: boolean
  /** Timestamps in milliseconds instead of seconds. */
  milliseconds: boolean
}

/** One thing an account sent, for assertions on words and pace. */
export interface Sent {
  account: string
  /** Key of the room or of the person. */
  to: string
  kind: 'room' | 'person'
  text: string
  /** Keys of those mentioned in the structured way. */
  mentions: string[]
  image?: Buffer
  messageId: string
  /** By the fake's clock, ms. */
  at: number
  friend: boolean
}

export interface Saying {
  type?: MessageType
  /** Keys that the puppet says are mentioned. Absent: it does not say, only the text can tell. */
  mentions?: string[]
  /** How often it is delivered. */
  times?: number
  /** When it was said, ms; absent: now. */
  at?: number
  id?: string
}

interface Said {
  id: string
  /** Absent: a grey line of the system. */
  from?: string
  room?: string
  to?: string
  type: MessageType
  text: string
  mentions?: string[]
  at: number
}

type LookUp = Extract<Ask, { ask: 'person' | 'room' | 'member' | 'friendship' | 'invitation' | 'message' }>

interface Connection {
  socket: WebSocket
  qr?: string
  account?: string
  ids?: Ids
  /** Messages told over it. */
  told: number
  heart?: NodeJS.Timeout
}

export type FakeWechat = Awaited<ReturnType<typeof openFakeWechat>>

/**
 * WeChat as it is seen from a puppet, on a loopback socket, in the test's process. Give `puppet` as WECHAT_PUPPET and
 * `endpoint` as WECHAT_PUPPET_ENDPOINT. People and rooms go by keys that never change; the ids that the bot sees are
 * others after every scan. What is said while no account is online is gone.
 */
export async function openFakeWechat(options: { heartbeatMs?: number; now?: () => number } = {}) {
  const { heartbeatMs = 100, now = Date.now } = options
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const endpoint = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const world = newWorld()
  const sent: Sent[] = []
  const accepted: { account: string; who: string }[] = []
  const faults: WechatFaults = {
    ...{ failSends: 0, noEcho: 0, hangSends: 0, echoAfterMs: 0 },
    ...{ givesIds: false, milliseconds: false },
  }
  const said = new Map<string, Said>()
  const requests = new Map<string, { account: string; who: string; hello: string; type: 1 | 2 | 3 }>()
  const sessions = new Map<string, { account: string; ids: Ids }>()
  const connections = new Set<Connection>()
  const silenced = new Set<string>()
  const held: (() => void)[] = []
  const watchers = new Set<() => void>()
  let holding = false
  let count = 0
  let lost = 0
  let connects = 0

  const next = () => `${7_000_000_000_000 + ++count}`
  const stamp = (ms: number) => (faults.milliseconds ? ms : Math.floor(ms / 1000))
  const tell = ({ socket }: Connection, told: Told) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(told))
  }
  const changed = () => {
    for (const watcher of [...watchers]) watcher()
  }
  const online = (account: string) => [...connections].find((one) => one.account === account && one.ids)
  const roomOf = (key: string) => {
    const room = world.rooms.get(key)
    if (!room) throw new Error(`the fake WeChat has no room ${key}`)
    return room
  }

  /** Resolves when `predicate` holds; it is looked at after everything that happens here. */
  async function until(predicate: () => boolean, what = 'what was waited for', seconds = 60): Promise<void> {
    if (predicate()) return
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        watchers.delete(look)
        reject(new Error(`the fake WeChat did not see ${what} within ${seconds} s`))
      }, seconds * 1000)
      const look = () => {
        if (!predicate()) return
        clearTimeout(late)
        watchers.delete(look)
        resolve()
      }
      watchers.add(look)
    })
  }

  function emit(account: string, event: string, payload: (ids: Ids) => Record<string, unknown>): void {
    const deliver = () => {
      const connection = online(account)
      if (connection?.ids) {
        if (event === 'message') connection.told += 1
        tell(connection, { event, payload: payload(connection.ids) })
      } else lost += 1
    }
    if (holding) held.push(deliver)
    else deliver()
  }

  function deliver(one: Said, times = 1, except?: string): void {
    said.set(one.id, one)
    const accounts = one.room ? [...roomOf(one.room).members.keys()] : [one.to, one.from]
    for (const account of accounts.filter((key) => key !== undefined && world.friends.has(key))) {
      if (account === except || account === undefined) continue
      for (let time = 0; time < times; time++) emit(account, 'message', () => ({ messageId: one.id }))
    }
    changed()
  }

  function showQr(connection: Connection): void {
    connection.qr = `https://login.weixin.qq.com/l/${next()}`
    tell(connection, { event: 'scan', payload: { qrcode: connection.qr, status: 2 } })
    changed()
  }

  function enter(connection: Connection, session: string): void {
    const known = sessions.get(session)
    if (!known) {
      showQr(connection)
      return
    }
    Object.assign(connection, { account: known.account, ids: known.ids, qr: undefined })
    const contactId = known.ids.ofPerson(known.account)
    tell(connection, { login: { session, contactId } })
    changed()
  }

  function payloadOf(id: string, ids: Ids): MessagePayload | undefined {
    const one = said.get(id)
    if (!one) return undefined
    const roomId = one.room && ids.ofRoom(one.room)
    return {
      ...{ id, text: one.text, type: messageTypes[one.type], timestamp: stamp(one.at) },
      talkerId: one.from ? ids.ofPerson(one.from) : roomId,
      ...(roomId ? { roomId } : { listenerId: ids.ofPerson(one.to ?? '') }),
      ...(one.mentions && { mentionIdList: one.mentions.map(ids.ofPerson) }),
    }
  }

  /** An account speaks; its own message comes back to it like anybody's. */
  function take(account: string, ids: Ids, ask: Extract<Ask, { ask: 'send' }>): { id?: string; hang?: true } {
    if (spoils('failSends')) throw new Error('发送失败 ret 1201')
    const room = ids.roomOf(ask.to)
    const to = room ?? ids.personOf(ask.to)
    if (to === undefined) throw new Error(`no conversation ${ask.to}`)
    if (room && !roomOf(room).members.has(account)) throw new Error('not a member')
    const messageId = next()
    const friend = room === undefined && (world.friends.get(account)?.has(to) ?? false)
    const mentions = ask.mentions.flatMap((id) => ids.personOf(id) ?? [])
    sent.push({
      ...{
        account,
        to,
        kind: room ? 'room' : 'person',
        text: ask.text,
        mentions,
        messageId,
        at: now(),
        friend,
      },
      ...(ask.image && { image: Buffer.from(ask.image, 'base64') }),
    })
    const one: Said = {
      ...{ id: messageId, from: account, text: ask.text, at: now(), type: ask.image ? 'image' : 'text' },
      ...(room ? { room } : { to }),
    }
    const swallowed = spoils('noEcho')
    const echo = () => deliver(one, 1, swallowed ? account : undefined)
    if (faults.echoAfterMs > 0) setTimeout(echo, faults.echoAfterMs)
    else setImmediate(echo)
    changed()
    if (spoils('hangSends')) return { hang: true }
    return faults.givesIds ? { id: messageId } : {}
  }

  function spoils(kind: 'failSends' | 'noEcho' | 'hangSends'): boolean {
    if (faults[kind] <= 0) return false
    faults[kind] -= 1
    return true
  }

  function answer(connection: Connection, ask: Ask): unknown {
    if (ask.ask === 'hello') {
      setImmediate(enter, connection, ask.session ?? '')
      return undefined
    }
    const { account, ids } = connection
    if (!account || !ids) throw new Error('not logged in')
    if (ask.ask === 'people') return [...world.people.keys()].map(ids.ofPerson)
    if (ask.ask === 'rooms')
      return [...world.rooms]
        .filter(([, { members }]) => members.has(account))
        .map(([key]) => ids.ofRoom(key))
    if (ask.ask === 'send') return take(account, ids, ask)
    if (ask.ask === 'accept') return accept(account, ask.id)
    if (ask.ask === 'remark') return world.friends.get(account)?.set(ids.personOf(ask.id) ?? '', ask.remark)
    const found = lookUp(account, ids, ask)
    if (!found) throw new Error(`no ${ask.ask} ${ask.id}`)
    return found
  }

  function lookUp(account: string, ids: Ids, ask: LookUp): unknown {
    if (ask.ask === 'person') return personPayload(world, account, ids, ask.id)
    if (ask.ask === 'room') return roomPayload(world, ids, ask.id)
    if (ask.ask === 'message') return payloadOf(ask.id, ids)
    if (ask.ask === 'friendship') return friendshipPayload(ids, ask.id)
    if (ask.ask !== 'member') return undefined
    const person = personPayload(world, account, ids, ask.id)
    const alias = world.rooms.get(ids.roomOf(ask.roomId) ?? '')?.members.get(ids.personOf(ask.id) ?? '')
    return person && alias !== undefined ? { ...person, ...(alias && { roomAlias: alias }) } : undefined
  }

  function friendshipPayload(ids: Ids, id: string) {
    const request = requests.get(id)
    if (!request) return undefined
    const { who, hello, type } = request
    return { id, contactId: ids.ofPerson(who), hello, type, ticket: 'ticket', timestamp: stamp(now()) }
  }

  function accept(account: string, id: string): void {
    const request = requests.get(id)
    if (!request) throw new Error(`no friendship ${id}`)
    world.friends.get(account)?.set(request.who, null)
    accepted.push({ account, who: request.who })
    befriended(account, request.who)
  }

  function befriended(account: string, who: string): void {
    const id = next()
    requests.set(id, { account, who, hello: '', type: 1 })
    emit(account, 'friendship', () => ({ friendshipId: id }))
    changed()
  }

  server.on('connection', (socket) => {
    const connection: Connection = { socket, told: 0 }
    connections.add(connection)
    connects += 1
    connection.heart = setInterval(() => {
      if (connection.account && silenced.has(connection.account)) return
      tell(connection, { event: 'heartbeat', payload: { data: 'fake' } })
    }, heartbeatMs)
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(connection.heart)
      connections.delete(connection)
      changed()
    })
    socket.on('message', (data) => {
      const { n, ...ask } = JSON.parse(String(data)) as Ask & { n: number }
      try {
        const result = answer(connection, ask as Ask)
        const { hang, id } = (ask.ask === 'send' ? result : {}) as { hang?: true; id?: string }
        if (!hang) tell(connection, { answers: n, result: ask.ask === 'send' ? id : result })
      } catch (error) {
        tell(connection, { answers: n, failure: error instanceof Error ? error.message : 'failed' })
      }
    })
  })

  return {
    endpoint,
    puppet: fileURLToPath(new URL('./puppet.ts', import.meta.url)),
    world,
    sent,
    /** Friend requests that an account accepted. */
    accepted,
    faults,
    until,
    /** Events that found no account online. */
    lost: () => lost,
    /** Connections of puppets so far, the first included. */
    connects: () => connects,
    isOnline: (account: string) => online(account) !== undefined,
    /** Messages told to an account since it came online. */
    told: (account: string) => online(account)?.told ?? 0,
    /** QR codes on show at this moment. */
    qrs: () => [...connections].flatMap(({ qr }) => qr ?? []),
    /** The ids of the present login of an account. */
    ids(account: string): Ids {
      const ids = online(account)?.ids
      if (!ids) throw new Error(`${account} is not online`)
      return ids
    },

    /** Somebody on WeChat. Names need not differ. */
    person(key: string, name = key): void {
      world.people.set(key, { name })
    },
    /** A person whose telephone scans for the bot. */
    account(key: string, name: string): void {
      world.people.set(key, { name })
      world.friends.set(key, new Map())
    },
    /** A room; nobody is told. `members`: key → 群昵称 or null. The owner is a member without being named. */
    room(key: string, topic: string, owner: string, members: Record<string, string | null>): void {
      world.rooms.set(key, { topic, owner, members: new Map([[owner, null], ...Object.entries(members)]) })
    },
    /** They are friends already; nobody is told. */
    friends(account: string, who: string, remark: string | null = null): void {
      world.friends.get(account)?.set(who, remark)
    },

    /** Somebody takes the account out of their friends; nobody is told. */
    unfriends(account: string, who: string): void {
      world.friends.get(account)?.delete(who)
    },

    /** The account's telephone scans the QR code (by default the first shown, which is waited for) and confirms. */
    async scans(account: string, qr?: string): Promise<void> {
      const showing = () => [...connections].find((one) => (qr ? one.qr === qr : one.qr !== undefined))
      await until(() => showing() !== undefined, `a QR code for ${account}`)
      const connection = showing()
      if (!connection) return
      tell(connection, { event: 'scan', payload: { qrcode: '', status: 3 } })
      const session = `session-${next()}`
      sessions.set(session, { account, ids: issueIds(world, session) })
      enter(connection, session)
    },
    /** The QR code on show expires, another takes its place. */
    renewsQr(): void {
      for (const connection of connections) if (connection.qr) showQr(connection)
    },
    /** WeChat ends the login, as after a ban or from the telephone; a new scan brings new ids. */
    logsOut(account: string): void {
      const connection = online(account)
      for (const [session, one] of sessions) if (one.account === account) sessions.delete(session)
      if (!connection) return
      Object.assign(connection, { account: undefined, ids: undefined })
      tell(connection, { logout: 'logged out by the telephone' })
      setImmediate(() => showQr(connection))
      changed()
    },
    /** Nothing of that account's connection is heard any more, though it stands; until `resumesHeartbeat`. */
    stopsHeartbeat: (account: string) => void silenced.add(account),
    resumesHeartbeat: (account: string) => void silenced.delete(account),
    /** The account's process dies by SIGKILL. */
    crashes(account: string): void {
      const connection = online(account)
      if (connection) tell(connection, { crash: true })
    },
    /** The account's process spins and answers nothing any more. */
    hangs(account: string): void {
      const connection = online(account)
      if (connection) tell(connection, { hang: true })
    },

    /** Somebody says something in a room (its key), or to an account alone (its key). Gives the message id. */
    says(who: string, where: string, text: string, saying: Saying = {}): string {
      const { type = 'text', mentions, times = 1, at = now(), id = next() } = saying
      const place = world.rooms.has(where) ? { room: where } : { to: where }
      deliver({ id, from: who, ...place, type, text, at, ...(mentions && { mentions }) }, times)
      return id
    },
    /** The same message is delivered once more. */
    repeats(messageId: string): void {
      const one = said.get(messageId)
      if (one) deliver(one)
    },
    /** A grey line in a room, of which the puppet makes no event. */
    notice(room: string, text: string): string {
      const id = next()
      deliver({ id, room, type: 'unknown', text, at: now() })
      return id
    },
    /** What is delivered from now on waits; `release` delivers it, reversed if asked to. */
    holdBack() {
      holding = true
      return {
        release({ reversed = false } = {}): void {
          holding = false
          const waiting = held.splice(0)
          for (const one of reversed ? waiting.reverse() : waiting) one()
        },
      }
    },

    /** Takes a message back: as the revoke XML of the web protocol, or as the grey line alone. */
    recalls(who: string, messageId: string, as: 'structured' | 'text' = 'structured'): string {
      const one = said.get(messageId)
      if (!one) throw new Error(`the fake WeChat has no message ${messageId}`)
      const line = `"${nickIn(one.room, who)}" 撤回了一条消息`
      const id = next()
      const where = { ...(one.room ? { room: one.room } : { to: one.to }), at: now() }
      if (as === 'text') deliver({ id, ...where, type: 'unknown', text: line })
      else deliver({ id, from: who, ...where, type: 'recalled', text: revokeXml(messageId, line) })
      return id
    },
    /** Somebody comes into a room, or the account itself. `text`: only the grey line says so. */
    joins(who: string, room: string, how: { by?: string; alias?: string; as?: 'event' | 'text' } = {}): void {
      const { members, owner } = roomOf(room)
      const { by = owner, alias = null, as = 'event' } = how
      members.set(who, alias)
      if (as === 'text') {
        const text = `"${nickIn(room, by)}"邀请"${nickIn(room, who)}"加入了群聊`
        deliver({ id: next(), room, type: 'unknown', text, at: now() })
        return
      }
      for (const account of accountsIn(room))
        emit(account, 'room-join', (ids) => ({
          ...{ inviteeIdList: [ids.ofPerson(who)], inviterId: ids.ofPerson(by) },
          ...{ roomId: ids.ofRoom(room), timestamp: stamp(now()) },
        }))
      changed()
    },
    /** Somebody goes, or is put out (`by`). Without `as: 'text'` the puppet makes an event of it. */
    leaves(who: string, room: string, how: { by?: string; as?: 'event' | 'text' } = {}): void {
      const { members, owner } = roomOf(room)
      const { by = owner, as = 'event' } = how
      const accounts = accountsIn(room)
      const text = world.friends.has(who)
        ? `你被"${nickIn(room, by)}"移出群聊`
        : `你将"${nickIn(room, who)}"移出了群聊`
      if (as === 'text') deliver({ id: next(), room, type: 'unknown', text, at: now() })
      else {
        for (const account of accounts)
          emit(account, 'room-leave', (ids) => ({
            ...{ removeeIdList: [ids.ofPerson(who)], removerId: ids.ofPerson(by) },
            ...{ roomId: ids.ofRoom(room), timestamp: stamp(now()) },
          }))
      }
      members.delete(who)
      changed()
    },
    /** A room gets another name. */
    renames(room: string, topic: string, how: { by?: string; as?: 'event' | 'text' | 'silent' } = {}): void {
      const known = roomOf(room)
      const { by = known.owner, as = 'event' } = how
      const oldTopic = known.topic
      known.topic = topic
      if (as === 'text') {
        const text = `"${nickIn(room, by)}"修改群名为“${topic}”`
        deliver({ id: next(), room, type: 'unknown', text, at: now() })
        return
      }
      if (as === 'silent') return
      for (const account of accountsIn(room))
        emit(account, 'room-topic', (ids) => ({
          ...{ changerId: ids.ofPerson(by), newTopic: topic, oldTopic },
          ...{ roomId: ids.ofRoom(room), timestamp: stamp(now()) },
        }))
      changed()
    },
    /** Somebody takes another 群昵称, or with no room another name. Nobody is told, as on WeChat. */
    callsThemselves(who: string, name: string, room?: string): void {
      if (room) roomOf(room).members.set(who, name)
      else world.people.set(who, { name })
    },
    /** Somebody asks to be an account's friend. */
    befriends(who: string, account: string, hello: string): void {
      const id = next()
      requests.set(id, { account, who, hello, type: 2 })
      emit(account, 'friendship', () => ({ friendshipId: id }))
      changed()
    },
    /** An account is shown a link into a room; no puppet on the web protocol can follow it. */
    invites(account: string): void {
      const id = next()
      emit(account, 'room-invite', () => ({ roomInvitationId: id }))
    },

    async stop(): Promise<void> {
      for (const { socket, heart } of connections) {
        clearInterval(heart)
        socket.terminate()
      }
      server.close()
      await once(server, 'close')
    },
  }

  function accountsIn(room: string): string[] {
    return [...roomOf(room).members.keys()].filter((key) => world.friends.has(key))
  }

  function nickIn(room: string | undefined, who: string): string {
    return (room && world.rooms.get(room)?.members.get(who)) || (world.people.get(who)?.name ?? who)
  }
}

/** As wechat4u hands on a recall (its messages/sysmsg/message-revokemsg.ts reads this). */
function revokeXml(messageId: string, line: string): string {
  return `<sysmsg type="revokemsg"><revokemsg><session>s</session><msgid>1</msgid><newmsgid>${messageId}</newmsgid><replacemsg><![CDATA[${line}]]></replacemsg></revokemsg></sysmsg>`
}
