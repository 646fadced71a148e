import type { Store } from '../db/client.ts'
import { claimRefinements, dropRefinement, endRefinement, type Refinement } from '../db/refinements.ts'
import { commit } from '../db/write.ts'
import type { Desk } from '../handlers/desk.ts'
import { refine } from '../handlers/refine/index.ts'
import { StaleError } from '../matters/errors.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'

/** Above the longest a question may take (LLM_TIMEOUT_MS). */
const leaseSeconds = 30
/** Questions that are under way at a time. */
const side = 8

export interface RefinementDeps {
  store: Store
  desk: Desk
  log: Logger
  metrics: Metrics
}

/**
 * Asks the model about the drafts that wait for it. In a loop of its own, so that a slow model delays no message. A
 * question is asked once: whatever comes of it, its row is gone; only a process that dies on the way leaves it behind.
 */
export async function workRefinements(deps: RefinementDeps): Promise<number> {
  const rows = await claimRefinements(deps.store.sql, side, leaseSeconds)
  await Promise.all(rows.map((row) => refineOne(deps, row)))
  return rows.length
}

async function refineOne(deps: RefinementDeps, row: Refinement): Promise<void> {
  const { store, desk, log, metrics } = deps
  try {
    const write = await refine(row, desk)
    await commit(store.db, write, endRefinement(row))
    metrics.refined.inc({ result: write.changes.length > 0 ? 'changed' : 'unchanged' })
  } catch (error) {
    // Its reporter answered or told more while the model thought: what they did stands.
    if (!(error instanceof StaleError)) {
      metrics.failed.inc({ loop: 'refinements' })
      log.error(
        { err: error, draftId: row.draftId },
        'a draft could not be refined; it stays as the rules read it',
      )
    }
    metrics.refined.inc({ result: 'dropped' })
    await dropRefinement(store.sql, row)
  }
}
