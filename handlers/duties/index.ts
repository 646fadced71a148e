import type { Duty } from './duty.ts'
import { escalatePages } from './escalate-pages.ts'
import { expireDrafts } from './expire-drafts.ts'
import { forgetMatters } from './forget-matters.ts'
import { forgetNotes } from './forget-notes.ts'
import { nudgeOverdue } from './nudge-overdue.ts'
import { raiseFollowUps } from './raise-follow-ups.ts'
import { repostNotices } from './repost-notices.ts'

/** The timetable: everything the clock does here. */
export const duties: readonly Duty[] = [
  escalatePages,
  raiseFollowUps,
  nudgeOverdue,
  expireDrafts,
  repostNotices,
  forgetMatters,
  forgetNotes,
]
