import { z } from 'zod'
import { PermanentError } from '../../../matters/errors.ts'
import type { Incoming, IncomingType } from '../../../matters/message.ts'
import { type Envelope, instantOf } from './envelope.ts'
import type { Known } from './known.ts'

const person = z.object({ open_id: z.string().nullish() }).nullish()
const ofChat = z.object({ chat_id: z.string().min(1), operator_id: person, name: z.string().nullish() })
const users = z.array(z.object({ name: z.string().nullish(), user_id: person }))
const withUsers = ofChat.extend({ users: users.nullish() })
const changed = ofChat.extend({ after_change: z.object({ name: z.string().nullish() }).nullish() })
const recalled = z.object({
  message_id: z.string().min(1),
  chat_id: z.string().min(1),
  recall_type: z.string().nullish(),
})

/** Somebody put the bot into a group. `name` of the event is the group's or the bot's, pages differ: so it is asked for. */
export async function hearBotAdded(told: Envelope, known: Known): Promise<Incoming[]> {
  const { chat_id, name } = ofChat.parse(told.event)
  known.chats.forget(chat_id)
  const facts = await known.chats.facts(chat_id).catch((error) => {
    if (error instanceof PermanentError) return { name: name ?? '' }
    throw error
  })
  return [inGroup(told, 'bot_added', { text: facts.name })]
}

/** Taken out, or the group was disbanded: the same for whoever was heard there. */
export async function hearBotRemoved(told: Envelope): Promise<Incoming[]> {
  return [inGroup(told, 'bot_removed')]
}

export async function hearJoined(told: Envelope, known: Known): Promise<Incoming[]> {
  known.chats.forget(ofChat.parse(told.event).chat_id)
  return ofEach(told, 'joined')
}

export async function hearLeft(told: Envelope, known: Known): Promise<Incoming[]> {
  known.chats.forget(ofChat.parse(told.event).chat_id)
  return ofEach(told, 'left')
}

/** Name or owner may have changed; only a new name is told on. */
export async function hearUpdated(told: Envelope, known: Known): Promise<Incoming[]> {
  const { chat_id, after_change } = changed.parse(told.event)
  known.chats.forget(chat_id)
  return after_change?.name ? [inGroup(told, 'renamed', { text: after_change.name })] : []
}

/**
 * A message was taken back. By whom is not told, only in which capacity: by its sender, then it takes their draft
 * along; a group's owner takes back others' words, but not what those told the bot.
 */
export async function hearRecalled(told: Envelope, known: Known): Promise<Incoming[]> {
  const { message_id, chat_id, recall_type } = recalled.parse(told.event)
  if ((recall_type ?? 'message_owner') !== 'message_owner') return []
  const recall = { ...inGroup(told, 'recall'), sender: { id: '', nick: '' }, recalls: message_id }
  if (known.group(chat_id)) return [recall]
  // The event does not tell what kind of chat it is: one in which something was heard is somebody's with the bot.
  const heard = (await known.quotes.teller(message_id)) === 'heard'
  return heard ? [{ ...recall, chat: { id: chat_id, kind: 'direct' } }] : []
}

function ofEach(told: Envelope, type: IncomingType): Incoming[] {
  const one = inGroup(told, type)
  return (withUsers.parse(told.event).users ?? []).flatMap(({ name, user_id }) => {
    if (!user_id?.open_id) return []
    const sender = { id: user_id.open_id, nick: name ?? '' }
    return [{ ...one, messageId: `${one.messageId}:${sender.id}`, sender }]
  })
}

function inGroup(told: Envelope, type: IncomingType, { text = '' } = {}): Incoming {
  const { event_id, create_time } = told.header
  const { chat_id, operator_id } = ofChat.parse(told.event)
  const at = instantOf(create_time) ?? new Date(0)
  return {
    platform: 'lark',
    messageId: event_id,
    chat: { id: chat_id, kind: 'group' },
    sender: { id: operator_id?.open_id ?? '', nick: '' },
    type,
    text,
    mentionsBot: false,
    mentions: [],
    at: at.toISOString(),
  }
}
