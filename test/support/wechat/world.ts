import { createHash } from 'node:crypto'
import type { PersonPayload, RoomPayload } from './wire.ts'

/** Who and what there is, by keys that never change; ids are what one account sees of it during one login. */
export interface World {
  people: Map<string, { name: string }>
  rooms: Map<string, { topic: string; owner: string; members: Map<string, string | null> }>
  /** Per account: who is its friend, and its 备注 for them. */
  friends: Map<string, Map<string, string | null>>
}

/** The ids of one login: another set after the next (facts 2.2: 不过下次登录会改变). */
export interface Ids {
  ofPerson(key: string): string
  ofRoom(key: string): string
  personOf(id: string): string | undefined
  roomOf(id: string): string | undefined
}

export function newWorld(): World {
  return { people: new Map(), rooms: new Map(), friends: new Map() }
}

/** Ids in wechat4u's form: `@` and 32 digits for a person, `@@` and 64 for a room. */
export function issueIds(world: World, login: string): Ids {
  const digest = (key: string) => createHash('sha256').update(`${login}:${key}`).digest('hex')
  const people = both((key) => `@${digest(`person:${key}`).slice(0, 32)}`)
  const rooms = both((key) => `@@${digest(`room:${key}`)}`)
  return {
    ofPerson: people.idOf,
    ofRoom: rooms.idOf,
    personOf: (id) => people.keyOf(id, world.people.keys()),
    roomOf: (id) => rooms.keyOf(id, world.rooms.keys()),
  }
}

/** There and back; each id is made once. */
function both(make: (key: string) => string) {
  const ids = new Map<string, string>()
  const keys = new Map<string, string>()
  function idOf(key: string): string {
    const id = ids.get(key) ?? make(key)
    ids.set(key, id)
    keys.set(id, key)
    return id
  }
  return {
    idOf,
    keyOf(id: string, all: Iterable<string>): string | undefined {
      if (!keys.has(id)) for (const key of all) idOf(key)
      return keys.get(id)
    },
  }
}

/** A person as an account sees them. */
export function personPayload(
  world: World,
  account: string,
  ids: Ids,
  id: string,
): PersonPayload | undefined {
  const key = ids.personOf(id)
  const person = key === undefined ? undefined : world.people.get(key)
  if (key === undefined || !person) return undefined
  const friends = world.friends.get(account)
  const payload = { id, name: person.name, gender: 0, type: 1, avatar: '', phone: [] }
  return { ...payload, alias: friends?.get(key) ?? '', friend: friends?.has(key) ?? false }
}

export function roomPayload(world: World, ids: Ids, id: string): RoomPayload | undefined {
  const key = ids.roomOf(id)
  const room = key === undefined ? undefined : world.rooms.get(key)
  if (!room) return undefined
  const payload = { id, topic: room.topic, ownerId: ids.ofPerson(room.owner), adminIdList: [], avatar: '' }
  return { ...payload, memberIdList: [...room.members.keys()].map(ids.ofPerson) }
}
