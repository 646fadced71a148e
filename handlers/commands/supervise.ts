import { superviseBy, supervisionsOf } from '../../db/supervisions.ts'
import { priorities } from '../../matters/message.ts'
import { openStates } from '../../matters/moves.ts'
import { holds, type Staff } from '../../matters/roles.ts'
import { clockFor } from '../clocks.ts'
import { moved } from '../move.ts'
import { alreadySupervised, nowSupervised, supervisedLines } from '../replies/clocks.ts'
import { plain } from '../replies/refusals.ts'
import { remindStaff } from '../tell-staff.ts'
import { whoHandles } from '../who.ts'
import { text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

export const superviseMatter = matterVerb({
  name: '督办',
  aliases: ['push'],
  help: '督办一件事:牵头人要在时限内回一笔进展',
  where: 'work',
  rights: ['supervise'],
  states: [...openStates, 'transferred'],
  arguments: { words: optional(text('话', '周五前请约双方见面')) },
  async run({ desk, now, matter, staff, values, reply, refuse }) {
    const words = values.words ?? null
    const mine = (await supervisionsOf(desk.db, matter.id)).find((one) => one.byId === staff.personId)
    if (mine && !words) return refuse(alreadySupervised(matter.number))
    const { fresh, changes } = moved(desk, matter, staff, {
      notes: [{ kind: 'supervised', values: { note: words ?? staff.name } }],
    })
    const answer = clockFor(desk, fresh, 'supervise')
    const told = await remindStaff(
      desk,
      fresh,
      whoHandles(desk, fresh).filter((one) => one.personId !== staff.personId),
      {
        lines: supervisedLines(matter.number, { by: staff.name, words, answerBy: answer?.dueAt ?? null }),
        key: `supervised:${matter.id}:${matter.version}`,
        priority: priorities.answer,
      },
    )
    const reached = told.length === 0 ? 'nobody' : fresh.leadId === null ? 'assigners' : 'lead'
    const reason = words ?? `${staff.name}督办`
    return {
      changes: [
        ...changes,
        superviseBy(
          { matterId: matter.id, level: levelOf(staff), reason, byId: staff.personId, since: now },
          answer,
        ),
      ],
      posts: [reply(plain(nowSupervised(matter.number, reached))), ...told],
    }
  },
})

function levelOf(staff: Staff) {
  if (holds(staff, 'bureau_chief')) return 'bureau'
  return holds(staff, 'brigade_chief') ? 'brigade' : 'chief'
}
