import type { Db } from '../../../db/client.ts'
import { type Teller, tellerOf } from '../../../db/said.ts'
import type { LarkApi } from './api.ts'
import { soon } from './chats.ts'
import { contentOf } from './content.ts'
import { type Mention, withNames } from './mentions.ts'

/** A message as `GET /im/v1/messages` gives it. */
export interface MessageItem {
  message_id?: string
  root_id?: string
  parent_id?: string
  thread_id?: string
  msg_type?: string
  create_time?: string
  deleted?: boolean
  chat_id?: string
  sender?: { id?: string; id_type?: string; sender_type?: string }
  body?: { content?: string }
  mentions?: Mention[]
  upper_message_id?: string
}

export type Quotes = ReturnType<typeof createQuotes>

/** Lines of a forwarded conversation that are read, at most. */
const mostForwarded = 50

/** Messages that other messages point to. Only what the bot said or heard is ever asked for, never others' chatter. */
export function createQuotes({ api, db, botId }: { api: LarkApi; db: () => Db; botId: () => string }) {
  const ask = async (messageId: string) =>
    (await api.call<{ items?: MessageItem[] }>('GET', `/im/v1/messages/${encodeURIComponent(messageId)}`))
      .items ?? []

  return {
    /** Whose it is, as far as this is known here: the bot's, or one that was heard. */
    teller: (messageId: string): Promise<Teller | null> => tellerOf(db(), 'lark', messageId),
    /** Its words; undefined where they do not come in time. */
    async words(messageId: string): Promise<string | undefined> {
      const items = await soon(ask(messageId))
      const [item] = items ?? []
      return item ? wordsOf(item, botId()) : undefined
    },
    /** The words of a conversation that was forwarded to the bot alone, one line each. */
    async forwarded(messageId: string): Promise<string> {
      const items = (await soon(ask(messageId))) ?? []
      const told = items.filter((one) => one.upper_message_id !== undefined).slice(0, mostForwarded)
      return told
        .map((one) => wordsOf(one, botId()))
        .filter(Boolean)
        .join('\n')
    },
  }
}

function wordsOf({ msg_type = '', body, mentions = [] }: MessageItem, botId: string): string {
  const said = contentOf(msg_type, body?.content ?? '')
  return said ? withNames(said.text, mentions, botId).text : ''
}
