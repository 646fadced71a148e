import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { drafts } from './matters.ts'
import { instant } from './types.ts'

/**
 * Open drafts that a language model is to look at once more, a few seconds after they were shown. The row is the only
 * place where words outlive their inbox row: masked, for two minutes at most, and deleted with the answer.
 */
export const refinements = pgTable(
  'refinements',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    draftId: integer('draft_id')
      .notNull()
      .references(() => drafts.id, { onDelete: 'cascade' }),
    /** A draft that was changed or ended meanwhile is no longer asked about. */
    draftVersion: integer('draft_version').notNull(),
    /** Exactly what may leave the process. */
    words: text('words').notNull(),
    /** When they were said, which "yesterday" in them hangs on. */
    saidAt: instant('said_at').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    attempts: integer('attempts').notNull().default(0),
    leaseToken: uuid('lease_token'),
    leaseUntil: instant('lease_until'),
  },
  (t) => [index('refinements_by_draft').on(t.draftId)],
)
