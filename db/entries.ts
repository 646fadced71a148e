import type { Entry } from '../matters/message.ts'
import type { Sql, TransactionSql } from './client.ts'

/** What stands in a calendar for an occasion. */
export async function entryOf(sql: Sql, platform: string, key: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select entry_id as id from entries where platform = ${platform} and key = ${key}`
  return row?.id ?? null
}

/** Keeps where it stands, so that a later entry of the same occasion changes it; forgets what is cancelled. */
export async function rememberEntry(
  tx: TransactionSql,
  platform: string,
  entry: Entry,
  id: string,
): Promise<void> {
  if (entry.cancelled) {
    await tx`delete from entries where platform = ${platform} and key = ${entry.key}`
    return
  }
  await tx`
    insert into entries (platform, key, entry_id, ends_at) values (${platform}, ${entry.key}, ${id}, ${entry.endsAt})
    on conflict (platform, key) do update set entry_id = excluded.entry_id, ends_at = excluded.ends_at`
}
