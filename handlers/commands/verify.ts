import { path, type State } from '../../matters/moves.ts'
import { retentionUntil } from '../../matters/retention.ts'
import { whisper } from '../desk.ts'
import { stands } from '../grade.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import {
  foundTrueNews,
  notFoundNews,
  outcomeWords,
  standsStill,
  verifiedCard,
  verifyIsFor,
} from '../replies/verify.ts'
import { choice, text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

/** What looking into it brought. */
export type Outcome = 'true' | 'untrue' | 'pending' | 'no_entry'

const outcome = choice<Outcome>('属实/不属实/待查/未进门', {
  属实: 'true',
  属实的: 'true',
  基本属实: 'true',
  不属实: 'untrue',
  未发现: 'untrue',
  待查: 'pending',
  再查: 'pending',
  未进门: 'no_entry',
  没进门: 'no_entry',
  没开门: 'no_entry',
  不开门: 'no_entry',
  拒绝入户: 'no_entry',
  no_entry: 'no_entry',
})

export const verify = matterVerb({
  name: '核实',
  aliases: ['verify'],
  help: '记线索或隐患的核实结果',
  where: 'direct',
  rights: ['verify'],
  states: ['new', 'studied', 'assigned', 'handling'],
  kinds: ['tip', 'hazard'],
  arguments: { outcome, note: optional(text('话', '现场看过')) },
  async run({ call, desk, now, matter, staff, values, refuse }) {
    const { outcome: found, note = '' } = values
    if (matter.kind !== 'tip' && matter.kind !== 'hazard') return refuse(verifyIsFor(matter.number))
    const untrue = found === 'untrue'
    if (untrue && stands(matter)) return refuse(standsStill(matter.number))
    const words = [outcomeWords[found], note].filter(Boolean).join(':')
    const { fresh, changes } = moved(desk, matter, staff, {
      steps: untrue ? toUnfounded(matter.state).map((to) => ({ to, kind: 'moved' })) : [],
      set: untrue
        ? {
            outcome: 'unfounded',
            closedAt: now,
            retentionUntil: retentionUntil(matter.category, now),
          }
        : {},
      notes: [{ kind: 'verified', values: { outcome: found, note: words } }],
    })
    const news = untrue ? notFoundNews : found === 'true' ? foundTrueNews : null
    return {
      changes,
      posts: [
        whisper(call.message, verifiedCard(matter.number, found)),
        ...(news ? await newsToReporters(desk, fresh, news, `verified:${fresh.version}`) : []),
      ],
    }
  },
})

/** What is assigned was looked into by whoever says so: it passes through handling. */
function toUnfounded(state: State): State[] {
  return path(state, 'unfounded') ? ['unfounded'] : ['handling', 'unfounded']
}
