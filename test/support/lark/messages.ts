import type { LarkClock } from './clock.ts'
import { newMessageId } from './ids.ts'
import type { LarkMessage } from './types.ts'

export type Messages = ReturnType<typeof createMessages>

type New = Pick<LarkMessage, 'chatId' | 'from' | 'type' | 'content'> & Partial<LarkMessage>

/** Everything said in every chat, in order. */
export function createMessages(clock: LarkClock, onAdd: (message: LarkMessage) => void) {
  const byId = new Map<string, LarkMessage>()
  const byChat = new Map<string, LarkMessage[]>()

  return {
    get: (id: string) => byId.get(id),
    of: (chatId: string): readonly LarkMessage[] => byChat.get(chatId) ?? [],
    all: () => [...byId.values()],
    add(given: New): LarkMessage {
      const atMs = given.atMs ?? clock.ms()
      const blank = {
        id: newMessageId(),
        mentions: [],
        atMs,
        updatedMs: atMs,
        recalled: false,
        cards: [],
        edits: 0,
      }
      const message = { ...blank, ...given }
      byId.set(message.id, message)
      const said = byChat.get(message.chatId) ?? []
      byChat.set(message.chatId, said)
      said.push(message)
      onAdd(message)
      return message
    },
  }
}

/** Where an answer hangs: the message it answers, the root of that tree, and the thread if there is one. */
export function branch(to: LarkMessage, inThread: boolean): Partial<LarkMessage> {
  const rootId = to.rootId ?? to.id
  if (!inThread && to.threadId === undefined) return { parentId: to.id, rootId }
  to.threadId ??= `omt_${rootId.slice(-12)}`
  return { parentId: rootId, rootId, threadId: to.threadId }
}
