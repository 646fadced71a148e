import type { Sql } from './client.ts'

/** Channels that committed work is announced on. Empty payload: it only says "look". */
export type Channel = 'inbox' | 'outbox' | 'registry'

/**
 * Calls back on every NOTIFY of the channel, and once after each reconnection, since notices sent meanwhile are lost.
 * Resolves when listening has begun.
 */
export async function onNotice(sql: Sql, channel: Channel, wake: () => void): Promise<() => Promise<void>> {
  const { unlisten } = await sql.listen(channel, wake, wake)
  return unlisten
}
