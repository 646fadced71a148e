import postgres from 'postgres'

/** Looks on from a connection of its own and notes when the reply to each message stands committed in the outbox. */
export async function watchReplies(url: string) {
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  const seen = new Map<string, number>()
  const [last] = await sql<{ seq: string }[]>`select coalesce(max(seq), 0) as seq from outbox`
  const known = new Set<string>()
  let low = last?.seq ?? '0'
  let again = false
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    do {
      again = false
      const rows = await sql<{ seq: string; key: string }[]>`
        select seq, key from outbox where seq > ${low} order by seq`
      const now = performance.now()
      for (const { seq, key } of rows) {
        if (known.has(seq)) continue
        known.add(seq)
        const messageId = key.split(':')[1] ?? ''
        if (!seen.has(messageId)) seen.set(messageId, now)
      }
      // Sixteen are written side by side, so a lower number may still come; forty below the newest none does.
      low = rows.at(-40)?.seq ?? low
    } while (again)
    looking = undefined
  }
  const { unlisten } = await sql.listen('outbox', () => {
    again = true
    looking ??= look()
  })
  return {
    seen,
    async close() {
      await looking
      await look()
      await unlisten()
      await sql.end({ timeout: 5 })
    },
  }
}
