// What passes over the loopback socket between the test's WeChat (fake-wechat.ts) and a puppet in an account's process.

export interface PersonPayload {
  id: string
  name: string
  alias?: string
  friend?: boolean
}

export interface RoomPayload {
  id: string
  topic: string
  ownerId?: string
  memberIdList: string[]
}

/** Numbers of wechaty's message types (payloads/wechaty/message-types.json). */
export const messageTypes = {
  unknown: 0,
  attachment: 1,
  audio: 2,
  contact: 3,
  emoticon: 5,
  image: 6,
  text: 7,
  location: 8,
  recalled: 13,
  url: 14,
  video: 15,
} as const
export type MessageType = keyof typeof messageTypes

export interface MessagePayload {
  id: string
  talkerId?: string
  listenerId?: string
  roomId?: string
  mentionIdList?: string[]
  text: string
  timestamp: number
  type: number
}

/** From the puppet, each with a number `n` that the answer repeats. */
export type Ask =
  | { ask: 'hello'; session?: string }
  | { ask: 'people' }
  | { ask: 'rooms' }
  | { ask: 'person'; id: string }
  | { ask: 'room'; id: string }
  | { ask: 'member'; id: string; roomId: string }
  | { ask: 'send'; to: string; text: string; mentions: string[]; image?: string }
  | { ask: 'accept'; id: string }
  | { ask: 'remark'; id: string; remark: string }
  | { ask: 'friendship'; id: string }
  | { ask: 'invitation'; id: string }
  | { ask: 'message'; id: string }

/** To the puppet: an answer, or an event as wechaty names it. */
export type Told =
  | { answers: number; result?: unknown; failure?: string }
  | { event: string; payload: Record<string, unknown> }
  | { login: { session: string; contactId: string } }
  | { logout: string }
  | { crash: true }
  | { hang: true }
