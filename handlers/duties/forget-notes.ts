import { forgetOldNotes, hasOldNotes } from '../../db/notes.ts'
import type { Desk } from '../desk.ts'
import type { Duty } from './duty.ts'

/** A colleague's own note on a place is deleted after 365 days. */
export const forgetNotes: Duty = {
  name: 'forget notes',
  missed: 'always made up: deleted as soon as somebody runs',
  async due(desk: Desk) {
    const now = desk.clock.now()
    return (await hasOldNotes(desk.db, now)) ? [{ changes: [forgetOldNotes(now)], posts: [] }] : []
  },
}
