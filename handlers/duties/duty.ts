import type { Write } from '../../db/write.ts'
import type { Desk } from '../desk.ts'

/** Something that falls due. Its rows are looked up at every tick, so a missed tick loses nothing. */
export interface Duty {
  name: string
  /** What happens to what fell due while nobody was running. */
  missed: string
  /** The writes that are due now, each to be committed on its own; bounded, the rest comes with the next look. */
  due(desk: Desk): Promise<DueWrite[]>
}

/** Several due rows in one transaction. Should that fail, `each` is committed on its own, so that one fails alone. */
export interface DueWrite extends Write {
  each?: Write[]
}

/** How many rows one look takes up at most. */
export const batch = 200

/** What could not be prepared fails at its own commit, and keeps nothing else from its day. */
export function failing(error: unknown): Write {
  return { changes: [() => Promise.reject(error)], posts: [] }
}
