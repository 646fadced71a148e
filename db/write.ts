import { sql } from 'drizzle-orm'
import type { Post } from '../matters/message.ts'
import type { Db, Tx } from './client.ts'
import { outbox } from './schema/index.ts'

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
    for (const change of write.changes) await change(tx)
    await enqueue(tx, write.posts)
    await done?.(tx)
  })
}

async function enqueue(tx: Tx, posts: Post[]): Promise<void> {
  if (posts.length === 0) return
  await tx
    .insert(outbox)
    .values(
      posts.map((post) => ({
        key: post.key,
        platform: post.platform,
        chat: post.chat.id,
        chatKind: post.chat.kind,
        about: post.about,
        priority: post.priority,
        body: post.card,
        matterId: post.matterId,
        groupId: post.groupId,
        noticeVersion: post.noticeVersion,
        notBefore: post.notBefore,
      })),
    )
    .onConflictDoNothing({ target: outbox.key })
  await tx.execute(sql`select pg_notify('outbox', '')`)
}
