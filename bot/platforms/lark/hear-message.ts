import { z } from 'zod'
import type { Chat, Incoming } from '../../../matters/message.ts'
import { contentOf, type Said } from './content.ts'
import { instantOf, oldestMs } from './envelope.ts'
import type { Known } from './known.ts'
import { type Mentioned, mention, withNames } from './mentions.ts'

const said = z.object({
  sender: z.object({
    sender_id: z.object({ open_id: z.string().min(1) }),
    sender_type: z.string().optional(),
  }),
  message: z.object({
    message_id: z.string().min(1),
    chat_id: z.string().min(1),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    create_time: z.string(),
    root_id: z.string().optional(),
    parent_id: z.string().optional(),
    thread_id: z.string().optional(),
    mentions: z.array(mention).nullish(),
  }),
})
export type SaidEvent = z.infer<typeof said>

/** `im.message.receive_v1`. None: said by a bot, too old, or of a kind that says nothing. */
export async function hearMessage(event: unknown, known: Known): Promise<Incoming[]> {
  const { message, sender } = said.parse(event)
  const at = instantOf(message.create_time)
  // Only people are heard, whatever the app was granted: two bots would talk for ever.
  if ((sender.sender_type ?? 'user') !== 'user' || !at) return []
  if (known.now().getTime() - at.getTime() > oldestMs) return []
  const content = contentOf(message.message_type, message.content)
  if (!content) return []
  const openId = sender.sender_id.open_id
  const chat: Chat =
    message.chat_type === 'p2p' ? { id: openId, kind: 'direct' } : { id: message.chat_id, kind: 'group' }
  const named = withNames(content.text, message.mentions ?? [], known.botId())
  const incoming: Incoming = {
    platform: 'lark',
    messageId: message.message_id,
    chat,
    sender: { id: openId, nick: '' },
    type: content.type,
    ...named,
    ...(message.parent_id && { quotes: message.parent_id }),
    at: at.toISOString(),
  }
  const whole =
    chat.kind === 'direct'
      ? await withForwarded(incoming, content, named, known)
      : await inGroup(incoming, known)
  return chat.kind === 'group' ? [...takenUp(whole, known), whole] : [whole]
}

/** Whoever forwards a conversation to the bot alone wants it read; nobody said that of one forwarded in a group. */
async function withForwarded(
  incoming: Incoming,
  content: Said,
  named: Mentioned,
  known: Known,
): Promise<Incoming> {
  if (!content.forwarded) return await withQuote(incoming, known)
  const text = await known.quotes.forwarded(incoming.messageId)
  return text === '' ? { ...incoming, ...named } : { ...incoming, type: 'text', text }
}

/** What the platform has to be asked for, and only where the group was told that it is heard. */
async function inGroup(incoming: Incoming, known: Known): Promise<Incoming> {
  const group = known.group(incoming.chat.id)
  if (!group?.announcedAt || group.leftAt) return incoming
  const quoting = await withQuote(incoming, known)
  const addressed = quoting.mentionsBot || /^\s*[/／]/u.test(quoting.text)
  if (!addressed && group.mode === 'mention') return quoting
  const { id } = incoming.sender
  const [nick, byOwner] = await Promise.all([
    known.chats.nickOf(incoming.chat.id, id),
    addressed ? known.chats.isOwner(incoming.chat.id, id) : false,
  ])
  return { ...quoting, sender: { id, nick }, ...(byOwner && { byOwner }) }
}

/** To answer the bot is to address it. Words are fetched of what it said or heard itself, and of nothing else. */
async function withQuote(incoming: Incoming, known: Known): Promise<Incoming> {
  if (!incoming.quotes) return incoming
  const teller = await known.quotes.teller(incoming.quotes)
  const mentionsBot = incoming.mentionsBot || teller === 'bot'
  const addressed = mentionsBot || incoming.chat.kind === 'direct' || /^\s*[/／]/u.test(incoming.text)
  const quotedText = teller && addressed ? await known.quotes.words(incoming.quotes) : undefined
  return { ...incoming, mentionsBot, ...(quotedText && { quotedText }) }
}

/**
 * Words from a group nobody told us of: another bot added us, or the event got lost. It is taken up, which posts its
 * notice; the words themselves are forgotten, and who said them.
 */
function takenUp({ chat, at }: Incoming, known: Known): Incoming[] {
  const group = known.group(chat.id)
  if (group && (!group.leftAt || group.leftAt >= new Date(at))) return []
  const since = group?.leftAt ? `:${group.leftAt.getTime()}` : ''
  const blank = { sender: { id: '', nick: '' }, text: '', mentionsBot: false, mentions: [], at }
  const messageId = `taken up:${chat.id}${since}`
  return [{ platform: 'lark', messageId, chat, type: 'bot_added', ...blank }]
}
