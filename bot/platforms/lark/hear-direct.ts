import { z } from 'zod'
import type { Incoming } from '../../../matters/message.ts'
import { type Envelope, instantOf } from './envelope.ts'
import type { Known } from './known.ts'

const person = z.object({ open_id: z.string().min(1) })
const entered = z.object({ operator_id: person })
const chosen = z.object({
  operator: z.object({ operator_id: person }),
  event_key: z.string().min(1),
})
const clicked = z.object({
  operator: person,
  action: z.object({ value: z.object({ command: z.string().min(1) }).catchall(z.unknown()) }),
  context: z.object({ open_message_id: z.string().min(1), open_chat_id: z.string().nullish() }),
})

/** Somebody opened the conversation with the bot. */
export async function hearEntered(told: Envelope): Promise<Incoming[]> {
  const { operator_id } = entered.parse(told.event)
  return [withBot(told, operator_id.open_id, { type: 'entered' })]
}

/** The bot's menu. Its keys are commands as one would type them, with or without the slash (docs/operate-lark.md). */
export async function hearMenu(told: Envelope): Promise<Incoming[]> {
  const { operator, event_key } = chosen.parse(told.event)
  const text = /^[/／]/u.test(event_key) ? event_key : `/${event_key}`
  return [withBot(told, operator.operator_id.open_id, { type: 'text', text })]
}

/**
 * A button. In a chat that is no group of ours it can only be the conversation with the bot: the event does not tell.
 * Whoever pressed it is asked again by the verb itself, since in a group anybody can.
 */
export async function hearClick(told: Envelope, known: Known): Promise<Incoming[]> {
  const parsed = clicked.safeParse(told.event)
  // A control that stands for no command: nothing to do, and nothing to complain of.
  if (!parsed.success) return []
  const { operator, action, context } = parsed.data
  const pressed = withBot(told, operator.open_id, {
    type: 'click',
    text: action.value.command,
    quotes: context.open_message_id,
  })
  const chatId = context.open_chat_id ?? ''
  return [known.group(chatId) ? { ...pressed, chat: { id: chatId, kind: 'group' } } : pressed]
}

function withBot(told: Envelope, openId: string, rest: Partial<Incoming> & Pick<Incoming, 'type'>): Incoming {
  const at = instantOf(told.header.create_time) ?? new Date(0)
  return {
    platform: 'lark',
    messageId: told.header.event_id,
    chat: { id: openId, kind: 'direct' },
    sender: { id: openId, nick: '' },
    text: '',
    mentionsBot: false,
    mentions: [],
    at: at.toISOString(),
    ...rest,
  }
}
