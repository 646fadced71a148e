import type { Heard } from '../../matters/message.ts'
import type { Reading } from '../../matters/reading.ts'
import { categoryOf } from '../../matters/taxonomy.ts'
import { categoriseHeard } from './category-heard.ts'
import { plainWords } from './split-words.ts'

/**
 * Who addressed the bot is answered with a draft even where the category has to be asked for. What was only overheard
 * has to be a matter by its own words: "灭了", "我也4栋" go on with a story that is known.
 */
export function worthwhile(
  reading: Reading,
  words: string,
  report: { heard: Heard; thread?: readonly string[] },
): boolean {
  if (reading.danger && reading.category) return true
  if (!addressed(report) && onlyThen(reading)) return false
  if (addressed(report))
    return reading.category !== null || reading.kind !== null || reading.choices.length > 0
  if (goesOn(reading, report) || notice.test(words)) return false
  const own = categoriseHeard(plainWords(words))
  if (report.heard === 'followed') {
    if (own.category !== null && own.score >= (anew.test(words) ? 0.42 : 0.55)) return true
    // 3号楼1单元楼道里堆满纸箱: who names a place of their own tells something of their own, be it hard to name.
    return own.kind !== null && Boolean(reading.place?.building) && own.score >= overheardFrom
  }
  const from = report.thread?.length && !namesPlace(reading) ? besideFrom : overheardFrom
  if (own.category === null) return report.heard === 'passive' && reading.kind !== null && own.score >= from
  return own.score >= from && reading.category !== null
}

/** Who was not asked is asked about it only where it is rather likely. */
const overheardFrom = 0.25
/** The same where something was told in this group just before and no building is named: it may be of that. */
const besideFrom = 0.4

/** Who says which building tells of that one, whatever else is told. */
function namesPlace({ place }: Reading): boolean {
  return Boolean(place?.building) && place?.certainty !== 'inferred'
}

/** 【防骗提醒】, 温馨提示: what offices and companies tell a group is no report, however much it sounds like one. */
const notice =
  /^\s*(?:【[^】]{0,16}(?:提[示醒]|通知|公告|通告|宣传|预警|告知|倡议)[^】]{0,6}】|(?:温馨|友情|防骗|反诈|安全|物业|停[水电气])?(?:提[示醒]|通知|公告|通告)[:：])/

/** 去年那回楼道冒烟: a danger that others had, told in passing. */
function onlyThen(reading: Reading): boolean {
  if (reading.guard !== '说的是从前') return false
  return reading.category === null || categoryOf(reading.category).urgency === 'emergency'
}

/** 还有, 再打听个事: something else begins. */
export const anew = /^\s*(?:还有|另外|再|对了|顺便|此外|换个事|问个别的)/

/** Words about a danger that somebody else told: it is over, it is none, 119 was called. */
function goesOn(reading: Reading, report: { heard: Heard }): boolean {
  // 物业来两趟了没用: how others dealt with what was told before.
  if (
    report.heard === 'followed' &&
    reading.category === 'dispute.property_mgmt' &&
    reading.rules.includes('Y8')
  )
    return true
  if (reading.danger || !reading.category || reading.guard) return false
  const alarming = categoryOf(reading.category).urgency === 'emergency'
  // With a place of its own it goes on with nothing: 3号楼1单元 …
  if (alarming && report.heard === 'followed' && !reading.place?.building) return true
  const { signals, facts } = reading
  return alarming && Boolean(signals.saidOver || signals.doubted || facts.called119 || facts.called110)
}

export function addressed(report: { heard: Heard }): boolean {
  return report.heard === 'mention' || report.heard === 'direct' || report.heard === 'command'
}
