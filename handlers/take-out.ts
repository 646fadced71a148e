import { forgetPeople } from '../db/forget.ts'
import { mergedInto } from '../db/links.ts'
import { forgetReporter, type OwnReport, type Reported, standingBehind } from '../db/reporters.ts'
import type { Change } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import { isOpen } from '../matters/moves.ts'
import type { Desk } from './desk.ts'
import { moved } from './move.ts'

/**
 * What can be taken out of a matter for one who reported it (rule Q-3). `whole`: all of it, while it lies with nobody yet.
 * `shared`: others reported it too, so it goes on for them. `kept`: somebody works on it, or did.
 */
export type TakeOut = 'whole' | 'shared' | 'kept'

export async function takeOutOf(desk: Desk, matter: Reported): Promise<TakeOut> {
  const untouched = matter.leadId === null && ['draft', 'new', 'studied'].includes(matter.state)
  if (!untouched || isStanding(matter)) return 'kept'
  if (await isJoint(desk, matter)) return 'shared'
  return (await standingBehind(desk.db, matter.id)).length > 1 ? 'shared' : 'whole'
}

/** What others told goes on in it: nobody takes that back for them. */
export async function isJoint(desk: Desk, matter: Reported): Promise<boolean> {
  return matter.ownId !== matter.id || (await mergedInto(desk.db, matter.id)).length > 0
}

/** Only the duty desk ends an emergency, whoever takes back what they said. */
export function isStanding(matter: Matter): boolean {
  return matter.urgency === 'emergency' && !matter.emergencyLiftedAt
}

/** The whole matter goes; number and category stay as a gap in the list. The table has no way back once it was studied. */
export function takeWhole(desk: Desk, { matter }: OwnReport): Change[] {
  const to = matter.state === 'studied' ? 'unfounded' : 'withdrawn'
  const { changes } = moved(desk, matter, null, {
    steps: [{ to, kind: 'withdrawn' }],
    set: { closedAt: desk.clock.now(), outcome: 'withdrawn' },
  })
  return [...changes, forgetPeople(matter)]
}

/** One who reported goes; where nobody is left behind an ended matter, its door goes too: no work needs it any more. */
export async function takeOne(desk: Desk, { matter, reporterId }: OwnReport): Promise<Change[]> {
  const joint = await isJoint(desk, matter)
  const alone = !joint && (await standingBehind(desk.db, matter.id)).length === 1
  const bare = matter.place && { ...matter.place, unit: null, floor: null, room: null }
  const { changes } = moved(desk, matter, null, {
    set: alone && !isOpen(matter.state) ? { place: bare } : {},
    notes: [{ kind: 'erased' }],
  })
  return [...changes, forgetReporter(desk.seal, { matterId: matter.ownId, reporterId })]
}
