import { markRoutesTold, owesRoutes } from '../db/clocks.ts'
import { record } from '../db/events.ts'
import { nothing, type Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import type { Desk } from './desk.ts'
import { newsToReporters } from './news.ts'
import { lawfulWays } from './replies/clocks.ts'

/**
 * Tells those who reported a matter which ways the law leaves them (rule P-4): after a mediation that failed, or at
 * the hard ceiling. Once a matter, whichever comes first; after that nothing.
 */
export async function tellLawfulWays(
  desk: Desk,
  matter: Matter,
  why: 'mediation failed' | 'ceiling',
): Promise<Write> {
  if (!(await owesRoutes(desk.db, matter.id))) return nothing
  return {
    changes: [
      markRoutesTold(matter.id),
      record({
        matterId: matter.id,
        at: desk.clock.now(),
        actorId: null,
        kind: 'routes_told',
        values: { why },
      }),
    ],
    posts: await newsToReporters(desk, matter, lawfulWays(matter.kind === 'dispute', why), 'routes'),
  }
}
