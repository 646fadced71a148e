import { record } from '../../db/events.ts'
import { findMatters } from '../../db/find-matters.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Card } from '../../matters/message.ts'
import { may, rolesOf, type Staff } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import { type Desk, whisper } from '../desk.ts'
import { looksLikePerson } from '../looks-like-person.ts'
import { findTexts, foundCard } from '../replies/find.ts'
import { matterLine } from '../replies/matter-card.ts'
import { noSuchMatter } from '../replies/refusals.ts'
import { showInList } from '../show.ts'
import { type Looking, lookingFor } from './looking-for.ts'
import type { Call, Verb } from './verb.ts'

/** Lines of one answer. */
const shown = 10

export const find: Verb = {
  name: '查',
  aliases: ['find'],
  args: '编号/地点/类别 [时段]',
  help: '按编号、楼栋或类别查本片区的事;不按人查(会留痕)',
  where: 'direct',
  who: rolesOf('find'),
  async run(call) {
    const { desk, message, asker, words } = call
    const { staff } = asker
    if (!staff) return saying()
    if (words.length === 0) return saying(whisper(message, findTexts.how))
    const looking = lookingFor(words, desk)
    if (looking.unknown.length > 0) {
      const person = looking.unknown.some(looksLikePerson)
      return refused(call, staff, person ? findTexts.byPerson : findTexts.notUnderstood, person)
    }
    const areaIds = ownAreas(staff, looking, desk)
    if (areaIds.length === 0) return refused(call, staff, findTexts.elsewhere, false)
    const found = (await findMatters(desk.db, { ...looking, areaIds })).filter((matter) =>
      mayDo(staff, 'find', matter, desk.registry.areas),
    )
    const lines: string[] = []
    for (const matter of found.slice(0, shown)) {
      const seen = await showInList(desk, { as: 'staff', staff }, matter)
      if (seen) lines.push(matterLine(seen))
    }
    const [number] = looking.numbers
    const card =
      number && lines.length === 0
        ? noSuchMatter(number)
        : foundCard({ asked: looking.asked, lines, more: found.length > shown, door: looking.door })
    const { numbers, categories, buildings, from, to } = looking
    return {
      changes: [
        record({
          matterId: null,
          at: desk.clock.now(),
          actorId: staff.personId,
          kind: 'searched',
          values: { numbers, categories, buildings, from, to, found: found.map(({ number }) => number) },
        }),
      ],
      posts: [whisper(message, withLook(card, found[0]?.number))],
    }
  },
}

function withLook(card: Card, number: string | undefined): Card {
  return number ? { ...card, actions: [{ label: `看 ${number}`, command: `/看 ${number}` }] } : card
}

/** Where this colleague may look; of a place only the part that is theirs. */
function ownAreas(staff: Staff, looking: Looking, desk: Desk): string[] {
  const { areas } = desk.registry
  return areas
    .all()
    .map((area) => area.id)
    .filter((id) => may(staff, 'find', id, areas))
    .filter((id) => looking.places.length === 0 || looking.within.some((one) => holds(id, one)))
  // A matter whose building is not in the table lies with the community around it.
  function holds(id: string, place: string) {
    return areas.within(id, place) || areas.within(place, id)
  }
}

function refused({ desk, message }: Call, staff: Staff, card: Card, person: boolean): Write {
  const event = { matterId: null, at: desk.clock.now(), actorId: staff.personId, kind: 'refused' }
  return {
    // By kind, never by the words that were typed.
    changes: [record({ ...event, values: { what: person ? '查: person' : '查: unknown' } })],
    posts: [whisper(message, card, 'refusal')],
  }
}
