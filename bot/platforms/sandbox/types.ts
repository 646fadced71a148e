import type { Clock } from '../../../matters/clock.ts'
import type { Card, Incoming } from '../../../matters/message.ts'

/** Who can be played in the sandbox. `title` groups people on the page: 居民, 网格员, 社区民警, 值班室… */
export interface SandboxPerson {
  id: string
  name: string
  title: string
  about?: string
}

export interface SandboxMember {
  id: string
  /** The name shown in that group; it may hold a door number, as in life. */
  nick: string
}

export interface SandboxGroup {
  id: string
  name: string
  /** 业主群, 网格工作群…; shown, never interpreted. */
  type: string
  /** 群主: whose yes a change of mode needs. */
  ownerId?: string
  members: SandboxMember[]
}

export interface SandboxWorld {
  people: SandboxPerson[]
  groups: SandboxGroup[]
}

export type SayType = 'text' | 'voice_text' | 'image' | 'link'

/** One line of a conversation, as every window sees it. */
export interface SandboxMessage {
  /** Unique over all lives of the sandbox, because the bot's inbox remembers ids for good. */
  id: string
  /** A group's id, or `dm-<personId>` for that person's conversation with the bot. */
  chatId: string
  /** A person's id, or `bot`. */
  from: string
  nick: string
  /** ISO 8601, by the sandbox's clock. */
  at: string
  type: SayType | 'card' | 'joined'
  /** Empty once recalled, and for cards. */
  text: string
  card?: Card
  /** The id of the message it answers. */
  quotes?: string
  mentions: { id: string; nick: string }[]
  recalled: boolean
  /** How often its card was changed. */
  edition?: number
  /** The bot's idempotency key. */
  uuid?: string
}

/** `changed`: the card is another one. */
export type ChatChange = { type: 'message' | 'recalled' | 'changed'; message: SandboxMessage }

/** What the bot has not acknowledged yet. `seq` rises by one within a life of the chat service. */
export interface WireEvent {
  seq: number
  incoming: Incoming
}

/** Where a listener stands: everything up to `acked` was heard, everything up to `seen` is in its hands. */
export interface Cursor {
  life: string
  acked: number
  seen: number
}

export interface Batch {
  life: string
  events: WireEvent[]
}

/** The sandbox's time: it runs like ours and can be pushed ahead. */
export interface SandboxClock extends Clock {
  forward(seconds: number): Promise<void>
  /** Called after every push, which waits for it; returns how to stop being called. */
  onChange(listener: () => unknown): () => void
}

/** A matter as one person of the sandbox may see it; texts are in Chinese and ready to show. */
export interface MatterGlimpse {
  number: string
  title: string
  colour: 'blue' | 'yellow' | 'red' | null
  state: string
  urgency: string
  place: string
  summary: string
  lead: string
  /** ISO 8601, or null where nothing is due. */
  dueAt: string | null
  timeline: { at: string; text: string; by: string }[]
  followUps: { dueAt: string; state: string }[]
}

/** How the page looks at matters; whoever provides it decides what a person may see. */
export interface Glimpse {
  matters(personId: string): Promise<MatterGlimpse[]>
  /** Calls back when some matter changed; returns how to stop being called. */
  changed(listener: () => void): () => void
}

/** Switches for tests. Each counts down with the posts it spoils. */
export interface Faults {
  /** So many posts are refused for the moment, unsaid. */
  failSends?: number
  /** So many posts are said, but their answer never comes: the moment in which a bot may be killed. */
  hangSends?: number
  /** So many posts are refused as too frequent, with a second to wait. */
  limited?: number
  /** Persons who cannot be written to in private, as on platforms where one has to be a friend first. */
  unreachable?: string[]
}
