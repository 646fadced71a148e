import { record } from '../../db/events.ts'
import { matterByNumber } from '../../db/matters.ts'
import { keepWalk, walksOf } from '../../db/walks.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { may, rolesOf, type Staff } from '../../matters/roles.ts'
import { maySee } from '../../matters/view.ts'
import { whisper } from '../desk.ts'
import { type NamedPlace, placesNamed } from '../place-named.ts'
import { mask } from '../read/mask.ts'
import { noSuchMatter } from '../replies/refusals.ts'
import { walkKinds, walksCard, walkTexts } from '../replies/walk.ts'
import { findNumbers } from './matter-number.ts'
import type { Call, Verb } from './verb.ts'

/** Own visits that are shown at once. */
const shown = 10
/** Nobody calls on more households in one building. */
const mostHouseholds = 400

export const walk: Verb = {
  name: '走访',
  aliases: ['walk'],
  args: '楼栋 民意/治安/当事人 [编号] [几户] [谈了什么]',
  help: '记一次走访,只记楼栋不记门牌;单发看最近十次',
  where: 'direct',
  who: rolesOf('walk'),
  async run(call) {
    const { desk, message, asker } = call
    const { staff } = asker
    if (!staff) return saying()
    if (call.words.length === 0)
      return saying(whisper(message, walksCard(await walksOf(desk.db, staff.personId, shown))))
    const told = tellingOf(call)
    if (told.places.some((place) => place.door)) return refused(call, walkTexts.noDoors)
    if (!told.kind) return refused(call, walkTexts.whichKind)
    if (told.kind === 'party') return await toParty(call, staff, told)
    const own = told.places.filter((place) => placeOf(call, staff, place) !== undefined)
    const [place, ...others] = own
    if (!place) return refused(call, told.places.length > 0 ? walkTexts.elsewhere : walkTexts.noSuchPlace)
    if (others.length > 0) return refused(call, walkTexts.which(own.map((one) => one.words)))
    return kept(call, staff, told, { areaId: placeOf(call, staff, place) ?? '', place: place.words })
  },
}

interface Told {
  places: NamedPlace[]
  kind: keyof typeof walkKinds | undefined
  number: string | undefined
  households: number
  topic: string
}

/** Place, kind, number and households wherever they stand; the rest is what was talked about. */
function tellingOf({ words, desk }: Call): Told {
  const { numbers, rest } = findNumbers(words)
  const kinds = Object.entries(walkKinds) as [keyof typeof walkKinds, string][]
  let kind: Told['kind']
  let households = 1
  let places: NamedPlace[] = []
  const topic = rest.filter((word) => {
    const said = word.normalize('NFKC').replace(/^类型[=:]/u, '')
    const meant = kinds.find(([, name]) => said === name || said === `访${name}`)?.[0]
    const count = /^(\d{1,3})户$/u.exec(said)?.[1]
    const named = places.length === 0 ? placesNamed(word, desk.registry.places) : []
    if (meant) kind = meant
    else if (count) households = Math.min(Math.max(1, Number(count)), mostHouseholds)
    else if (named.length > 0) places = named
    else return true
    return false
  })
  return { places, kind, number: numbers[0], households, topic: topic.join(' ') }
}

/** The grid of that place in which this colleague may walk. */
function placeOf({ desk }: Call, staff: Staff, place: NamedPlace): string | undefined {
  return place.areaIds.find((areaId) => may(staff, 'walk', areaId, desk.registry.areas))
}

/** A visit to a party is always for a matter, and is told on its timeline (A040). */
async function toParty(call: Call, staff: Staff, told: Told): Promise<Write> {
  const { desk } = call
  if (!told.number) return refused(call, walkTexts.whichMatter)
  const matter = await matterByNumber(desk.db, told.number)
  if (!matter || !maySee(staff, matter, desk.registry.areas)) return refused(call, noSuchMatter(told.number))
  return kept(
    call,
    staff,
    told,
    { areaId: matter.areaId, place: told.places[0]?.words ?? walkTexts.onMatter },
    matter,
  )
}

function kept(
  { desk, message }: Call,
  staff: Staff,
  { kind, households, topic }: Told,
  where: { areaId: string; place: string },
  matter?: Matter,
): Write {
  if (!kind) return saying()
  const at = desk.clock.now()
  const masked = topic === '' ? null : mask(topic, { tip: matter?.kind === 'tip' })
  const visit = {
    byId: staff.personId,
    ...where,
    kind,
    matterId: matter?.id ?? null,
    households,
    topic: masked,
    at,
  }
  const event = { at, actorId: staff.personId, kind: 'walked', values: { note: masked, kind } }
  return {
    changes: [keepWalk(visit), ...(matter ? [record({ ...event, matterId: matter.id })] : [])],
    posts: [whisper(message, walkTexts.kept(visit, masked !== null && masked !== topic))],
  }
}

function refused({ message }: Call, card: Parameters<typeof whisper>[1]): Write {
  return saying(whisper(message, card, 'refusal'))
}
