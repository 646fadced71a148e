/** As Lark does with `uuid`: an hour at least, and the newest ten thousand however old. */
const keptSeconds = 3600
const keptCount = 10_000

/** Remembers which message answers which uuid. Measured in machine time: pushing the sandbox's clock forgets nothing. */
export function createSaidOnce() {
  const said = new Map<string, { messageId: string; at: number }>()

  function forgetOldest() {
    for (const [uuid, { at }] of said) {
      if (said.size <= keptCount || process.uptime() - at < keptSeconds) return
      said.delete(uuid)
    }
  }

  return {
    find: (uuid: string) => said.get(uuid)?.messageId,
    keep(uuid: string, messageId: string) {
      said.set(uuid, { messageId, at: process.uptime() })
      forgetOldest()
    },
  }
}
