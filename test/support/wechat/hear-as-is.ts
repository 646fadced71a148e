import type { CreateWechatHearing, Place, RawJoin, RawMessage } from '../../../bot/platforms/wechat/wire.ts'

/**
 * Takes facts for what they say: ids as the puppet gives them, words of a room and of a person alone. It recognises
 * nobody after a new login. For tests of the machine alone.
 */
export const hearAsIs: CreateWechatHearing = ({ hear, account }) => {
  const homes = new Map<string, Place>()

  async function hearMessage(name: string, message: RawMessage): Promise<void> {
    const { talker, roomId, self, type } = message
    if (self || !talker || type !== 'text') return
    const chat = roomId ? { id: roomId, kind: 'group' as const } : { id: talker.id, kind: 'direct' as const }
    homes.set(chat.id, { account: name, conversationId: chat.id, friend: talker.friend ?? false })
    await hear({
      ...{ platform: 'wechat', messageId: message.id, chat, type: 'text', text: message.text },
      sender: { id: talker.id, nick: talker.roomAlias ?? talker.name },
      mentionsBot: message.mentionIds?.includes(account(name)?.self()?.id ?? '') ?? false,
      mentions: [],
      at: new Date(message.atMs).toISOString(),
    })
  }

  async function hearAdded(name: string, { id, room, atMs }: RawJoin): Promise<void> {
    homes.set(room.id, { account: name, conversationId: room.id })
    await hear({
      ...{ platform: 'wechat', messageId: id, chat: { id: room.id, kind: 'group' }, type: 'bot_added' },
      ...{ sender: { id: name, nick: '' }, text: room.topic, mentionsBot: false, mentions: [] },
      at: new Date(atMs).toISOString(),
    })
  }

  return {
    async take(name, fact) {
      if (fact.kind === 'message') return await hearMessage(name, fact)
      if (fact.kind === 'room-join' && fact.self) return await hearAdded(name, fact)
      if (fact.kind !== 'login' && fact.kind !== 'ready' && fact.kind !== 'friendship') return
      for (const room of (await account(name)?.rooms()) ?? [])
        homes.set(room.id, { account: name, conversationId: room.id })
      for (const person of (await account(name)?.people()) ?? [])
        homes.set(person.id, { account: name, conversationId: person.id, friend: person.friend ?? false })
    },
    placeOf: async (chat) => homes.get(chat.id) ?? null,
    contactOf: async (_, personId) => personId,
  }
}
