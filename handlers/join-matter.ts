import { record } from '../db/events.ts'
import { addParties, addReporter, type Behind, knownOf } from '../db/matters.ts'
import { voices } from '../db/reporters.ts'
import type { Write } from '../db/write.ts'
import { rulesOfVoices } from '../matters/history-rules.ts'
import type { Matter } from '../matters/matter.ts'
import { furtherRules, raiseBy } from '../matters/raise.ts'
import type { Reading } from '../matters/reading.ts'
import type { Desk } from './desk.ts'
import { moved } from './move.ts'
import { joinedAndRaised } from './replies/study.ts'
import { tellIfRed, tellLead } from './tell-staff.ts'

/**
 * One more person stands behind an open matter. What they tell may raise its colour, and so may the fifth voice (rule Y5);
 * nothing lowers it. While voices still count each join re-checks the matter, so that of several at once none is missed.
 */
export async function joinMatter(
  desk: Desk,
  known: Matter,
  reading: Pick<Reading, 'parties' | 'rules'>,
  reporter: Behind,
  /** The matter they told of, where it was merged into `known`. */
  behind = known.id,
): Promise<Write> {
  const at = desk.clock.now()
  const persons = [
    addReporter(desk.seal, behind, reporter, at),
    addParties(desk.seal, behind, reading.parties, knownOf(reporter)),
  ]
  const count = await voices(desk.db, desk.seal, known.id, knownOf(reporter))
  const rules = [...reading.rules, ...rulesOfVoices(count)]
  const counts = known.colour !== null && !known.colourRules.includes('Y5')
  if (!counts && furtherRules(known, rules).length === 0)
    return {
      changes: [...persons, record({ matterId: known.id, at, actorId: null, kind: 'joined' })],
      posts: [],
    }
  const { fresh, changes } = moved(desk, known, null, {
    set: raiseBy(known, ...rules),
    notes: [{ kind: 'joined' }],
  })
  const raised = fresh.colour !== known.colour
  const news = { occasion: 'joined', lines: [joinedAndRaised(known.colour, fresh.colour)] }
  return {
    changes: [...changes, ...persons],
    posts: raised
      ? [...(await tellLead(desk, fresh, null, news)), ...(await tellIfRed(desk, known, fresh, null))]
      : [],
  }
}
