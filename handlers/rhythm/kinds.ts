import type { DueKind } from './due-kind.ts'
import { groupMonth } from './group-month.ts'
import { postingMissing, shiftSoon } from './shifts.ts'
import { stayForgotten } from './stay-forgotten.ts'
import { unknownYearWarning } from './unknown-year.ts'
import { visitNudge } from './visit-nudge.ts'

/** Everything the calendar owes here. */
export const dueKinds: readonly DueKind[] = [
  shiftSoon,
  postingMissing,
  stayForgotten,
  visitNudge,
  groupMonth,
  unknownYearWarning,
]
