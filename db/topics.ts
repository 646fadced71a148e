import { and, asc, eq, lte, or } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import type { Meeting } from './meetings.ts'
import { topics } from './schema/index.ts'
import type { Change } from './write.ts'

export type Topic = typeof topics.$inferSelect

export function addTopic(topic: typeof topics.$inferInsert & { id: number }): Change {
  return async (tx) => {
    await tx.insert(topics).overridingSystemValue().values(topic)
  }
}

/** What is waiting to be spoken of at a meeting: put to its series, or to itself. */
export async function topicsFor(db: Db, meeting: Meeting): Promise<Topic[]> {
  const waiting = and(eq(topics.state, 'open'), isFor(meeting), lte(topics.at, meeting.startsAt))
  return await db.select().from(topics).where(waiting).orderBy(asc(topics.id))
}

export async function topicById(db: Db, id: number): Promise<Topic | undefined> {
  const [row] = await db.select().from(topics).where(eq(topics.id, id))
  return row
}

/** Takes a topic off, or puts it to the next meeting (`at` is then later than this one's start). */
export function changeTopic(topic: Topic, set: Partial<Topic>): Change {
  return async (tx) => {
    const changed = await tx
      .update(topics)
      .set(set)
      .where(and(eq(topics.id, topic.id), eq(topics.state, topic.state)))
      .returning({ id: topics.id })
    if (changed.length === 0) throw new StaleError(`topic ${topic.id} was changed meanwhile`)
  }
}

/** Its minutes are confirmed: what was put to it before it began is spoken of. */
export function closeTopics(meeting: Meeting): Change {
  return async (tx) => {
    await tx
      .update(topics)
      .set({ state: 'discussed', meetingId: meeting.id })
      .where(and(eq(topics.state, 'open'), isFor(meeting), lte(topics.at, meeting.startsAt)))
  }
}

function isFor({ id, seriesId }: Meeting) {
  const own = eq(topics.meetingId, id)
  return seriesId === null ? own : or(own, eq(topics.seriesId, seriesId))
}
