import { and, asc, desc, eq, gt, gte, isNull, lte, ne, sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db, Tx } from './client.ts'
import { attendance, meetingSeries, meetings } from './schema/index.ts'
import type { Change } from './write.ts'

export type Series = typeof meetingSeries.$inferSelect
export type Meeting = typeof meetings.$inferSelect
export type NewMeeting = typeof meetings.$inferInsert

export async function activeSeries(db: Db): Promise<Series[]> {
  return await db
    .select()
    .from(meetingSeries)
    .where(isNull(meetingSeries.endedAt))
    .orderBy(asc(meetingSeries.id))
}

export async function seriesById(db: Db, id: number): Promise<Series | undefined> {
  const [row] = await db.select().from(meetingSeries).where(eq(meetingSeries.id, id))
  return row
}

/** Adds a series; its id is taken before, so that what it owes can be written with it. */
export function addSeries(series: typeof meetingSeries.$inferInsert & { id: number }): Change {
  return async (tx) => {
    await tx.insert(meetingSeries).overridingSystemValue().values(series)
  }
}

/** Changes a series that still has the version it was read with. */
export function changeSeries(series: Series, set: Partial<Series>): Change {
  return async (tx) => {
    const changed = await tx
      .update(meetingSeries)
      .set({ ...set, version: series.version + 1 })
      .where(and(eq(meetingSeries.id, series.id), eq(meetingSeries.version, series.version)))
      .returning({ id: meetingSeries.id })
    if (changed.length === 0) throw new StaleError(`series ${series.id} was changed meanwhile`)
  }
}

/** Opens a meeting. Of one occasion of a series there is one; a second gets StaleError. */
export function openMeeting(meeting: NewMeeting & { id: number }): Change {
  return async (tx) => {
    const made = await tx
      .insert(meetings)
      .overridingSystemValue()
      .values(meeting)
      .onConflictDoNothing()
      .returning({ id: meetings.id })
    if (made.length === 0)
      throw new StaleError(`the meeting of ${meeting.occasion} of series ${meeting.seriesId} is open`)
  }
}

/** Changes a meeting that still has the version it was read with. */
export function changeMeeting(meeting: Meeting, set: Partial<Meeting>): Change {
  return async (tx) => {
    const changed = await tx
      .update(meetings)
      .set({ ...set, version: meeting.version + 1 })
      .where(and(eq(meetings.id, meeting.id), eq(meetings.version, meeting.version)))
      .returning({ id: meetings.id })
    if (changed.length === 0) throw new StaleError(`meeting ${meeting.id} was changed meanwhile`)
  }
}

export async function meetingById(db: Db | Tx, id: number): Promise<Meeting | undefined> {
  const [row] = await db.select().from(meetings).where(eq(meetings.id, id))
  return row
}

/** The meeting of an occasion, if it was opened. */
export async function meetingOf(db: Db, seriesId: number, occasion: string): Promise<Meeting | undefined> {
  const [row] = await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.seriesId, seriesId), eq(meetings.occasion, occasion)))
  return row
}

/** Meetings that stand and have not begun, the next one first. */
export async function comingMeetings(db: Db, now: Date, limit = 50): Promise<Meeting[]> {
  return await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.state, 'planned'), gt(meetings.startsAt, now)))
    .orderBy(asc(meetings.startsAt), asc(meetings.id))
    .limit(limit)
}

/** Meetings that stood and have begun since then, the last one first. */
export async function begunMeetings(db: Db, since: Date, now: Date): Promise<Meeting[]> {
  return await db
    .select()
    .from(meetings)
    .where(and(eq(meetings.state, 'planned'), gte(meetings.startsAt, since), lte(meetings.startsAt, now)))
    .orderBy(desc(meetings.startsAt), desc(meetings.id))
}

/** When the meeting before this one of the same series (or, of an ad-hoc one, of the same area) began. */
export async function meetingBefore(db: Db, meeting: Meeting): Promise<Meeting | undefined> {
  const same =
    meeting.seriesId === null ? eq(meetings.areaId, meeting.areaId) : eq(meetings.seriesId, meeting.seriesId)
  const [row] = await db
    .select()
    .from(meetings)
    .where(
      and(
        same,
        ne(meetings.id, meeting.id),
        eq(meetings.state, 'planned'),
        sql`${meetings.startsAt} < ${meeting.startsAt.toISOString()}`,
      ),
    )
    .orderBy(desc(meetings.startsAt))
    .limit(1)
  return row
}

/** Days of a series that have their meeting, held, to come or cancelled, from that one on. */
export async function occasionsFrom(db: Db, seriesId: number, day: string): Promise<string[]> {
  const rows = await db
    .select({ occasion: meetings.occasion })
    .from(meetings)
    .where(and(eq(meetings.seriesId, seriesId), gte(meetings.occasion, day)))
  return rows.map(({ occasion }) => occasion)
}

/** Meetings of a series that have not begun. */
export async function openMeetingsOf(db: Db, seriesId: number, now: Date): Promise<Meeting[]> {
  return (await comingMeetings(db, now, 200)).filter((one) => one.seriesId === seriesId)
}

/** These were there; who stands there already stays. */
export function attend(meetingId: number, personIds: readonly number[], at: Date): Change {
  return async (tx) => {
    if (personIds.length === 0) return
    await tx
      .insert(attendance)
      .values(personIds.map((personId) => ({ meetingId, personId, at })))
      .onConflictDoNothing()
  }
}

export async function attendeesOf(db: Db, meetingId: number): Promise<number[]> {
  const rows = await db
    .select({ personId: attendance.personId })
    .from(attendance)
    .where(eq(attendance.meetingId, meetingId))
    .orderBy(asc(attendance.at), asc(attendance.personId))
  return rows.map((row) => row.personId)
}
