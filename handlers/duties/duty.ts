import type { Write } from '../../db/write.ts'
import type { Desk } from '../desk.ts'

/** Something that falls due. Its rows are looked up at every tick, so a missed tick loses nothing. */
export interface Duty {
  name: string
  /** What happens to what fell due while nobody was running. */
  missed: string
  /** The writes that are due now, each to be committed on its own; bounded, the rest comes at the next tick. */
  due(desk: Desk): Promise<Write[]>
}

/** How many rows one tick takes up at most. */
export const batch = 200
