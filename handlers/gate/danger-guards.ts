import type { Danger } from '../../matters/reading.ts'
import { contexts } from './danger-contexts.ts'
import { hyperboles } from './danger-hyperbole.ts'
import { idioms } from './danger-idioms.ts'
import { talk } from './danger-talk.ts'

/** Where a sign stands: its own words, what its sentence says before and after it, and all that was said. */
export interface Standing {
  danger: Danger
  sign: string
  before: string
  after: string
  sentence: string
  whole: string
}

export interface Guard {
  reason: string
  only?: readonly Danger[]
  except?: readonly Danger[]
  sign?: RegExp
  before?: RegExp
  after?: RegExp
  sentence?: RegExp
  whole?: RegExp
  /** Said anywhere, it takes the guard away. */
  unless?: RegExp
}

/** Why a frightening word does not alarm. The first that holds gives the reason. */
const guards: readonly Guard[] = [...contexts, ...talk, ...idioms, ...hyperboles]

/** Why this sign does not count; null where it does. */
export function guardOf(standing: Standing): string | null {
  return guards.find((guard) => holds(guard, standing))?.reason ?? null
}

function holds(guard: Guard, at: Standing): boolean {
  if (guard.only && !guard.only.includes(at.danger)) return false
  if (guard.except?.includes(at.danger)) return false
  if (guard.sign && !guard.sign.test(at.sign)) return false
  if (guard.before && !guard.before.test(at.before)) return false
  if (guard.after && !guard.after.test(at.after)) return false
  if (guard.sentence && !guard.sentence.test(at.sentence)) return false
  if (guard.whole && !guard.whole.test(at.whole)) return false
  return !guard.unless?.test(at.whole)
}

const ofTalk = new Set([
  '演练或安全宣传',
  '游戏里的话',
  '影视或小说',
  '考题或作业',
  '拍摄或排练',
  '新闻或转述',
  '别处的事',
])
const ofThePast = new Set(['说的是从前', '说的是前些天'])

/**
 * Why words that alarm as a whole, without any one sign, do not count: what is talked of around them (`whole`), or that
 * they tell of the past. Null where they count.
 */
export function toneOf(text: string, whole: string, danger: Danger): string | null {
  const said = { danger, sign: '', before: text, after: '', sentence: text }
  const found = [...contexts, ...talk].find((guard) => {
    if (guard.sign || guard.after) return false
    if (ofTalk.has(guard.reason)) return guard.whole !== undefined && holds(guard, { ...said, whole })
    return ofThePast.has(guard.reason) && holds(guard, { ...said, whole: text })
  })
  return found?.reason ?? null
}
