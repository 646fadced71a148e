import { checkContent } from '../check-content.ts'
import { objectOf, textOf } from '../json.ts'
import { refusals } from '../refusal.ts'
import type { State } from '../state.ts'
import type { LarkMessage } from '../types.ts'
import { openTo } from '../world.ts'
import type { Handler } from './call.ts'
import { payloadOf } from './payload.ts'
import { called } from './send.ts'

const day = 86_400_000

/** Puts another card in the place of one of the app's own. */
export const patch: Handler = ({ id, body }, state) => {
  const message = own(id, state)
  if (message.type !== 'interactive') throw refusals.badParameter('the message is not a card')
  if (message.atMs < state.clock.ms() - 14 * day) throw refusals.tooOld()
  const card = checkContent('interactive', body.content, (key) => state.files.get(key)?.own === true)
  for (const one of [message.cards.at(-1), card]) {
    if (objectOf(one?.config).update_multi !== true) throw refusals.badParameter('update_multi is not true')
  }
  state.limits.patch(id)
  const content = textOf(body.content)
  message.cards.push(card)
  change(message, { content, mentions: called('interactive', content, state) }, state)
  return { data: {} }
}

/** Edits text, at most 20 times. */
export const edit: Handler = ({ id, body }, state) => {
  const message = own(id, state)
  const type = textOf(body.msg_type)
  if (type === 'interactive' || type !== message.type) throw refusals.badParameter('msg_type')
  if (message.edits >= 20) throw refusals.badParameter('edited 20 times')
  checkContent(type, body.content, () => true)
  message.edits += 1
  const content = textOf(body.content)
  change(message, { content, mentions: called(type, content, state) }, state)
  return { data: payloadOf(message, state) }
}

/** Takes back one of the app's own of the last 24 hours. */
export const recall: Handler = ({ id }, state) => {
  const message = own(id, state)
  if (message.atMs < state.clock.ms() - day) throw refusals.tooOld()
  change(message, { recalled: true }, state)
  return { data: {} }
}

function own(id: string, state: State): LarkMessage {
  const message = state.messages.get(id)
  if (!message) throw refusals.badParameter('message_id')
  if (message.from !== 'bot') throw refusals.notSender()
  if (message.recalled) throw refusals.recalled()
  openTo(state.world, message.chatId, state.app.externalSharing)
  return message
}

function change(message: LarkMessage, to: Partial<LarkMessage>, state: State): void {
  Object.assign(message, to, { updatedMs: state.clock.ms() })
  state.tell(message)
}
