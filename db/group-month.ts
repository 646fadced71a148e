import { and, between, eq, gte, lt } from 'drizzle-orm'
import { addDays, atLocal } from '../matters/working-time.ts'
import type { Db } from './client.ts'
import { matters, outbox } from './schema/index.ts'

/** What a group had of the bot in a month, as counts and nothing else. */
export interface GroupMonth {
  /** Posts nobody asked for that were said. */
  posted: number
  /** Matters told in the group. */
  asked: number
  /** Of the group's matters, those that were closed in the month. */
  settled: number
}

/** Counts the days from `first` to `last` (YYYY-MM-DD), both included. */
export async function groupMonth(db: Db, groupId: number, first: string, last: string): Promise<GroupMonth> {
  const from = atLocal(first, '00:00')
  const to = atLocal(addDays(last, 1), '00:00')
  const [posted, asked, settled] = await Promise.all([
    db.$count(
      outbox,
      and(eq(outbox.groupId, groupId), eq(outbox.outcome, 'sent'), between(outbox.unaskedOn, first, last)),
    ),
    db.$count(
      matters,
      and(eq(matters.groupId, groupId), gte(matters.openedAt, from), lt(matters.openedAt, to)),
    ),
    db.$count(
      matters,
      and(eq(matters.groupId, groupId), gte(matters.closedAt, from), lt(matters.closedAt, to)),
    ),
  ])
  return { posted, asked, settled }
}
