import type { Group } from '../../../db/registry.ts'
import type { Chats } from './chats.ts'
import type { Quotes } from './quotes.ts'

/** What an event is read with. */
export interface Known {
  now(): Date
  /** The bot's own open_id; empty until the platform was asked. */
  botId(): string
  /** A group of the registry by the platform's id. */
  group(chatId: string): Group | undefined
  chats: Chats
  quotes: Quotes
}
