import { refusals } from '../refusal.ts'
import type { State } from '../state.ts'
import type { LarkMessage } from '../types.ts'
import { openTo } from '../world.ts'
import type { Handler } from './call.ts'
import { pageOf } from './page.ts'
import { payloadOf } from './payload.ts'

/** One message, with what it forwards. */
export const get: Handler = ({ id }, state) => {
  const message = state.messages.get(id)
  if (!message) throw refusals.badParameter('message_id')
  openTo(state.world, message.chatId, state.app.externalSharing)
  const forwarded = state.messages.all().filter((one) => one.upperId === id)
  return { data: { items: [message, ...forwarded].map((one) => payloadOf(one, state)) } }
}

/** What was said in a chat or a thread. Times are seconds; of a thread the chat lists its root alone. */
export const list: Handler = ({ query }, state) => {
  const all = inContainer(query, state)
  const from = Number(query.start_time ?? 0) * 1000
  const to = query.end_time === undefined ? Number.POSITIVE_INFINITY : Number(query.end_time) * 1000 + 999
  const found = all
    .filter((one) => one.atMs >= from && one.atMs <= to && one.upperId === undefined)
    .sort((a, b) => a.atMs - b.atMs)
  if (query.sort_type === 'ByCreateTimeDesc') found.reverse()
  const { items, ...page } = pageOf(found, query, { most: 50, usual: 20 })
  return { data: { ...page, items: items.map((one) => payloadOf(one, state)) } }
}

function inContainer(query: Record<string, string>, state: State): LarkMessage[] {
  const id = query.container_id ?? ''
  if (query.container_id_type === 'thread') {
    const thread = state.messages.all().filter((one) => one.threadId === id)
    if (!thread[0]) throw refusals.badParameter('container_id')
    mayRead(thread[0].chatId, state)
    return thread
  }
  if (query.container_id_type !== 'chat') throw refusals.badField('container_id_type')
  mayRead(id, state)
  return state.messages.of(id).filter((one) => one.threadId === undefined || one.rootId === undefined)
}

function mayRead(chatId: string, { world, app }: State): void {
  const chat = openTo(world, chatId, app.externalSharing)
  if (chat.kind === 'group' && !app.scopes.has('im:message.group_msg')) throw refusals.lacksRight()
}
