import { checkContent } from '../check-content.ts'
import { textOf } from '../json.ts'
import { branch } from '../messages.ts'
import { refusals } from '../refusal.ts'
import { mentionsIn } from '../render.ts'
import type { State } from '../state.ts'
import type { LarkChat, LarkMessage } from '../types.ts'
import { openTo } from '../world.ts'
import type { Answer, ApiCall, Handler } from './call.ts'
import { payloadOf } from './payload.ts'

const hour = 3_600_000

export const create: Handler = (call, state) =>
  once(call, state, () => post(call, state, receiver(call, state), {}))

export const reply: Handler = (call, state) =>
  once(call, state, () => {
    const to = state.messages.get(call.id)
    if (!to) throw refusals.badParameter('message_id')
    if (to.recalled) throw refusals.recalled()
    const chat = openTo(state.world, to.chatId, state.app.externalSharing)
    const inThread = call.body.reply_in_thread === true
    if (inThread && chat.kind === 'p2p') throw refusals.noThreads()
    return post(call, state, chat, () => branch(to, inThread))
  })

/** A uuid that was seen within the hour is answered with what it made, and makes nothing more. */
function once(call: ApiCall, state: State, make: () => LarkMessage): Answer {
  const uuid = textOf(call.body.uuid)
  if (uuid.length > 50) throw refusals.badField('uuid: max length is 50')
  const before = uuid === '' || !state.knowsUuids ? undefined : state.uuids.get(uuid)
  const first =
    before && before.atMs > state.clock.ms() - hour ? state.messages.get(before.messageId) : undefined
  if (first) return { data: payloadOf(first, state) }
  const made = make()
  if (uuid !== '') state.uuids.set(uuid, { messageId: made.id, atMs: state.clock.ms() })
  return { data: payloadOf(made, state) }
}

function post(
  { body }: ApiCall,
  state: State,
  chat: LarkChat,
  place: Partial<LarkMessage> | (() => Partial<LarkMessage>),
): LarkMessage {
  if (chat.muted) throw refusals.muted()
  const type = textOf(body.msg_type)
  const card = checkContent(type, body.content, (key) => state.files.get(key)?.own === true)
  const content = textOf(body.content)
  if (mentionsAll(type, content) && chat.kind === 'p2p') throw refusals.badParameter('at all in p2p')
  state.limits.chat(chat.id)
  return state.messages.add({
    ...{ chatId: chat.id, from: 'bot', type, content, mentions: called(type, content, state) },
    ...(typeof place === 'function' ? place() : place),
    cards: type === 'interactive' ? [card] : [],
    ...(textOf(body.uuid) && { uuid: textOf(body.uuid) }),
  })
}

const mentionsAll = (type: string, content: string) =>
  mentionsIn(type, content, () => undefined).some(({ openId }) => openId === 'all')

/** Who is called by what the bot says. */
export function called(type: string, content: string, { world }: State) {
  const nameOf = (openId: string) => [...world.people.values()].find((one) => one.openId === openId)?.name
  return mentionsIn(type, content, nameOf)
}

function receiver({ query, body }: ApiCall, { world, app }: State): LarkChat {
  const id = textOf(body.receive_id)
  const kind = query.receive_id_type
  if (kind === 'chat_id') return openTo(world, id, app.externalSharing)
  const field = ({ open_id: 'openId', union_id: 'unionId', user_id: 'userId' } as const)[kind ?? '']
  if (!field) throw refusals.badField('receive_id_type')
  const person = [...world.people.values()].find((one) => one[field] === id)
  // Of somebody outside the tenant the app knows the open_id alone.
  if (!person || (person.outside && field !== 'openId')) throw refusals.badParameter('receive_id')
  if (!person.reachable || (person.outside && !app.externalSharing)) throw refusals.notReachable()
  return world.direct(person.key)
}
