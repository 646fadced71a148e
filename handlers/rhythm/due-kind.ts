import type { Due, NewDue } from '../../db/dues.ts'
import type { Write } from '../../db/write.ts'
import type { Desk } from '../desk.ts'

/** What became of a due: it is raised with this write, dropped for this reason, or looked at again later. */
export type Raised = Write | { drop: string } | { later: Date }

/** Something the calendar owes again and again. */
export interface DueKind {
  kind: string
  /** What happens to what fell due while nobody was running; `goodUntil` of its rows says the same. */
  missed: string
  /** The dues of these local days. Called once for every day, ahead of time; nothing planned twice is owed twice. */
  plan?(desk: Desk, days: readonly string[]): Promise<NewDue[]>
  raise(desk: Desk, due: Due): Promise<Raised>
}
