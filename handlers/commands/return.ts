import { timeline } from '../../db/events.ts'
import { isPastHalf, whoGetsItBack } from '../give-back.ts'
import { moved } from '../move.ts'
import { givenBack, givenBackTo, nobodyTakesItBack, tooLateToGiveBack } from '../replies/give-back.ts'
import { plain } from '../replies/refusals.ts'
import { tellStaff } from '../tell-staff.ts'
import { text } from './argument-kinds.ts'
import { matterVerb } from './matter-verb.ts'

export const giveBack = matterVerb({
  name: '退单',
  aliases: ['nack'],
  help: '办不了就退回交办人(期限过半之前)',
  where: 'work',
  rights: ['giveBack'],
  states: ['assigned', 'handling'],
  arguments: { reason: text('理由', '不在我的网格') },
  async run({ desk, now, matter, staff, values, reply, refuse }) {
    const events = await timeline(desk.db, matter.id)
    if (isPastHalf(matter, events, now)) return refuse(tooLateToGiveBack(matter.number))
    const back = whoGetsItBack(desk, matter, staff, events)
    if (!back) return refuse(nobodyTakesItBack(matter.number))
    const values_ = { note: `${staff.name} 退回 ${back.name}:${values.reason}`, leadId: back.personId }
    const { fresh, changes } = moved(desk, matter, staff, {
      steps: [{ to: 'assigned', kind: 'returned', values: values_ }],
      set: { leadId: back.personId },
    })
    return {
      changes,
      posts: [
        reply(plain(givenBackTo(matter.number, back.name))),
        ...(await tellStaff(desk, [back], fresh, {
          occasion: 'returned',
          lines: [givenBack(staff.name, values.reason)],
          actions: [
            { label: '接单', command: `/接单 ${matter.number}` },
            { label: '看详情', command: `/看 ${matter.number}` },
          ],
        })),
      ],
    }
  },
})
