import { sql as raw } from 'drizzle-orm'
import type { Db, Sql } from './client.ts'

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

/** Announcements on their way; another one is wanted when true. */
const underWay = new WeakMap<Db, Map<Channel, boolean>>()

/**
 * Says that committed work is there, apart from its transaction: NOTIFY inside takes one lock for the whole server and
 * holds it until the commit is on disk, so that commits would queue up. What comes while one announcement is on its
 * way shares the next. One that is lost costs the listeners' poll, a second.
 */
export function announce(db: Db, channel: Channel): void {
  const mine = underWay.get(db) ?? new Map<Channel, boolean>()
  underWay.set(db, mine)
  if (mine.has(channel)) {
    mine.set(channel, true)
    return
  }
  mine.set(channel, false)
  db.execute(raw`select pg_notify(${channel}, '')`)
    .catch(() => {})
    .then(() => {
      const again = mine.get(channel)
      mine.delete(channel)
      if (again) announce(db, channel)
    })
}
