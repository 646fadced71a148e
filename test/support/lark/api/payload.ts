import { objectOf, parsed, textOf } from '../json.ts'
import { withKeys } from '../render.ts'
import type { State } from '../state.ts'
import type { Json, LarkMessage } from '../types.ts'
import { piecesOf } from '../words.ts'
import { homeTenant } from '../world.ts'

/** A message as the API gives it. Ids in mentions are strings here, objects in events. */
export function payloadOf(message: LarkMessage, state: State): Json {
  const { rootId, parentId, threadId, upperId } = message
  return {
    message_id: message.id,
    ...(rootId && { root_id: rootId }),
    ...(parentId && { parent_id: parentId }),
    ...(threadId && { thread_id: threadId }),
    msg_type: message.type,
    create_time: String(message.atMs),
    update_time: String(message.updatedMs),
    deleted: message.recalled,
    updated: message.updatedMs > message.atMs,
    chat_id: message.chatId,
    sender: senderOf(message, state),
    body: { content: message.recalled ? 'This message was recalled' : contentOf(message) },
    ...(message.mentions.length > 0 && { mentions: mentionsOf(message) }),
    ...(upperId && { upper_message_id: upperId }),
  }
}

function senderOf({ from }: LarkMessage, { app, world }: State): Json {
  const person = world.people.get(from)
  if (person)
    return { id: person.openId, id_type: 'open_id', sender_type: 'user', tenant_key: person.tenantKey }
  if (from === 'system') return { id: '', id_type: '', sender_type: '', tenant_key: '' }
  const id = from === 'bot' ? app.id : from
  return { id, id_type: 'app_id', sender_type: 'app', tenant_key: homeTenant }
}

function mentionsOf({ mentions }: LarkMessage): Json[] {
  return mentions.map(({ key, openId, name }) => ({
    ...{ key, id: openId, id_type: 'open_id', name, tenant_key: homeTenant },
  }))
}

/** Of a card only its words come back, not the card. */
function contentOf({ from, type, content }: LarkMessage): string {
  if (from !== 'bot') return content
  if (type === 'text') return JSON.stringify({ text: withKeys(textOf(objectOf(parsed(content)).text)) })
  if (type !== 'interactive') return content
  const elements = piecesOf(type, content).map(({ text }) => [{ tag: 'text', text }])
  return JSON.stringify({ title: '', elements })
}
