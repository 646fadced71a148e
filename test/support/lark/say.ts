import { randomUUID } from 'node:crypto'
import type { Delivery } from './delivery.ts'
import { branch } from './messages.ts'
import type { State } from './state.ts'
import type { Json, LarkChat, LarkMessage, Mention, Person } from './types.ts'
import { homeTenant } from './world.ts'

/** Words, or any content of facts' `received-content-by-type`. */
export type Words = string | { type: string; content: Json }

export interface Saying {
  /** The bot is called, by a structured mention in front of the words. */
  mentionBot?: boolean
  /** People called; an `@name` in the words becomes the mention, else it stands in front. */
  mentions?: string[]
  /** Everybody is called. */
  mentionAll?: boolean
  /** The message this one answers. */
  quotes?: string
  /** It opens or continues a thread below what it quotes. */
  inThread?: boolean
  /** For merge-forward: what is forwarded. */
  forwards?: { from: string; text: string }[]
  /** The bytes behind the image or file key of the content. */
  bytes?: Buffer
}

/** Somebody says something; the event goes out if the app may hear it. */
export function say(
  state: State,
  delivery: Delivery,
  who: Person,
  chat: LarkChat,
  words: Words,
  how: Saying,
) {
  if (chat.dissolved || !chat.members.has(who.key)) throw new Error(`${who.key} is not in ${chat.key}`)
  // Writing to the bot is the one confirmation that people outside have to give.
  if (chat.kind === 'p2p') who.reachable = true
  const { text, mentions } = withMentions(state, words, how)
  const { type, content } = contentOf(words, text)
  const parent = how.quotes === undefined ? undefined : state.messages.get(how.quotes)
  if (how.quotes !== undefined && !parent) throw new Error(`nothing to quote: ${how.quotes}`)
  const place = parent ? branch(parent, how.inThread === true) : {}
  const json = JSON.stringify(content)
  const said = state.messages.add({ chatId: chat.id, from: who.key, type, content: json, mentions, ...place })
  for (const key of Object.values(content).filter(isFileKey)) {
    state.files.set(key, { bytes: how.bytes ?? Buffer.from('bytes of a file'), own: false })
  }
  for (const { from, text } of how.forwards ?? []) {
    const one = { from, type: 'text', content: JSON.stringify({ text }), upperId: said.id }
    state.messages.add({ chatId: chat.id, ...one })
  }
  if (hears(state, chat, mentions)) delivery.push('im.message.receive_v1', received(said, chat, who))
  return said
}

const isFileKey = (value: unknown): value is string =>
  typeof value === 'string' && /^(img_|file_)|^[0-9a-f-]{36}/.test(value)

/** Scopes decide what is heard (facts 1.1): all of a group, what calls the bot, what is said to it alone. */
function hears({ app, world }: State, chat: LarkChat, mentions: Mention[]): boolean {
  if (!chat.botIn || (chat.external && !app.externalSharing)) return false
  if (chat.kind === 'p2p') return app.scopes.has('im:message.p2p_msg:readonly')
  const called = mentions.some((one) => one.openId === world.bot.openId)
  if (called && app.scopes.has('im:message.group_at_msg:readonly')) return true
  return app.scopes.has('im:message.group_msg')
}

function withMentions({ world }: State, words: Words, how: Saying): { text: string; mentions: Mention[] } {
  let text = typeof words === 'string' ? words : ''
  const mentions: Mention[] = []
  const call = (openId: string, name: string, bot: boolean) => {
    const key = `@_user_${mentions.length + 1}`
    mentions.push({ key, openId, name, bot })
    text = text.includes(`@${name}`) ? text.replace(`@${name}`, key) : `${key} ${text}`
  }
  if (how.mentionBot) call(world.bot.openId, world.bot.name, true)
  for (const one of how.mentions ?? []) call(world.person(one).openId, world.person(one).name, false)
  if (how.mentionAll) text = `@_all ${text}`
  return { text, mentions }
}

function contentOf(words: Words, text: string): { type: string; content: Json } {
  if (typeof words === 'string') return { type: 'text', content: { text } }
  const blank: Record<string, Json> = {
    image: { image_key: `img_v3_${randomUUID()}` },
    file: { file_key: `file_v3_${randomUUID()}`, file_name: 'file' },
    audio: { file_key: `file_v3_${randomUUID()}`, duration: 2000 },
  }
  return { type: words.type, content: { ...blank[words.type], ...words.content } }
}

/** The event of a message; what does not apply is absent, not null. */
function received(message: LarkMessage, chat: LarkChat, who: Person): Json {
  const { rootId, parentId, threadId, mentions } = message
  return {
    message: {
      ...{ chat_id: chat.id, chat_type: chat.kind, content: message.content, message_id: message.id },
      ...{ create_time: String(message.atMs), update_time: String(message.updatedMs) },
      message_type: message.type,
      ...(rootId && { root_id: rootId }),
      ...(parentId && { parent_id: parentId }),
      ...(threadId && { thread_id: threadId }),
      ...(mentions.length > 0 && { mentions: mentions.map(mentioned) }),
    },
    sender: { sender_id: idsOf(who), sender_type: 'user', tenant_key: who.tenantKey },
  }
}

function mentioned({ key, openId, name, bot }: Mention): Json {
  const id = { open_id: openId, union_id: '', user_id: '' }
  return { key, id, mentioned_type: bot ? 'bot' : 'user', name, tenant_key: homeTenant }
}

/** Of people outside there is the open_id, and nothing else. */
export function idsOf({ openId, unionId, userId, outside }: Person): Json {
  return outside
    ? { open_id: openId, union_id: null, user_id: null }
    : { open_id: openId, union_id: unionId, user_id: userId }
}
