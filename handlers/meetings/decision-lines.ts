import type { Decision } from '../../db/decisions.ts'
import { matterById } from '../../db/matters.ts'
import type { Viewer } from '../../matters/view.ts'
import type { Desk } from '../desk.ts'
import { decisionLine } from '../replies/minutes.ts'
import { show } from '../show.ts'

/** Decisions as this viewer may know them: of a matter they may not see, only that there is a task and whose. */
export async function decisionLines(
  desk: Desk,
  decisions: readonly Decision[],
  viewer: Viewer,
): Promise<string[]> {
  const now = desk.clock.now()
  return await Promise.all(
    decisions.map(async (decision) => {
      const matter = decision.matterId === null ? undefined : await matterById(desk.db, decision.matterId)
      const seen = matter && (await show(desk, viewer, matter))
      const owner = desk.registry.staff(decision.ownerId)?.name ?? ''
      const hidden = decision.matterId !== null && !seen
      return decisionLine(decision, { owner, number: seen?.number ?? null, hidden, now })
    }),
  )
}
