import { matterById } from '../db/matters.ts'
import { nothing, type Write } from '../db/write.ts'
import { furtherRules, raiseBy } from '../matters/raise.ts'
import type { Desk } from './desk.ts'
import { pageDuty } from './emergency.ts'
import { moved } from './move.ts'
import { matterCard } from './replies/matter-card.ts'
import { revengeFeared } from './replies/study.ts'
import { show } from './show.ts'
import { tellIfRed } from './tell-staff.ts'

/** Signs that somebody goes after who reported, or the other party, raise that matter too and alert the duty desk (rule K-5). */
export async function alertRevenge(desk: Desk, matterId: number): Promise<Write> {
  const known = await matterById(desk.db, matterId)
  if (!known || furtherRules(known, ['R8']).length === 0) return nothing
  const { fresh, changes } = moved(desk, known, null, { set: raiseBy(known, 'R8') })
  const pages = await pageDuty(desk, fresh, 'R8', async (staff) => {
    const seen = await show(desk, { as: 'staff', staff }, fresh)
    return seen && matterCard(seen, [{ label: '看详情', command: `/看 ${fresh.number}` }], [revengeFeared])
  })
  return { changes, posts: [...pages, ...(await tellIfRed(desk, known, fresh, null))] }
}
