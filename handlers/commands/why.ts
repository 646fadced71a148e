import { timeline } from '../../db/events.ts'
import { matterByNumber } from '../../db/matters.ts'
import { saying } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { roleNames } from '../../matters/roles.ts'
import { maySee } from '../../matters/view.ts'
import { type Desk, whisper } from '../desk.ts'
import { type Why, whyForReporter, whyForStaff } from '../replies/why.ts'
import { findNumber } from './matter-number.ts'
import { isWrite, ownMatter } from './own-matter.ts'
import type { Verb } from './verb.ts'

export const why: Verb = {
  name: '为什么',
  aliases: ['why'],
  args: '编号',
  help: '为什么是这个类别和级别',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const { desk, message, asker } = call
    const { number } = findNumber(call.words)
    const known = asker.staff && number ? await matterByNumber(desk.db, number) : undefined
    if (known && asker.staff && maySee(asker.staff, known, desk.registry.areas))
      return saying(whisper(message, whyForStaff(known, await whyOf(desk, known))))
    const own = await ownMatter(call, why)
    if (isWrite(own)) return own
    return saying(whisper(message, whyForReporter(own, await whyOf(desk, own), desk.operator)))
  },
}

/** Where category and colour came from. People are named by their role only. */
async function whyOf(desk: Desk, matter: Matter): Promise<Why> {
  const events = await timeline(desk.db, matter.id)
  const certainty = events.find((event) => event.kind === 'opened')?.values?.certainty
  const by = (kind: string) => roleIn(desk, matter, events.findLast((event) => event.kind === kind)?.actorId)
  return {
    certainty: typeof certainty === 'number' ? certainty : null,
    studiedBy: by('studied'),
    recategorisedBy: by('recategorised'),
    colourSetBy: roleIn(desk, matter, matter.colourSetBy),
  }
}

/** The role that person holds for the place of the matter; null where nobody is meant. */
function roleIn(desk: Desk, matter: Matter, personId: number | null | undefined): string | null {
  if (personId === null || personId === undefined) return null
  const roles = desk.registry.staff(personId)?.roles ?? []
  const held = roles.find((one) => desk.registry.areas.within(matter.areaId, one.areaId))
  return held ? roleNames[held.role] : '工作人员'
}
