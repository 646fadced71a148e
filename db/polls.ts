import { and, asc, count, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import { type NewDue, owe, supersede } from './dues.ts'
import { polls, pollVotes } from './schema/index.ts'
import type { Change } from './write.ts'

export type Poll = typeof polls.$inferSelect

export async function nextPollId(db: Db): Promise<number> {
  const [row] = await db.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence('polls', 'id')) as id`,
  )
  return Number(row?.id)
}

/** Puts a question to a group, and owes its end. Of two at once one gets StaleError. */
export function openPoll(poll: Omit<Poll, 'closedAt' | 'counts'>, closing: NewDue): Change {
  return async (tx) => {
    const made = await tx
      .insert(polls)
      .overridingSystemValue()
      .values(poll)
      .onConflictDoNothing()
      .returning({ id: polls.id })
    if (made.length === 0) throw new StaleError(`group ${poll.groupId} has an open question`)
    await owe([closing])(tx)
  }
}

export async function pollById(db: Db, id: number): Promise<Poll | undefined> {
  const [row] = await db.select().from(polls).where(eq(polls.id, id))
  return row
}

/** The question that stands open in a group. */
export async function openPollOf(db: Db, groupId: number): Promise<Poll | undefined> {
  const [row] = await db
    .select()
    .from(polls)
    .where(and(eq(polls.groupId, groupId), isNull(polls.closedAt)))
  return row
}

/** The last questions of these groups, newest first. */
export async function pollsOf(db: Db, groupIds: readonly number[], limit: number): Promise<Poll[]> {
  if (groupIds.length === 0) return []
  return await db
    .select()
    .from(polls)
    .where(inArray(polls.groupId, [...groupIds]))
    .orderBy(desc(polls.id))
    .limit(limit)
}

/** One voice each, which may be changed or, with null, taken back until the end. Throws StaleError once it is closed. */
export function keepVote(poll: Poll, hash: string, option: number | null, now: Date): Change {
  return async (tx) => {
    const [open] = await tx
      .select({ id: polls.id })
      .from(polls)
      .where(and(eq(polls.id, poll.id), isNull(polls.closedAt), gt(polls.closesAt, now)))
      .for('share')
    if (!open) throw new StaleError(`poll ${poll.id} was closed meanwhile`)
    const own = and(eq(pollVotes.pollId, poll.id), eq(pollVotes.hash, hash))
    if (option === null) await tx.delete(pollVotes).where(own)
    else
      await tx
        .insert(pollVotes)
        .values({ pollId: poll.id, hash, option })
        .onConflictDoUpdate({ target: [pollVotes.pollId, pollVotes.hash], set: { option } })
  }
}

/** Counts the voices, lets go of who they were, and owes that the group hears of it. */
export function closePoll(poll: Poll, now: Date, result: NewDue): Change {
  return async (tx) => {
    const closed = await tx
      .update(polls)
      .set({ closedAt: now })
      .where(and(eq(polls.id, poll.id), isNull(polls.closedAt)))
      .returning({ id: polls.id })
    if (closed.length === 0) throw new StaleError(`poll ${poll.id} was closed meanwhile`)
    const rows = await tx
      .select({ option: pollVotes.option, voices: count() })
      .from(pollVotes)
      .where(eq(pollVotes.pollId, poll.id))
      .groupBy(pollVotes.option)
      .orderBy(asc(pollVotes.option))
    const counts = poll.options.map((_, at) => rows.find((row) => row.option === at + 1)?.voices ?? 0)
    await tx.update(polls).set({ counts }).where(eq(polls.id, poll.id))
    await tx.delete(pollVotes).where(eq(pollVotes.pollId, poll.id))
    await supersede(`poll:${poll.id}`, now)(tx)
    await owe([result])(tx)
  }
}

/** The voices somebody has on questions that stand open; `hashOf` is theirs on one. */
export async function openVotesOf(
  db: Db,
  hashOf: (pollId: number) => string,
  now: Date,
): Promise<{ poll: Poll; hash: string; option: number }[]> {
  const open = await db
    .select()
    .from(polls)
    .where(and(isNull(polls.closedAt), gt(polls.closesAt, now)))
  if (open.length === 0) return []
  const hashes = open.map(({ id }) => hashOf(id))
  const votes = await db.select().from(pollVotes).where(inArray(pollVotes.hash, hashes))
  return votes.flatMap(({ pollId, hash, option }) => {
    const poll = open.find(({ id }) => id === pollId)
    return poll ? [{ poll, hash, option }] : []
  })
}
