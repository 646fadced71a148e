import { meetingCall } from '../meetings/call.ts'
import { decisionDue } from '../meetings/decision-dues.ts'
import { meetingNag } from '../meetings/nag.ts'
import { meetingNews } from '../meetings/news.ts'
import { meetingOpens } from '../meetings/open.ts'
import { meetingPack } from '../meetings/post-pack.ts'
import { meetingReminder } from '../meetings/remind.ts'
import {
  reportAnswers,
  reportAsked,
  reportDraft,
  reportPost,
  reportQuestions,
  reportSpreads,
} from '../reports/kinds.ts'
import { reportOpens } from '../reports/open.ts'
import { campaignWeek } from './campaign-week.ts'
import type { DueKind } from './due-kind.ts'
import { groupMonth } from './group-month.ts'
import { handOver } from './hand-over.ts'
import { morningDigest } from './morning-digest.ts'
import { overdueNudge } from './overdue-nudge.ts'
import { patrolForgotten } from './patrol-forgotten.ts'
import { pollCloses, pollTold } from './poll-dues.ts'
import { postingMissing, shiftSoon } from './shifts.ts'
import { stayForgotten } from './stay-forgotten.ts'
import { unknownYearWarning } from './unknown-year.ts'
import { visitNudge } from './visit-nudge.ts'
import { weeklyAudit } from './weekly-audit.ts'

/** Everything the calendar owes here. */
export const dueKinds: readonly DueKind[] = [
  morningDigest,
  overdueNudge,
  handOver,
  weeklyAudit,
  shiftSoon,
  postingMissing,
  stayForgotten,
  meetingOpens,
  meetingCall,
  meetingPack,
  meetingReminder,
  meetingNews,
  meetingNag,
  decisionDue,
  reportOpens,
  reportDraft,
  reportSpreads,
  reportQuestions,
  reportPost,
  reportAsked,
  reportAnswers,
  visitNudge,
  groupMonth,
  unknownYearWarning,
  pollCloses,
  pollTold,
  patrolForgotten,
  campaignWeek,
]
