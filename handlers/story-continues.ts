import { type Draft, reviseDraft } from '../db/drafts.ts'
import { openMatters } from '../db/matters.ts'
import { nothing, type Write } from '../db/write.ts'
import { combine } from '../matters/combine.ts'
import type { Matter } from '../matters/matter.ts'
import type { Heard } from '../matters/message.ts'
import { samePlace } from '../matters/place.ts'
import type { Reading } from '../matters/reading.ts'
import { kindred } from '../matters/same-story.ts'
import { categoryOf } from '../matters/taxonomy.ts'
import { learnMore } from './alarm-learns.ts'
import { areaOfGroup, neighbourhood } from './locate.ts'
import { readPart } from './read/index.ts'
import { messageIdsOf, newCard, type Telling } from './telling.ts'

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
  if (alarm && readings.some((one) => one.urgency === 'emergency' && !tellsOf(alarm, one))) return null
  if (alarm && (!reading || tellsOf(alarm, reading)))
    return await learnMore(telling, alarm, reading?.category ? reading : partOf(telling))
  if (alarm && reading && besideTheDanger(alarm, reading, message.heard))
    return await learnMore(telling, alarm, partOf(telling))
  if (reading || message.heard === 'passive') return null
  if (!own) return message.heard === 'followed' ? nothing : null
  return addToDraft(telling, own)
}

function addToDraft(telling: Telling, own: Draft): Write {
  const part = partOf(telling)
  const whole = combine(own.reading, { ...own.reading, ...part, score: 0 } as Reading)
  const messageIds = [...new Set([...own.messageIds, ...messageIdsOf(telling.message)])]
  return {
    changes: [reviseDraft(own, { reading: whole, messageIds })],
    posts: newCard(telling.message, own, whole),
  }
}

/** A danger that was told in this group within half an hour and that the duty desk has not lifted. */
async function recentAlarm(telling: Telling): Promise<Matter | undefined> {
  const { desk, message, group } = telling
  const areaId = areaOfGroup(group, desk.registry)
  if (!group || !areaId) return undefined
  const since = new Date(Date.parse(message.at) - alarmMs)
  const matters = await openMatters(desk.db, neighbourhood(areaId, desk.registry), { since })
  return matters.find(
    (one) => one.urgency === 'emergency' && !one.emergencyLiftedAt && one.groupId === group.id,
  )
}

function tellsOf(alarm: Matter, reading: Reading): boolean {
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

function partOf(telling: Telling): Partial<Reading> {
  const { message, group } = telling
  return readPart(message.text, {
    nick: message.sender.nick,
    at: new Date(message.at),
    chatName: group?.name ?? '',
  })
}
