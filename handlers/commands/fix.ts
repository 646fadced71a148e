import { standingBehind } from '../../db/reporters.ts'
import { saying } from '../../db/write.ts'
import { openStates, type State } from '../../matters/moves.ts'
import { type Corrected, correctMatter } from '../correct-matter.ts'
import { whisper } from '../desk.ts'
import { pageDuty } from '../emergency.ts'
import { moved } from '../move.ts'
import { dutyUpdate } from '../replies/emergency.ts'
import {
  corrected,
  correctedForStaff,
  notThatCategory,
  sayWhatToCorrect,
  tooLateToCorrect,
} from '../replies/rights.ts'
import { show } from '../show.ts'
import { isStanding } from '../take-out.ts'
import { tellHandlers } from '../tell-handlers.ts'
import { findOwn, isWrite } from './own-matter.ts'
import type { Verb } from './verb.ts'

/** Where it was merged the matter is others' as well: who leads it weighs what one of them puts right. */
function inMerged(result: Corrected, merged: boolean): Corrected {
  if (!merged) return result
  return { set: {}, changed: [], asked: [...result.changed, ...result.asked], lessons: [] }
}

const correctable: readonly State[] = [...openStates, 'transferred', 'concluded', 'followup']

/** One's own facts put right; who handles the matter sees what stood there and what stands there now (rule Q-2). */
export const fix: Verb = {
  name: '更正',
  aliases: ['fix'],
  args: '编号 字段=值',
  help: '更正我反映的事:地点、时间、类别、金额、摘要',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const { desk, message } = call
    const own = await findOwn(call, fix)
    if (isWrite(own)) return own
    const { matter } = own
    const { number } = matter
    const refuse = (card: Parameters<typeof whisper>[1]) => saying(whisper(message, card, 'refusal'))
    if (!correctable.includes(matter.state)) return refuse(tooLateToCorrect(number))
    const said = own.rest.join(' ').normalize('NFKC')
    const result = said ? correctMatter(desk, matter, said, message) : undefined
    if (result === null) return refuse(notThatCategory(number))
    if (!result || result.changed.length + result.asked.length === 0) return refuse(sayWhatToCorrect(number))
    const { changed, asked, lessons, set } = inMerged(result, matter.ownId !== matter.id)
    const { fresh, changes } = moved(desk, matter, null, {
      set,
      notes: [
        {
          kind: 'corrected',
          values: { note: [...changed, ...asked.map((one) => `${one}(待核)`)].join(';') },
        },
      ],
    })
    // Where several reported it, what stood there may be another's door.
    const alone = (await standingBehind(desk.db, matter.id)).length === 1
    const shown = alone ? changed : changed.map((one) => one.replace(/:.*→/u, '改为'))
    const lines = correctedForStaff(changed, asked)
    const occasion = `corrected:${matter.version}`
    const told = isStanding(matter)
      ? await pageDuty(desk, fresh, occasion, async (staff) => {
          const seen = await show(desk, { as: 'staff', staff }, fresh)
          return seen && dutyUpdate(seen, lines.join(''))
        })
      : await tellHandlers(desk, fresh, { lines, occasion })
    return {
      changes: [...lessons, ...changes],
      posts: [whisper(message, corrected(number, shown, asked)), ...told],
    }
  },
}
