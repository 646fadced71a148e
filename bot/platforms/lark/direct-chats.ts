import type { Chat } from '../../../matters/message.ts'

/** Conversations with one person, as the answers to what was sent name them. In memory, the latest 500. */
export function createDirectChats() {
  const chats = new Map<string, string>()
  return {
    of: (openId: string) => chats.get(openId),
    saw({ id, kind }: Chat, chatId: string | undefined): void {
      if (kind !== 'direct' || !chatId) return
      chats.delete(id)
      chats.set(id, chatId)
      if (chats.size > 500) chats.delete(chats.keys().next().value ?? '')
    },
  }
}
