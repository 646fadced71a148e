import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { people } from './community.ts'
import { instant } from './types.ts'

const person = (column: string) => integer(column).references(() => people.id)

/** Who is away on which days, and who stands in. Why somebody is away is not kept. */
export const leaves = pgTable(
  'leaves',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    personId: person('person_id').notNull(),
    deputyId: person('deputy_id').notNull(),
    /** Local days, both included. */
    fromDay: date('from_day').notNull(),
    untilDay: date('until_day').notNull(),
    madeAt: instant('made_at').notNull(),
    madeById: person('made_by_id').notNull(),
    cancelledAt: instant('cancelled_at'),
  },
  (t) => [index('leaves_standing').on(t.untilDay).where(sql`cancelled_at is null`)],
)

/** One person's time on a roster: at the duty desk, posted to the 综治中心, on a weekend. */
export const shifts = pgTable(
  'shifts',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** duty | posting | weekend */
    kind: text('kind').notNull(),
    /** The station; of a posting the street or community it goes to. */
    areaId: text('area_id').notNull(),
    personId: person('person_id').notNull(),
    /** Local wall times, YYYY-MM-DDTHH:MM, and the zone they are meant in. */
    wallFrom: text('wall_from').notNull(),
    wallUntil: text('wall_until').notNull(),
    zone: text('zone').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    madeAt: instant('made_at').notNull(),
    madeById: person('made_by_id').notNull(),
    /** Came to a posting. When, never where. */
    checkedInAt: instant('checked_in_at'),
    /** Another plan took its place. */
    cancelledAt: instant('cancelled_at'),
  },
  (t) => [index('shifts_standing').on(t.kind, t.areaId, t.startsAt).where(sql`cancelled_at is null`)],
)

/** Hours an officer was in the community, as they said themselves. No place, no track. */
export const onSite = pgTable(
  'on_site',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    personId: person('person_id').notNull(),
    day: date('day').notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    /** self | clock: 下 was forgotten and the evening closed it. */
    endedBy: text('ended_by'),
  },
  (t) => [
    uniqueIndex('on_site_once').on(t.personId).where(sql`ended_at is null`),
    index('on_site_by_day').on(t.personId, t.day),
  ],
)
