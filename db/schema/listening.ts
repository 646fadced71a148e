import { pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './types.ts'

/** Until when a listener was there, so that after an outage it is known what nobody can have heard. */
export const listeners = pgTable('listeners', {
  /** Platform and account: lark:cli_… */
  listener: text('listener').primaryKey(),
  aliveAt: instant('alive_at').notNull(),
})
