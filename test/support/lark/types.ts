export type Json = Record<string, unknown>

export interface Person {
  /** The short name that levers take. */
  key: string
  name: string
  openId: string
  unionId: string
  userId: string
  tenantKey: string
  /** Belongs to another tenant, as residents do: the bot knows nothing but the open_id. */
  outside: boolean
  /** The bot may write to this person alone. */
  reachable: boolean
  /** The conversation with the bot alone, once there is one. */
  direct?: string
}

export interface LarkChat {
  key: string
  id: string
  kind: 'group' | 'p2p'
  name: string
  external: boolean
  /** Person keys. */
  members: Set<string>
  owner: string
  botIn: boolean
  dissolved: boolean
  /** Only owner and administrators may speak. */
  muted: boolean
  /** Every message opens a thread (话题群). */
  threads: boolean
}

export interface Mention {
  key: string
  /** An open_id, or `all`. */
  openId: string
  name: string
  bot: boolean
}

export interface LarkMessage {
  id: string
  chatId: string
  /** A person's key, or `bot`, or the name of another bot. */
  from: string
  type: string
  /** What GET gives as body.content. */
  content: string
  mentions: Mention[]
  atMs: number
  updatedMs: number
  parentId?: string
  rootId?: string
  threadId?: string
  upperId?: string
  recalled: boolean
  /** Of the bot's cards: every state shown, the latest last, parsed. */
  cards: Json[]
  /** How often text was edited. */
  edits: number
  uuid?: string
}

/** One call of the API, without tokens. */
export interface Call {
  at: Date
  method: string
  /** The path with `:id` where ids stand. */
  api: string
  path: string
  query: Record<string, string>
  body: unknown
  status: number
  code: number
}

export interface PersonPlan {
  id: string
  name: string
  outside?: boolean
  reachable?: boolean
}

export interface GroupPlan {
  id: string
  name: string
  members: string[]
  owner?: string
  external?: boolean
  /** False: the bot was not added yet. */
  bot?: boolean
  threads?: boolean
}

/** How often and for how long the SDK pings and reconnects, in seconds; fractions work. */
export interface ClientConfig {
  PingInterval: number
  ReconnectCount: number
  ReconnectInterval: number
  ReconnectNonce: number
}

export interface FakeLarkOptions {
  people?: PersonPlan[]
  groups?: GroupPlan[]
  botName?: string
  /** When the fake's time begins; absent: now. */
  at?: string
  /** Time moves only by `clock.forward`. */
  still?: boolean
  seed?: number
  appId?: string
  /** Empty: events are sent in clear and unsigned. */
  encryptKey?: string
  /** Granted scopes; absent: all. */
  scopes?: readonly string[]
  /** 对外共享 was granted; without it external groups are closed to the app. Default true. */
  externalSharing?: boolean
  clientConfig?: Partial<ClientConfig>
  /** How long an answer to an event may take. Default 3000, as the platform has it. */
  answerMs?: number
  /** Events larger than this come in several frames. Default 64 KB. */
  fragmentBytes?: number
  /** Listen on this port; absent: any free one. */
  port?: number
  /** False: nothing is ever too often. Default true. */
  limits?: boolean
  /** The milliseconds that limits are counted by; absent: the fake's own. */
  limitsMs?: () => number
  /** False: a uuid makes another message each time it comes, as no platform of ours may. Default true. */
  knowsUuids?: boolean
}
