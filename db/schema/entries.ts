import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant } from './types.ts'

/** What stands in a platform's calendars for us, so that a change finds it again. */
export const entries = pgTable(
  'entries',
  {
    platform: text('platform').notNull(),
    /** The occasion, as in `Entry.key`. */
    key: text('key').notNull(),
    /** The platform's id of the event or task. */
    entryId: text('entry_id').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.key] })],
)
