import { askConfirmation, sessionsOf } from '../../db/sessions.ts'
import { confirmableUntil } from '../../matters/joint-time.ts'
import { localDate } from '../../matters/working-time.ts'
import { moved } from '../move.ts'
import { lawfulRoutes, tooLateToConfirm } from '../replies/mediation.ts'
import { plain } from '../replies/refusals.ts'
import { matterVerb } from './matter-verb.ts'

export const confirmInCourt = matterVerb({
  name: '司法确认',
  aliases: ['jc'],
  help: '记下双方申请司法确认(协议生效30日内)',
  where: 'direct',
  rights: ['askConfirmation'],
  states: ['assigned', 'handling', 'resolved', 'concluded', 'followup', 'archived'],
  arguments: {},
  async run({ desk, now, matter, staff, reply, refuse }) {
    const sessions = await sessionsOf(desk.db, matter.id)
    const last = sessions.findLast((one) => one.mediationType === 'people' && one.agreed)
    if (!last?.agreementOn)
      return refuse(
        `${matter.number} 没有人民调解达成的协议,不能申请司法确认。`,
        sessions.some((one) => one.agreed) ? '法院调解的调解书本身就有效力;其他协议可去公证。' : lawfulRoutes,
      )
    if (last.confirmationAskedAt)
      return refuse(`${matter.number} 已在${localDate(last.confirmationAskedAt)}记过申请司法确认。`)
    const until = confirmableUntil(last.agreementOn)
    if (localDate(now) > until) return refuse(`协议${last.agreementOn}生效,${tooLateToConfirm}`)
    const { changes } = moved(desk, matter, staff, {
      notes: [
        {
          kind: 'confirmation_asked',
          values: { note: `协议${last.agreementOn},最迟${until}`, session: last.id },
        },
      ],
    })
    return {
      changes: [...changes, askConfirmation(last, now)],
      posts: [
        reply(
          plain(
            `已记:${matter.number} 申请司法确认。`,
            `双方要一起到有管辖权的法院申请,最迟${until},带协议和身份证件。`,
          ),
        ),
      ],
    }
  },
})
