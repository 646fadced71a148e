// The verbs first: a duty that offers one as a button would otherwise enter their circle in the middle.
import '../commands/index.ts'

import { climbLadder } from './climb-ladder.ts'
import type { Duty } from './duty.ts'
import { escalatePages } from './escalate-pages.ts'
import { expireDrafts } from './expire-drafts.ts'
import { forgetMatters } from './forget-matters.ts'
import { forgetNotes } from './forget-notes.ts'
import { planDues } from './plan-dues.ts'
import { raiseDues } from './raise-dues.ts'
import { raiseFollowUps } from './raise-follow-ups.ts'
import { raiseOverdueTwice } from './raise-overdue-twice.ts'
import { raiseReceipts } from './raise-receipts.ts'
import { raiseWhistles } from './raise-whistles.ts'
import { refreshCards } from './refresh-cards.ts'
import { remindClocks } from './remind-clocks.ts'
import { remindConfirmation } from './remind-confirmation.ts'
import { repostNotices } from './repost-notices.ts'
import { tellWaysAtCeiling } from './tell-lawful-ways.ts'

/** The timetable: everything the clock does here. */
export const duties: readonly Duty[] = [
  escalatePages,
  raiseWhistles,
  raiseReceipts,
  raiseFollowUps,
  remindClocks,
  raiseOverdueTwice,
  climbLadder,
  remindConfirmation,
  tellWaysAtCeiling,
  expireDrafts,
  repostNotices,
  planDues,
  raiseDues,
  refreshCards,
  forgetMatters,
  forgetNotes,
]
