import { Refused } from './refused.ts'
import type { SandboxMessage, SandboxWorld } from './types.ts'

/** Messages kept in a chat; what is older is gone for everybody. */
const keptMessages = 500

export interface Room {
  id: string
  kind: 'group' | 'direct'
  /** Person id → the name shown here. */
  nicks: Map<string, string>
  messages: SandboxMessage[]
}

export type Rooms = Map<string, Room>

/** One room for every group, and one for every person with the bot. */
export function openRooms(world: SandboxWorld): Rooms {
  const groups = world.groups.map(({ id, members }): Room => {
    const nicks = new Map(members.map((member) => [member.id, member.nick]))
    return { id, kind: 'group', nicks, messages: [] }
  })
  const directs = world.people.map(({ id, name }): Room => {
    return { id: `dm-${id}`, kind: 'direct', nicks: new Map([[id, name]]), messages: [] }
  })
  return new Map([...groups, ...directs].map((room) => [room.id, room]))
}

/** The room and the name of a person in it, or a refusal. */
export function enter(rooms: Rooms, chatId: string, personId: string): { room: Room; nick: string } {
  const room = rooms.get(chatId)
  if (!room) throw new Refused(404, '没有这个聊天。')
  const nick = room.nicks.get(personId)
  if (nick === undefined) throw new Refused(403, '您不在这个聊天里。')
  return { room, nick }
}

/** A message and its room, or a refusal: it may have been pushed out by newer ones. */
export function findMessage(rooms: Rooms, messageId: string): { room: Room; message: SandboxMessage } {
  for (const room of rooms.values()) {
    const message = room.messages.find((one) => one.id === messageId)
    if (message) return { room, message }
  }
  throw new Refused(404, '这条消息已经不在了。')
}

/** Puts a message at the end of its room. */
export function append(room: Room, message: SandboxMessage): void {
  room.messages.push(message)
  if (room.messages.length > keptMessages) room.messages.shift()
}
