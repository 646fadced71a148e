import type { impls, payloads } from 'wechaty-puppet'
import type { Fact, RawMessage, RawPerson, RawRoom, RawScan, RawType } from './wire.ts'

type Puppet = impls.PuppetInterface

/** Characters. Longer app messages carry whole articles; nobody needs them. */
const longestText = 20_000
/** A puppet may ask its server for a person it has not seen, and never get an answer. */
const personSeconds = 5
/** For all of a fact. One that is not there by then is lost, so that those behind it are not. */
const factSeconds = 20

/** By wechaty's numbers (wechaty-puppet src/schemas/message.ts). */
const types: Record<number, RawType> = {
  1: 'file',
  2: 'audio',
  3: 'contact',
  4: 'chat_history',
  5: 'emoticon',
  6: 'image',
  7: 'text',
  8: 'location',
  9: 'mini_program',
  13: 'recalled',
  14: 'url',
  15: 'video',
}
const scans: Record<number, RawScan['status']> = {
  1: 'cancel',
  2: 'waiting',
  3: 'scanned',
  4: 'confirmed',
  5: 'timeout',
}
const steps: Record<number, 'confirm' | 'receive' | 'verify'> = { 1: 'confirm', 2: 'receive', 3: 'verify' }

/**
 * Hands on what a puppet says, in its order. Listens to the puppet rather than to wechaty, which makes an error of
 * every line that has no speaker and loads all members anew at each joining.
 */
export function forwardFacts(puppet: Puppet, tell: (fact: Fact) => void): void {
  // One after the other: what is loaded beside each other would arrive out of order.
  let queue: Promise<void> = Promise.resolve()
  const inTurn = (read: () => Promise<Fact>) => {
    queue = queue.then(async () => {
      tell((await soon(read(), factSeconds)) ?? { kind: 'error', name: 'Unreadable' })
    })
  }
  puppet.on('heartbeat', () => tell({ kind: 'heartbeat' }))
  puppet.on('scan', ({ qrcode, status }) =>
    tell({ kind: 'scan', url: qrcode ?? '', status: scans[status] ?? 'unknown' }),
  )
  puppet.on('login', ({ contactId }) =>
    inTurn(async () => ({ kind: 'login', self: await readPerson(puppet, contactId) })),
  )
  puppet.on('logout', () => inTurn(async () => ({ kind: 'logout' })))
  puppet.on('ready', () => inTurn(async () => ({ kind: 'ready' })))
  puppet.on('message', ({ messageId }) => inTurn(() => readMessage(puppet, messageId)))
  puppet.on('friendship', ({ friendshipId }) => inTurn(() => readFriendship(puppet, friendshipId)))
  puppet.on('room-invite', ({ roomInvitationId: id }) => inTurn(async () => ({ kind: 'room-invite', id })))
  puppet.on('room-join', (event) => inTurn(() => readJoin(puppet, event)))
  puppet.on('room-leave', (event) => inTurn(() => readLeave(puppet, event)))
  puppet.on('room-topic', (event) => inTurn(() => readTopic(puppet, event)))
}

async function readMessage(puppet: Puppet, id: string): Promise<RawMessage> {
  const payload = await puppet.messagePayload(id)
  const { talkerId, roomId, listenerId, mentionIdList } = payload as typeof payload & payloads.MessageRoom
  // Of a grey line wechat4u says that nobody, the room itself or the account spoke, as the case may be.
  const spoken = talkerId && talkerId !== roomId && !talkerId.startsWith('@@')
  const type = types[payload.type] ?? (spoken ? 'unknown' : 'system')
  return {
    kind: 'message',
    id,
    ...(roomId && { roomId }),
    ...(spoken && { talker: await readPerson(puppet, talkerId, roomId) }),
    ...(listenerId && { listenerId }),
    self: talkerId === selfOf(puppet),
    type,
    text: (payload.text ?? '').slice(0, longestText),
    ...(mentionIdList && { mentionIds: mentionIdList }),
    atMs: inMs(payload.timestamp),
  }
}

async function readFriendship(puppet: Puppet, id: string): Promise<Fact> {
  const { type, contactId, hello = '' } = await puppet.friendshipPayload(id)
  const person = await readPerson(puppet, contactId)
  return { kind: 'friendship', id, step: steps[type] ?? 'verify', person, hello: hello.slice(0, 500) }
}

