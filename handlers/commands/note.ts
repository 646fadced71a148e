import { record } from '../../db/events.ts'
import { matterByNumber } from '../../db/matters.ts'
import { keepNote, notesOf } from '../../db/notes.ts'
import { saying, type Write } from '../../db/write.ts'
import { may, rolesOf } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import { whisper } from '../desk.ts'
import { looksLikePerson } from '../looks-like-person.ts'
import { placesNamed } from '../place-named.ts'
import { mask } from '../read/mask.ts'
import { notesCard, noteTexts } from '../replies/note.ts'
import { noSuchMatter } from '../replies/refusals.ts'
import { findNumbers } from './matter-number.ts'
import type { Call, Verb } from './verb.ts'

/** Own notes that are shown at once. */
const shown = 10

export const note: Verb = {
  name: '随手记',
  aliases: ['note'],
  args: '编号/地点 文字',
  help: '给自己记一笔,挂在事项或楼栋上;单发看最近十条',
  where: 'direct',
  who: rolesOf('note'),
  async run(call) {
    const { desk, message, asker, words } = call
    const { staff } = asker
    if (!staff) return saying()
    if (words.length === 0)
      return saying(whisper(message, notesCard(await notesOf(desk.db, staff.personId, shown))))
    const [first = ''] = words
    const { numbers, rest } = findNumbers(words)
    const [number] = numbers
    if (number) return await onMatter(call, staff, number, rest)
    const places = placesNamed(first, desk.registry.places)
    const own = places.filter((place) =>
      place.areaIds.some((areaId) => may(staff, 'note', areaId, desk.registry.areas)),
    )
    const [place, ...others] = own
    // About a door or a name it would be a note on whoever lives there or bears it.
    if (
      places.some((one) => one.door) ||
      (places.length === 0 && (looksLikePerson(first) || /\d{3,}/u.test(first)))
    )
      return refused(call, staff.personId)
    if (!place)
      return saying(
        whisper(message, places.length > 0 ? noteTexts.elsewhere : noteTexts.noSuchPlace, 'refusal'),
      )
    if (others.length > 0)
      return saying(whisper(message, noteTexts.which(own.map((one) => one.words)), 'refusal'))
    const about = { matterId: null, areaId: place.areaIds[0] ?? null, place: place.words }
    return kept(call, staff.personId, about, place.words, words.slice(1).join(' '))
  },
}

async function onMatter(
  call: Call,
  staff: NonNullable<Call['asker']['staff']>,
  number: string,
  rest: string[],
) {
  const { desk, message } = call
  const matter = await matterByNumber(desk.db, number)
  if (!matter || !mayDo(staff, 'note', matter, desk.registry.areas))
    return saying(whisper(message, noSuchMatter(number), 'refusal'))
  const about = { matterId: matter.id, areaId: matter.areaId, place: null }
  return kept(call, staff.personId, about, matter.number, rest.join(' '))
}

function kept(
  { desk, message }: Call,
  personId: number,
  about: { matterId: number | null; areaId: string | null; place: string | null },
  name: string,
  words: string,
): Write {
  if (words === '') return saying(whisper(message, noteTexts.noWords, 'refusal'))
  const text = mask(words)
  const at = desk.clock.now()
  const event = { matterId: null, at, actorId: personId, kind: 'noted' }
  return {
    changes: [
      keepNote({ personId, ...about, text, at }),
      record({ ...event, values: { about: about.matterId === null ? 'place' : 'matter' } }),
    ],
    posts: [whisper(message, noteTexts.kept(name, text !== words))],
  }
}

function refused({ desk, message }: Call, personId: number): Write {
  const event = { matterId: null, at: desk.clock.now(), actorId: personId, kind: 'refused' }
  return {
    changes: [record({ ...event, values: { what: '随手记: person' } })],
    posts: [whisper(message, noteTexts.notAboutPeople, 'refusal')],
  }
}
