import type { Desk } from '../../handlers/desk.ts'
import type { Card, Chat, Entry, Incoming, PlatformId, Priority } from '../../matters/message.ts'

/** One thing to send. `uuid` is the outbox row's id: a platform that sees it twice says it once. */
export interface Outgoing {
  uuid: string
  chat: Chat
  card: Card
  /** The platform's id of the group message it answers, where it answers one. */
  answers?: string
  /** A PostKind: a platform that hears its own echo takes more care of a notice. */
  about?: string
  /** A platform with a pace of its own lets the more urgent pass. */
  priority?: Priority
}

/** Limits as token buckets: `burst` at once, then `perSecond`. */
export interface Rate {
  perSecond: number
  burst: number
}

/**
 * What the bot needs of a chat platform. `start` hands every heard message to `hear` and acknowledges it to the
 * platform only when `hear` has resolved (it was kept or rightly forgotten); when it rejects, the platform delivers
 * again. `send` resolves with the platform's message id, or rejects with TemporaryError (HeldError where it holds the
 * post back itself) or PermanentError.
 */
export interface Platform {
  id: PlatformId
  limits: { platform: Rate; chat: Rate }
  /** Called once, before `start`: a platform that has to know which groups are announced, and who administers. */
  meet?(desk: Desk): void
  start(hear: (message: Incoming) => Promise<void>): Promise<void>
  send(outgoing: Outgoing): Promise<{ messageId: string }>
  /**
   * Puts a card in the place of one said earlier, buttons and all; the same errors as `send`. Absent where nothing said
   * can be changed: then such posts are left out.
   */
  update?(outgoing: Outgoing & { messageId: string }): Promise<void>
  /**
   * Looks up whether something was said after all: ids of what the bot said in that chat since then and what looks just
   * like it, the oldest first; 'unknown' where that cannot or may not be read. Only where `uuid` is forgotten after a
   * while; `rememberedSeconds` is for how long it is safe to send again under the same one.
   */
  said?: { rememberedSeconds: number; find(outgoing: Outgoing, since: Date): Promise<string[] | 'unknown'> }
  /**
   * Puts an entry into the colleagues' calendars, in the place of `known` (an id this gave before) if there is one, and
   * resolves with its id; the same errors as `send`. The same `uuid` makes one entry. Absent where there are none.
   */
  schedule?(entry: Entry, options: { uuid: string; known: string | null }): Promise<{ entryId: string }>
  /** How it stands with the connection: `doubtful` while nothing was heard for longer than usual. Absent: always up. */
  status?(): 'up' | 'doubtful' | 'down'
  stop(): Promise<void>
}
