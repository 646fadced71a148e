import type { Danger } from '../../matters/reading.ts'
import type { CategoryId } from '../../matters/taxonomy.ts'
import { findDanger } from '../gate/danger.ts'
import { categorise } from './category.ts'
import { plainWords } from './split-words.ts'

/** A part of a report that is a matter of its own; `category` where the split itself decides it. */
export interface Part {
  text: string
  /** The words that say what it is about, where that is not all of them. */
  about?: string
  category?: CategoryId
  /** The danger of it, where the split itself tells dangers apart. */
  danger?: Danger
}

const joints =
  /(?:^|[,，。;；!！?？\s]|\n)(?:还有(?!没|几|个|多|人)|另外|再就是|再有就是|其次|顺便(?:说|问|反映)?|对了|此外|除此之外|第[二三](?:件事|个(?:事|问题)?)?[、,，是])/g
const fell =
  /(?:从|打).{0,6}(?:楼上|高处|阳台|楼顶|窗户|空中|天上|上面|顶楼|外墙|[\d一二三四五六七八九十]+[楼层]).{0,10}(?:掉|扔|抛|砸|落|坠|飞|泼)|(?:高空|空中)(?:抛物|坠物|掉)|(?:掉|坠|落|扔|砸|飞)下来?|(?:外墙|墙皮|瓷砖|玻璃|花盆|空调(?:外机)?|广告牌|窗户|雨棚|晾衣杆|铁盘|砖头?).{0,8}(?:掉|坠|落|砸|脱落)/
const struck =
  /砸(?:了|到|中|坏|碎|烂|个坑|出|凹|破|扁|穿|的|在).{0,10}|(?:把|将)?.{0,4}(?:车|玻璃|雨棚|顶棚|天窗|挡风|引擎盖|车顶|花盆|电动车).{0,8}(?:砸|打|碰)(?:了|坏|碎|出|个|烂|凹|破|到)/
const property = /车|玻璃|雨棚|棚|天窗|引擎盖|顶|屏|摊|伞|设备|电动/
const unharmed = /(?:没|未|幸亏|幸好|还好|差点)(?:有)?(?:砸|打|碰)(?:到|着|中)?(?:车|人|东西)?/

/** The matters one report plainly holds; usually one. */
export function splitMatters(text: string): Part[] {
  if (fellAndBroke(text))
    return [
      { text, category: 'dispute.damage_compensation' },
      { text, category: 'hazard.falling_object' },
    ]
  // Whoever will not come out of a room full of gas is one matter, the gas that the others breathe another.
  if (findDanger(text).danger === 'self_harm' && findDanger(text, 'self_harm').danger === 'gas')
    return [
      { text, category: 'hazard.gas', danger: 'gas' },
      { text, category: 'care.self_harm', danger: 'self_harm' },
    ]
  if (/接龙/.test(text)) return [{ text }]
  const parts: Part[] = []
  let from = 0
  for (const cut of [...text.matchAll(joints)].map((joint) => joint.index)) {
    // What is no matter of its own, or the same one again, belongs to what was said before it.
    if (!standsAlone(text.slice(cut), text.slice(from, cut))) continue
    parts.push({ text: text.slice(from, cut) })
    from = cut
  }
  return [...parts, { text: text.slice(from) }]
}

function standsAlone(piece: string, before: string): boolean {
  const own = categorise(plainWords(piece))
  const first = categorise(plainWords(before))
  return (
    own.category !== null && own.score >= 0.5 && first.category !== null && own.category !== first.category
  )
}

/** What fell from above and broke something is a dispute about the damage and a danger that stays. */
function fellAndBroke(text: string): boolean {
  const whole = text.replace(unharmed, '')
  return fell.test(whole) && struck.test(whole) && property.test(whole)
}
