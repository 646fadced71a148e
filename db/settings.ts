import { eq, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { settings } from './schema/index.ts'
import type { Change } from './write.ts'

export async function setting<T>(db: Db, key: string): Promise<T | undefined> {
  const [row] = await db.select().from(settings).where(eq(settings.key, key))
  return row?.value as T | undefined
}

export async function setSetting(db: Db, key: string, value: unknown): Promise<void> {
  await db
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
}

/** Notes that something was done on that day. Of two that do it at once, one gets StaleError. */
export function markDay(key: string, day: string): Change {
  return async (tx) => {
    const marked = await tx
      .insert(settings)
      .values({ key, value: day })
      .onConflictDoUpdate({
        target: settings.key,
        set: { value: day },
        setWhere: sql`${settings.value} is distinct from to_jsonb(${day}::text)`,
      })
      .returning({ key: settings.key })
    if (marked.length === 0) throw new StaleError(`${key} was done on ${day} already`)
  }
}
