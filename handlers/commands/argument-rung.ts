import { type Level, type Loop, levelNames, levels, loopNames, loops } from '../../matters/matter.ts'
import { highEnough, needsStreet, needsStreetOrChiefs } from '../replies/level.ts'
import { choice } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'

/** Where a matter is raised to: a level of the ladder, or a loop. */
export type Rung = { level: Level } | { loop: Loop }

const rungs = {
  警格: 'police_grid',
  街道: 'street',
  区: 'district',
  区级: 'district',
  区里: 'district',
} as const
const circles = { 中环: 'middle', 中闭环: 'middle', 大环: 'large', 大闭环: 'large' } as const
const word = choice<keyof typeof names>('街道/区/中环/大环', { ...rungs, ...circles })
const names = { ...levelNames, ...loopNames }

/** The decision without which nothing leaves the street (A004), and none but the street calls the large loop (A061). */
const ofStreet = /街道.{0,12}(?:会|决定|决议|研究|同意|批准|批示)/u
const ofChiefs = /三长/u

/** Checked at once, so that what cannot be done is not asked back first. */
export const rung: Argument<Rung> = {
  label: '街道/区/中环/大环',
  type: 'choice',
  optional: false,
  example: '街道',
  take(words, taking) {
    const found = word.take(words, taking)
    if (!found || 'problem' in found) return found
    const { value: to, rest } = found
    const said = rest.join(' ')
    const { matter } = taking
    if (to === 'middle' || to === 'large' || to === 'small') {
      if (matter && loops.indexOf(matter.loop) >= loops.indexOf(to))
        return { problem: highEnough(matter.number, loopNames[matter.loop]) }
      if (to === 'large' && !ofStreet.test(said)) return { problem: needsStreet }
      return { value: { loop: to }, rest }
    }
    if (matter && levels.indexOf(matter.level) >= levels.indexOf(to))
      return { problem: highEnough(matter.number, levelNames[matter.level]) }
    if (to === 'district' && !ofStreet.test(said) && !ofChiefs.test(said))
      return { problem: needsStreetOrChiefs }
    return { value: { level: to }, rest }
  },
}
