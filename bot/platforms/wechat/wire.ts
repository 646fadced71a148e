import type { Desk } from '../../../handlers/desk.ts'
import type { Chat, Incoming } from '../../../matters/message.ts'

// What passes between an account's process, the adapter, and what makes sense of it. Ids here are the puppet's: with
// the web protocol all of them are others after every login (facts 2.2), so none of them may be kept as it is.

export interface RawPerson {
  id: string
  /** The person's own name, not unique, changed at will. */
  name: string
  /** 群昵称, where the puppet knows it. */
  roomAlias?: string
  /** 备注 that this account gave. */
  alias?: string
  friend?: boolean
}

export interface RawRoom {
  id: string
  topic: string
  ownerId?: string
  memberIds: string[]
}

/** As wechaty names them; `system` has no talker: a grey line that the puppet made no event of. */
export type RawType =
  | 'text'
  | 'image'
  | 'audio'
  | 'video'
  | 'file'
  | 'url'
  | 'contact'
  | 'emoticon'
  | 'location'
  | 'mini_program'
  | 'chat_history'
  | 'recalled'
  | 'system'
  | 'unknown'

export interface RawMessage {
  kind: 'message'
  id: string
  /** Absent: said to the account alone. */
  roomId?: string
  talker?: RawPerson
  /** Of private words: whose ears they were for; of an echo, the person the account wrote to. */
  listenerId?: string
  /** The account said it: the echo of what was sent, or somebody at its telephone. */
  self: boolean
  type: RawType
  /** As the puppet gives it: of app messages (quotes among them) often XML. Cut at 20,000 characters. */
  text: string
  /** Who is mentioned, where the puppet says so; absent: only the text can tell. Never complete, never to be relied on. */
  mentionIds?: string[]
  atMs: number
}

export interface RawJoin {
  kind: 'room-join'
  /** Made of room, people and second: the puppet gives none. */
  id: string
  room: RawRoom
  people: RawPerson[]
  /** The account itself is among them. */
  self: boolean
  byId?: string
  atMs: number
}

export type RawLeave = Omit<RawJoin, 'kind'> & { kind: 'room-leave' }

export interface RawTopic {
  kind: 'room-topic'
  id: string
  room: RawRoom
  topic: string
  oldTopic: string
  by?: RawPerson
  atMs: number
}

export interface RawInvitation {
  kind: 'room-invite'
  id: string
}

export interface RawFriendship {
  kind: 'friendship'
  id: string
  step: 'receive' | 'confirm' | 'verify'
  person: RawPerson
  /** What the person wrote with the request. */
  hello: string
}

export interface RawScan {
  kind: 'scan'
  /** What the QR code says; empty where the puppet does not give it again. */
  url: string
  status: 'waiting' | 'scanned' | 'confirmed' | 'timeout' | 'cancel' | 'unknown'
}

/** All ids heard before may be void now: rooms and people have to be recognised anew. */
export interface RawLogin {
  kind: 'login'
  self: RawPerson
}

export interface RawLogout {
  kind: 'logout'
}

/** The puppet has loaded its contacts and rooms. It may come late, again, or (with some puppets) never. */
export interface RawReady {
  kind: 'ready'
}

export interface RawHeartbeat {
  kind: 'heartbeat'
}

/** Something went wrong inside; the class of it only, for a message may quote what people wrote. */
export interface RawError {
  kind: 'error'
  name: string
}

export type Fact =
  | RawMessage
  | RawJoin
  | RawLeave
  | RawTopic
  | RawInvitation
  | RawFriendship
  | RawScan
  | RawLogin
  | RawLogout
  | RawReady
  | RawHeartbeat
  | RawError

/** What the adapter may ask an account's process. Rejects with TemporaryError while the account is away. */
export interface Account {
  readonly name: string
  /** The account's own id and name of this login; undefined while it is logged out. */
  self(): RawPerson | undefined
  rooms(): Promise<RawRoom[]>
  members(roomId: string): Promise<RawPerson[]>
  /** Everybody in its address book; `friend` says who is more than seen in a room. */
  people(): Promise<RawPerson[]>
  acceptFriend(friendshipId: string): Promise<void>
  /**
   * Gives a friend a 备注, by which they are known again after the next login. At the account's pace, after everything
   * else; absent or rejecting: they will be strangers then.
   */
  remark?(contactId: string, mark: string): Promise<void>
}

/** Where a chat of ours is reached at this moment. */
export interface Place {
  account: string
  /** The puppet's room id, or the person's contact id. */
  conversationId: string
  /** Of a direct chat: the person is a friend of that account, so that WeChat lets a private message through. */
  friend?: boolean
}

/** Makes messages of facts, and addresses of chats. */
export interface WechatHearing {
  /**
   * Called with each fact of an account, one after the other per room in the order in which they were said. It resolves when what it makes of it was heard;
   * when it rejects, the same fact is handed in again. Heartbeats, scans and errors are not handed in.
   */
  take(account: string, fact: Fact): Promise<void>
  /**
   * Null: that chat is not known at present (it was not recognised since the last login). Rejects with HeldError as long
   * as the account that might know it is away or has not looked yet: what waits must not be given up for that.
   */
  placeOf(chat: Chat): Promise<Place | null>
  /** The puppet's id of a person to be mentioned in that account's rooms. */
  contactOf(account: string, personId: string): Promise<string | undefined>
  close?(): void
}

export type CreateWechatHearing = (deps: {
  hear: (message: Incoming) => Promise<void>
  desk: Desk | undefined
  /** Undefined for a name that is not configured. */
  account(name: string): Account | undefined
  accounts: readonly string[]
  botName: string
  /** The puppet's ids outlive a login (WECHAT_STABLE_IDS): pad and WorkPro; not the web protocol. */
  stableIds: boolean
  /** The class of what failed, and where; never words. */
  onError(error: unknown): void
}) => WechatHearing
