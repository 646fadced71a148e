import { correction } from '../db/corrections.ts'
import type { Change } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import type { HeardMessage } from '../matters/message.ts'
import { placeWords, samePlace } from '../matters/place.ts'
import type { Reading } from '../matters/reading.ts'
import { summarise } from '../matters/summary.ts'
import { categoryOf, higherColour, type Privacy, privacies } from '../matters/taxonomy.ts'
import { vaultOf } from '../matters/vault.ts'
import { asReading } from './alarm-learns.ts'
import { amended } from './amend-draft.ts'
import type { Desk } from './desk.ts'
import { locate } from './locate.ts'

/** What a reporter's correction comes to. */
export interface Corrected {
  /** Columns that change. */
  set: Partial<Matter>
  /** 地点:5号楼→4号楼; with the door, for who handles it alone. */
  changed: string[]
  /** The same, of what an officer settled already and has to look at again. */
  asked: string[]
  /** What there is to learn from it. */
  lessons: Change[]
}

/**
 * Lays what the reporter says now beside what is kept (rule Q-2). A colour never falls by it (rule D-1), and a category that
 * somebody studied is only asked to be studied again. Null: it would have to be sealed under another key.
 */
export function correctMatter(
  desk: Desk,
  matter: Matter,
  said: string,
  message: HeardMessage,
): Corrected | null {
  const before = asReading(matter)
  const after = amended({ reading: before, groupId: matter.groupId }, said, message, desk)
  const result: Corrected = { set: {}, changed: [], asked: [], lessons: [] }
  const place = after.place && { ...after.place, text: '' }
  if (after.category && after.category !== before.category) {
    if (vaultOf(after.category) !== vaultOf(matter.category)) return null
    correctCategory(desk, matter, after.category, result)
  }
  const [from, to] = [before, { ...after, place }].map((one) => placeWords(one.place, { precision: 'room' }))
  if (from !== to) {
    result.changed.push(`地点:${from || '未说'}→${to}`)
    Object.assign(result.set, placeOf(desk, matter, place))
    if (before.place && place && samePlace(before.place, place) === 'different')
      result.lessons.push(lesson(desk, matter, 'place', before.place.precision, place.precision))
  }
  if (after.time && after.time.text !== before.time?.text) {
    result.changed.push(`时间:${before.time?.text ?? '未说'}→${after.time.text}`)
    result.set.occurred = after.time
  }
  if (JSON.stringify(after.facts) !== JSON.stringify(before.facts)) result.set.facts = after.facts
  const category = result.set.category ?? matter.category
  const summary = summarise({ ...after, category, place } as Reading)
  if (summary !== matter.summary && Object.keys(result.set).length > 0) {
    result.set.summary = summary
    if (result.set.facts) result.changed.push(`摘要:${matter.summary}→${summary}`)
  }
  if (result.changed.length > 0) {
    result.set.colourRules = after.rules
    result.set.colour = higherColour(matter.colour, after.colour)
  }
  return result
}

function correctCategory(desk: Desk, matter: Matter, id: string, result: Corrected): void {
  const { zh, kind, privacy, lead, co } = categoryOf(id)
  const words = `类别:${categoryOf(matter.category).zh}→${zh}`
  if (matter.state !== 'new') {
    result.asked.push(words)
    return
  }
  result.changed.push(words)
  Object.assign(result.set, {
    category: id,
    kind,
    privacy: stricter(matter.privacy, privacy),
    leadDepartment: lead,
    co,
  })
  result.lessons.push(lesson(desk, matter, 'category', matter.category, id))
}

/** Whose it is follows the place only while nobody works on it. */
function placeOf(desk: Desk, matter: Matter, place: Matter['place']): Partial<Matter> {
  const group = matter.groupId === null ? undefined : desk.registry.groupById(matter.groupId)
  const located = locate(place, group, desk.registry)
  const free = matter.state === 'new' && matter.leadId === null && !located.homeless
  return { place, needsClarify: located.needsClarify, ...(free && { areaId: located.areaId }) }
}

function stricter(a: Privacy, b: Privacy): Privacy {
  return privacies.indexOf(a) >= privacies.indexOf(b) ? a : b
}

function lesson(desk: Desk, matter: Matter, kind: 'category' | 'place', said: string, right: string): Change {
  return correction({ kind, of: { matter }, said, right, byRole: 'reporter', at: desk.clock.now() })
}
