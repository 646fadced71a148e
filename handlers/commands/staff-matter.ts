import { record } from '../../db/events.ts'
import { matterByNumber } from '../../db/matters.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Right, Staff } from '../../matters/roles.ts'
import { mayDo, maySee } from '../../matters/view.ts'
import { whisper } from '../desk.ts'
import { needsNumber, noSuchMatter, plain } from '../replies/refusals.ts'
import { fullNumber } from './own-matter.ts'
import type { Call, Verb } from './verb.ts'

/** A matter together with the colleague who acts on it. */
export interface Acting {
  matter: Matter
  staff: Staff
}

/**
 * The matter named first in the arguments, if this person may see it and holds the right there. One who may not see it
 * gets the same answer as for a number that does not exist.
 */
export async function staffMatter(
  call: Call,
  verb: Pick<Verb, 'name' | 'args'>,
  right: Right,
): Promise<Acting | Write> {
  const { desk, message, asker, words } = call
  const { staff } = asker
  const [number] = words
  if (!number) return saying(whisper(message, needsNumber(verb)))
  const matter = await matterByNumber(desk.db, fullNumber(number))
  if (!staff || !matter || !maySee(staff, matter, desk.registry.areas)) {
    return saying(whisper(message, noSuchMatter(number), 'refusal'))
  }
  if (!mayDo(staff, right, matter, desk.registry.areas)) {
    const change = record({
      matterId: matter.id,
      at: desk.clock.now(),
      actorId: staff.personId,
      kind: 'refused',
      values: { what: verb.name },
    })
    return {
      changes: [change],
      posts: [
        whisper(
          message,
          plain(`${matter.number} 的「${verb.name}」不在您的职责内,请联系牵头人或社区民警。`),
          'refusal',
        ),
      ],
    }
  }
  return { matter, staff }
}

export function isRefusal(found: Acting | Write): found is Write {
  return 'posts' in found
}
