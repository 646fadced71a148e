import { type Draft, draftsInGroup, reviseDraft } from '../db/drafts.ts'
import { openMatters } from '../db/matters.ts'
import { nothing, type Write } from '../db/write.ts'
import { combine } from '../matters/combine.ts'
import type { Matter } from '../matters/matter.ts'
import type { Heard } from '../matters/message.ts'
import { samePlace } from '../matters/place.ts'
import type { Reading } from '../matters/reading.ts'
import { kindred } from '../matters/same-story.ts'
import { summarise } from '../matters/summary.ts'
import { categoryOf } from '../matters/taxonomy.ts'
import { learnMore } from './alarm-learns.ts'
import { findDanger } from './gate/danger.ts'
import { areaOfGroup, neighbourhood } from './locate.ts'
import { askLater } from './refine/ask-later.ts'
import { messageIdsOf, newCard, newCardFor, partOf, type Telling } from './telling.ts'

/** How long words about a danger in the same group are added to it. */
const alarmMs = 30 * 60_000

/**
 * Words that go on with something told just before: the same person's "我也4栋", anybody's "六栋一单元", "没事了" about a
 * danger of this group. Null when this message stands on its own.
 */
export async function addToStory(telling: Telling, own: Draft | undefined): Promise<Write | null> {
  const { message, readings } = telling
  if (message.heard !== 'followed' && message.heard !== 'work' && message.heard !== 'passive') return null
  const [reading] = readings
  // Words that make a matter of their own go their own way, unless they tell of the danger that is known already.
  const alarm = await recentAlarm(telling)
  // A second danger beside the first is never folded into it: gas in the house, and somebody in there who wants to die.
  const second = alarm && readings.some((one) => one.urgency === 'emergency' && !tellsOf(alarm, one))
  // One that no sign names, seen in the thread as a whole, is the one that is known.
  if (second && findDanger(message.text).danger) return null
  if (second) return await learnMore(telling, alarm, partOf(telling))
  if (alarm && (!reading || tellsOf(alarm, reading)))
    return await learnMore(telling, alarm, reading?.category ? reading : partOf(telling))
  if (alarm && reading && besideTheDanger(alarm, reading, message.heard))
    return await learnMore(telling, alarm, partOf(telling))
  if (reading) return null
  if (own && message.heard !== 'passive') return addToDraft(telling, own)
  return message.heard !== 'work' ? await addAsWitness(telling) : null
}

/**
 * What somebody else adds to a story of this group ("不是我家 好像是1001"): it is noted that their message belongs to the
 * latest draft, and fills the place or time that is missing there. The one who told it sees what was added.
 */
export async function addAsWitness({ desk, message, group, ...telling }: Telling): Promise<Write> {
  if (!group) return nothing
  const since = new Date(Date.parse(message.at) - alarmMs)
  const [draft] = await draftsInGroup(desk.db, group.id, since)
  // A tip is its giver's alone (rule K-2): nobody else's words touch it, and no card tells of a colleague's interest.
  if (!draft || draft.reading.kind === 'tip' || draft.messageIds.includes(message.messageId)) return nothing
  const part = partOf({ desk, message, group, ...telling })
  const { reading } = draft
  const whole = {
    ...reading,
    place: reading.place ?? part.place ?? null,
    time: reading.time ?? part.time ?? null,
  }
  const messageIds = [...new Set([...draft.messageIds, ...messageIdsOf(message)])]
  const revised = { ...whole, summary: summarise(whole) }
  return {
    changes: [reviseDraft(draft, { reading: revised, messageIds })],
    posts: newCardFor(desk.seal.open(draft.reporter), message, draft, revised),
  }
}

/** What further words of the same person fill in or add in their draft; no card where it stays as it was. */
export function addToDraft(telling: Telling, own: Draft): Write {
  const part = partOf(telling)
  const whole = combine(own.reading, { ...own.reading, ...part, score: 0 } as Reading)
  const messageIds = [...new Set([...own.messageIds, ...messageIdsOf(telling.message)])]
  return {
    changes: [
      reviseDraft(own, { reading: whole, messageIds }),
      ...askLater(telling, { id: own.id, version: own.version + 1, reading: whole }),
    ],
    posts: newCard(telling.message, own, whole),
  }
}

/** A danger that was told in this group within half an hour and that the duty desk has not lifted. */
export async function recentAlarm(telling: Telling): Promise<Matter | undefined> {
  const { desk, message, group } = telling
  const areaId = areaOfGroup(group, desk.registry)
  if (!group || !areaId) return undefined
  const since = new Date(Date.parse(message.at) - alarmMs)
  const matters = await openMatters(desk.db, neighbourhood(areaId, desk.registry), { since })
  return matters.find(
    (one) => one.urgency === 'emergency' && !one.emergencyLiftedAt && one.groupId === group.id,
  )
}

/** Words under which the danger that is known may well be told. */
export function tellsOf(alarm: Matter, reading: Pick<Reading, 'category'>): boolean {
  return reading.category === null || kindred(alarm.category).includes(reading.category)
}

/** 上个月它也关过人, 各出口都卡住了: what bystanders say of a danger sounds like one, and is no matter of its own. */
function besideTheDanger(alarm: Matter, reading: Reading, heard: Heard): boolean {
  if (!reading.category || reading.danger) return false
  const { kind } = categoryOf(reading.category)
  if (reading.place?.building && samePlace(reading.place, alarm.place) !== 'same') return false
  if (kind === 'hazard' && alarm.kind === 'hazard' && heard !== 'work') return true
  if (heard === 'followed' && [reading, alarm].every((one) => one.category?.startsWith('tip.fraud.')))
    return true
  return (
    kindred(alarm.category).includes(reading.category) || categoryOf(reading.category).urgency === 'emergency'
  )
}
