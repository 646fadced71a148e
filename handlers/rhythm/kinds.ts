import type { DueKind } from './due-kind.ts'

/** Everything the calendar owes here. */
export const dueKinds: readonly DueKind[] = []
