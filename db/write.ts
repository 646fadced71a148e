import { sql } from 'drizzle-orm'
import type { Post } from '../matters/message.ts'
import { allOf } from './all-of.ts'
import type { Db, Tx } from './client.ts'
import { announce } from './listen.ts'

/** One change of what we remember. It re-checks the version it relied on and throws StaleError when that is gone. */
export type Change = (tx: Tx) => Promise<void>

/** All that follows from one message, click or due row: what changes and what is said. */
export interface Write {
  changes: Change[]
  posts: Post[]
}

export const nothing: Write = { changes: [], posts: [] }

/** Several writes as one. */
export function together(...writes: Write[]): Write {
  return { changes: writes.flatMap((w) => w.changes), posts: writes.flatMap((w) => w.posts) }
}

/** Only something to say. */
export function saying(...posts: Post[]): Write {
  return { changes: [], posts }
}

/**
 * Writes changes, posts and `done` (settling the inbox row or due row it answers) in one transaction: all or nothing.
 * A post whose key was written before is left out, so that a write that is repeated says nothing twice.
 */
export async function commit(db: Db, write: Write, done?: Change): Promise<void> {
  await db.transaction(async (tx) => {
    const last = write.changes.at(-1)
    for (const change of write.changes.slice(0, -1)) await change(tx)
    await allOf([last?.(tx), enqueue(tx, write.posts), done?.(tx)])
  })
  if (write.posts.length > 0) announce(db, 'outbox')
}

async function enqueue(tx: Tx, posts: Post[]): Promise<void> {
  if (posts.length === 0) return
  // One parameter and one statement, however many there are.
  await tx.execute(sql`
    insert into outbox (key, platform, chat, chat_kind, about, priority, body, matter_id, group_id, notice_version, not_before,
      replaces, matter_version, person_id, unasked_on, unasked_print, answers)
    select key, platform, chat->>'id', chat->>'kind', about, priority, card, "matterId", "groupId", "noticeVersion", "notBefore",
      replaces, "matterVersion", "personId", "unaskedOn", "unaskedPrint", answers
    from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb) as posts (key text, platform text, chat jsonb, about text,
      priority int, card jsonb, "matterId" int, "groupId" int, "noticeVersion" int, "notBefore" timestamptz,
      replaces text, "matterVersion" int, "personId" int, "unaskedOn" date, "unaskedPrint" text, answers text)
    on conflict (key) do nothing`)
}
