import { sql } from 'drizzle-orm'
import { index, integer, pgTable, real, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CorrectionKind } from '../../matters/correction.ts'
import { matters } from './matters.ts'
import { instant } from './types.ts'

/**
 * What the reader answered and what a person said instead, for training. No words: `features` are the unordered numbers
 * of pieces (handlers/read/features.ts), empty where the matter is confidential.
 */
export const corrections = pgTable(
  'corrections',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** The day only: the minute would lead to the matter. */
    at: instant('at').notNull(),
    kind: text('kind').$type<CorrectionKind>().notNull(),
    features: integer('features').array().notNull(),
    /** Null: the reader had abstained. */
    said: text('said'),
    right: text('right').notNull(),
    /** The reader's own, 0–1. */
    certainty: real('certainty'),
    /** A role, never who. */
    byRole: text('by_role').notNull(),
    /** The draft that was put right, so that it takes this along when it is dropped. */
    draftId: integer('draft_id'),
    /** The matter, so that this is erased with it. */
    matterId: integer('matter_id').references(() => matters.id),
  },
  (t) => [
    uniqueIndex('corrections_of_draft').on(t.draftId, t.kind),
    uniqueIndex('corrections_of_matter').on(t.matterId, t.kind).where(sql`draft_id is null`),
    index('corrections_by_matter').on(t.matterId),
    index('corrections_by_day').on(t.at),
  ],
)
