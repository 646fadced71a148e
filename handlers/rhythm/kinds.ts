import type { DueKind } from './due-kind.ts'
import { postingMissing, shiftSoon } from './shifts.ts'
import { stayForgotten } from './stay-forgotten.ts'

/** Everything the calendar owes here. */
export const dueKinds: readonly DueKind[] = [shiftSoon, postingMissing, stayForgotten]
