import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Whose message that was: one of ours, or one that was heard. */
export type Teller = 'bot' | 'heard'

/** Whose a message is that somebody quotes. Null: neither ours nor heard, or longer ago than ids are kept. */
export async function tellerOf(db: Db, platform: string, messageId: string): Promise<Teller | null> {
  const [row] = await db.execute<{ ours: boolean; heard: boolean }>(sql`
    select exists (select 1 from outbox where platform = ${platform} and message_id = ${messageId}) as ours,
      exists (select 1 from inbox where platform = ${platform} and message_id = ${messageId}) as heard`)
  if (row?.ours) return 'bot'
  return row?.heard ? 'heard' : null
}
