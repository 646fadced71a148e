import type { IncomingType } from '../../../matters/message.ts'
import { wordsOfCard, wordsOfPost } from './content-rich.ts'

/** What was said, in a type every platform has. `text` still holds the numbers of mentions. */
export interface Said {
  type: Extract<IncomingType, 'text' | 'voice_text' | 'image' | 'link'>
  text: string
  /** A forwarded conversation: its words have to be asked for. */
  forwarded?: true
}

type Content = Record<string, unknown>

/**
 * How each type is read (open.feishu.cn, 接收消息内容). A type that does not stand here, or gives null, is none of the
 * bot's business: stickers, red envelopes, calls, the platform's own lines. A text that is empty although something
 * was sent is answered honestly to who turned to the bot (handlers/replies/unreadable.ts).
 */
const readers: Record<string, (content: Content) => Said | null> = {
  text: ({ text }) => ({ type: 'text', text: string(text) }),
  post: (content) => ({ type: 'text', text: wordsOfPost(content) }),
  image: () => ({ type: 'image', text: '' }),
  media: () => ({ type: 'image', text: '' }),
  // The page gives no words of what was spoken; where a tenant's client adds them, they are under one of these.
  audio: ({ recognition, text }) => ({ type: 'voice_text', text: string(recognition) || string(text) }),
  file: ({ file_name }) => ({ type: 'link', text: string(file_name) }),
  folder: ({ file_name }) => ({ type: 'link', text: string(file_name) }),
  location: ({ name }) => ({ type: 'text', text: string(name) }),
  share_chat: () => ({ type: 'link', text: '' }),
  share_user: () => ({ type: 'link', text: '' }),
  merge_forward: () => ({ type: 'link', text: '', forwarded: true }),
  interactive: (content) => ({ type: 'link', text: wordsOfCard(content) }),
  todo: ({ summary }) => ({ type: 'text', text: wordsOfPost((summary ?? {}) as Content) }),
  vote: ({ topic }) => ({ type: 'text', text: string(topic) }),
  share_calendar_event: ({ summary }) => ({ type: 'link', text: string(summary) }),
}

/** Reads `content`, which is JSON written as a text. Null: nothing that concerns the bot, or nothing it can read. */
export function contentOf(type: string, content: string): Said | null {
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined
  const parsed = reader && parse(content)
  return parsed ? (reader?.(parsed) ?? null) : null
}

function parse(content: string): Content | null {
  try {
    const parsed: unknown = JSON.parse(content)
    return parsed !== null && typeof parsed === 'object' ? (parsed as Content) : null
  } catch {
    return null
  }
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