async function readJoin(puppet: Puppet, event: payloads.EventRoomJoin): Promise<Fact> {
  const { inviteeIdList: ids, inviterId: byId, roomId, timestamp } = event
  return { kind: 'room-join', ...(await comeOrGo(puppet, { ids, byId, roomId, timestamp })) }
}

async function readLeave(puppet: Puppet, event: payloads.EventRoomLeave): Promise<Fact> {
  const { removeeIdList: ids, removerId: byId, roomId, timestamp } = event
  return { kind: 'room-leave', ...(await comeOrGo(puppet, { ids, byId, roomId, timestamp })) }
}

async function comeOrGo(
  puppet: Puppet,
  event: { ids: string[]; byId?: string; roomId: string; timestamp: number },
) {
  const { byId, roomId, timestamp } = event
  // wechat4u puts undefined where it found nobody of that name.
  const ids = event.ids.filter(Boolean)
  return {
    id: `${roomId}:${ids.join('+')}:${timestamp}`,
    room: await readRoom(puppet, roomId).catch(() => ({ id: roomId, topic: '', memberIds: [] })),
    people: await Promise.all(ids.map((id) => readPerson(puppet, id, roomId))),
    self: ids.includes(selfOf(puppet)),
    ...(byId && { byId }),
    atMs: inMs(timestamp),
  }
}

async function readTopic(puppet: Puppet, event: payloads.EventRoomTopic): Promise<Fact> {
  const { roomId, newTopic: topic, oldTopic, changerId, timestamp } = event
  return {
    kind: 'room-topic',
    id: `${roomId}:topic:${timestamp}`,
    room: { ...(await readRoom(puppet, roomId)), topic },
    ...{ topic, oldTopic },
    ...(changerId && { by: await readPerson(puppet, changerId, roomId) }),
    atMs: inMs(timestamp),
  }
}

/** A room as it is now, past wechaty's cache, which keeps a name and a list of members for ten days. */
export async function readRoom(puppet: Puppet, id: string): Promise<RawRoom> {
  const { topic, ownerId, memberIdList } = await fresh(puppet).room(id)
  return { id, topic, ...(ownerId && { ownerId }), memberIds: memberIdList }
}

/** A person as they are now. Who cannot be loaded is known by id alone. */
export async function readPerson(puppet: Puppet, id: string, roomId?: string): Promise<RawPerson> {
  const [contact, member] = await Promise.all([
    soon(fresh(puppet).contact(id)),
    roomId ? soon(fresh(puppet).member(roomId, id)) : undefined,
  ])
  const { name = member?.name ?? '', alias, friend } = contact ?? {}
  const roomAlias = member?.roomAlias
  return { id, name, ...(roomAlias && { roomAlias }), ...(alias && { alias }), ...(friend && { friend }) }
}

/** The methods below wechaty's cache: every puppet has them, the interface hides them. */
function fresh(puppet: Puppet) {
  const raw = puppet as unknown as Record<string, (...ids: unknown[]) => Promise<unknown>>
  const read = async (kind: string, ...ids: string[]) =>
    await raw[`${kind}RawPayloadParser`]?.(await raw[`${kind}RawPayload`]?.(...ids))
  return {
    room: async (id: string) => (await read('room', id)) as payloads.Room,
    contact: async (id: string) => (await read('contact', id)) as payloads.Contact,
    member: async (roomId: string, id: string) =>
      (await read('roomMember', roomId, id)) as payloads.RoomMember,
  }
}

/** What is loaded, or undefined where it fails or takes too long. */
async function soon<T>(loading: Promise<T>, seconds = personSeconds): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), seconds * 1000)
  })
  return await Promise.race([loading.catch(() => undefined), late]).finally(() => clearTimeout(timer))
}

function selfOf(puppet: Puppet): string {
  return puppet.isLoggedIn ? puppet.currentUserId : ''
}

/** Seconds or milliseconds, as the puppet likes (wechaty-puppet src/schemas/message.ts). */
function inMs(timestamp: number): number {
  return timestamp < 1e11 ? timestamp * 1000 : timestamp
}
