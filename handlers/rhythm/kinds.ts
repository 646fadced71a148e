import type { DueKind } from './due-kind.ts'
import { handOver } from './hand-over.ts'
import { morningDigest } from './morning-digest.ts'
import { overdueNudge } from './overdue-nudge.ts'
import { postingMissing, shiftSoon } from './shifts.ts'
import { stayForgotten } from './stay-forgotten.ts'
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
]
