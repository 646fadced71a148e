interface Said {
  messageId: string
  sender: { id: string; nick: string }
  atMs: number
}

/** A grey line without an id can only mean what was said in the last two minutes; later WeChat lets nobody take back. */
const byNameMs = 130_000
const keptMs = 10 * 60_000
const most = 200

/** Who said what just now, by ids and without words, so that a recall finds it; in memory only. */
export function createRecalls() {
  const rooms = new Map<string, Said[]>()
  const gone = new Set<string>()

  return {
    note(chat: string, said: Said): void {
      const recent = (rooms.get(chat) ?? []).filter(({ atMs }) => said.atMs - atMs <= keptMs)
      rooms.set(chat, [...recent, said].slice(-most))
    },
    /** The recall came first. */
    wasTakenBack: (messageId: string): boolean => gone.has(messageId),
    taken(messageId: string): void {
      gone.add(messageId)
      if (gone.size > most) gone.delete([...gone][0] ?? '')
    },
    byId: (chat: string, messageId: string): Said | undefined =>
      rooms.get(chat)?.find((one) => one.messageId === messageId),
    /**
     * All that the bearer of this name said in the last two minutes: one of them was meant, and a draft too few is told
     * again, one too many was not wanted. Of namesakes nothing: nobody may take back what another said.
     */
    byName(chat: string, nick: string, atMs: number): Said[] {
      const said = (rooms.get(chat) ?? []).filter(
        (one) => one.sender.nick === nick && Math.abs(atMs - one.atMs) <= byNameMs,
      )
      return new Set(said.map(({ sender }) => sender.id)).size === 1 ? said : []
    },
    forget: (chat: string) => void rooms.delete(chat),
  }
}
