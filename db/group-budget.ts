import { and, count, eq, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db, Tx } from './client.ts'
import { outbox } from './schema/index.ts'
import type { Change } from './write.ts'

/** What a group got unasked on a day. */
export interface Unasked {
  /** Said on that day, or on their way: what waits since an earlier day will be said on this one. */
  posts: number
  /** Is a post with this digest of its words among them? */
  same: boolean
}

/** A post nobody asked for, on its way into its group's day. */
export interface UnaskedPost {
  groupId: number
  day: string
  key: string
  /** A digest of its words. */
  print: string
}

/** What else this group gets unasked on that day. What was given up costs nothing (W-29). */
export async function unaskedBeside(
  db: Db | Tx,
  { groupId, day, key, print }: UnaskedPost,
): Promise<Unasked> {
  const said = and(eq(outbox.outcome, 'sent'), eq(outbox.unaskedOn, day))
  const onItsWay = and(isNull(outbox.settledAt), lte(outbox.unaskedOn, day))
  const [row] = await db
    .select({
      posts: count(),
      same: sql<boolean>`coalesce(bool_or(${outbox.unaskedPrint} = ${print}), false)`,
    })
    .from(outbox)
    // A commit sends its last change and its posts in one go: the post itself may stand there already.
    .where(and(eq(outbox.groupId, groupId), ne(outbox.key, key), or(said, onItsWay)))
  return row ?? { posts: 0, same: false }
}

/** Takes one of the day's posts. Where another took the last one meanwhile, StaleError: it is looked at again. */
export function spendPost(post: UnaskedPost, limit: number): Change {
  return async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(70211, ${post.groupId})`)
    const { posts, same } = await unaskedBeside(tx, post)
    if (posts >= limit || same) throw new StaleError(`group ${post.groupId} has had its posts of ${post.day}`)
  }
}
