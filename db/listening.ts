import { eq, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { listeners } from './schema/index.ts'

/** When this listener was last there. Undefined: never. */
export async function lastAlive(db: Db, listener: string): Promise<Date | undefined> {
  const [row] = await db.select().from(listeners).where(eq(listeners.listener, listener))
  return row?.aliveAt
}

/** It was there at that moment. Of several processes that say so, the latest counts. */
export async function markAlive(db: Db, listener: string, aliveAt: Date): Promise<void> {
  await db
    .insert(listeners)
    .values({ listener, aliveAt })
    .onConflictDoUpdate({
      target: listeners.listener,
      set: { aliveAt: sql`greatest(${listeners.aliveAt}, excluded.alive_at)` },
    })
}
