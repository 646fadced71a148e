import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant } from './types.ts'

/**
 * What the calendar owes: a digest, a meeting's reminder, a roster's change. A row is raised once, dropped by the stated
 * policy of its kind, or superseded when the plan it came from changed.
 */
export const dues = pgTable(
  'dues',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** A kind of handlers/rhythm/kinds.ts. */
    kind: text('kind').notNull(),
    /** What it belongs to (meeting:12, person:3): a changed plan supersedes by it. */
    subject: text('subject').notNull(),
    /** Kind, subject and occasion: the same is never planned twice. */
    key: text('key').notNull(),
    /** Local wall time, YYYY-MM-DDTHH:MM, and the zone it is meant in. */
    wall: text('wall').notNull(),
    zone: text('zone').notNull(),
    dueAt: instant('due_at').notNull(),
    /** From this instant on it is dropped instead of raised; null: it is always raised. */
    goodUntil: instant('good_until'),
    /** Ids that the kind needs; never words of a resident. */
    what: jsonb('what').$type<Record<string, number | string>>(),
    /** When it is looked at next: due_at, or later where quiet hours or the group's budget held it. */
    nextAt: instant('next_at').notNull(),
    leaseUntil: instant('lease_until'),
    /** Claims since it was settled or put off: each doubles its lease, so that what fails stands in nobody's way. */
    tries: smallint('tries').notNull().default(0),
    raisedAt: instant('raised_at'),
    late: boolean('late').notNull().default(false),
    droppedAt: instant('dropped_at'),
    dropReason: text('drop_reason'),
    supersededAt: instant('superseded_at'),
  },
  (t) => [
    uniqueIndex('dues_once').on(t.key),
    index('dues_open')
      .on(t.nextAt, t.id)
      .where(sql`raised_at is null and dropped_at is null and superseded_at is null`),
    index('dues_by_subject')
      .on(t.subject)
      .where(sql`raised_at is null and dropped_at is null and superseded_at is null`),
  ],
)

/** How far each kind of due is planned ahead. */
export const planned = pgTable('planned', {
  kind: text('kind').primaryKey(),
  until: date('until').notNull(),
})
