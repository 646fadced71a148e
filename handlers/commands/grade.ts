import { openStates } from '../../matters/moves.ts'
import { whisper } from '../desk.ts'
import { graded } from '../grade.ts'
import { moved } from '../move.ts'
import { alreadyThatColour, colourWasSet, gradedCard } from '../replies/study.ts'
import { tellIfRed, tellLead } from '../tell-staff.ts'
import { colour, text } from './argument-kinds.ts'
import { matterVerb } from './matter-verb.ts'

export const grade = matterVerb({
  name: '定色',
  aliases: ['grade'],
  help: '调整级别并写明理由(调低要民警或所长)',
  where: 'direct',
  rights: ['raiseColour', 'lowerColour'],
  states: [...openStates, 'transferred'],
  arguments: { colour, reason: text('理由', '现场有推搡') },
  async run({ call, desk, matter, staff, values, refuse }) {
    const { reason } = values
    const to = values.colour
    if (matter.colour === to) return refuse(alreadyThatColour(matter.number, to))
    const done = graded(desk, matter, staff, to, reason)
    if ('refused' in done) return refuse(done.refused)
    const { fresh, changes } = moved(desk, matter, staff, { set: done.set, notes: done.notes })
    const news = {
      occasion: 'recoloured',
      lines: [colourWasSet(matter.colour, fresh.colour, reason)],
    }
    return {
      changes: [...done.changes, ...changes],
      posts: [
        whisper(call.message, gradedCard(fresh.number, matter.colour, fresh.colour)),
        ...(await tellLead(desk, fresh, staff, news)),
        ...(await tellIfRed(desk, matter, fresh, staff)),
      ],
    }
  },
})
