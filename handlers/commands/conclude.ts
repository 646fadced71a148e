import { followUpsOf, oweFollowUps } from '../../db/follow-ups.ts'
import { awaitsReceipt, transfersOf } from '../../db/transfers.ts'
import { followUpPlan } from '../../matters/follow-up-plan.ts'
import { retentionUntil } from '../../matters/retention.ts'
import { dayWords } from '../../matters/working-time.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { plain } from '../replies/refusals.ts'
import { matterVerb } from './matter-verb.ts'

export const conclude = matterVerb({
  name: '办结',
  aliases: ['close'],
  help: '办结并约好回访(蓝色的网格员也能办结)',
  where: 'direct',
  rights: ['conclude'],
  states: ['resolved', 'transferred'],
  arguments: {},
  async run({ desk, now, matter, staff, reply, refuse }) {
    if (matter.urgency === 'emergency' && !matter.emergencyLiftedAt)
      return refuse(`${matter.number} 还是紧急状态,要先由值班室解除。`)
    // A hand-over is complete when its receiver says so (requirement A137).
    const sent = matter.state === 'transferred' && awaitsReceipt(await transfersOf(desk.db, matter.id))
    if (sent) return refuse(`转办单 ${sent.number} 还没签收,签收后才能办结。`)
    const plan = followUpPlan(matter, now)
    const round = 1 + Math.max(0, ...(await followUpsOf(desk.db, [matter.id])).map((one) => one.round))
    const after = plan.length > 0 ? 'followup' : 'archived'
    const { fresh, changes } = moved(desk, matter, staff, {
      steps: [{ to: 'concluded' }, { to: after }],
      set: {
        closedAt: now,
        retentionUntil: after === 'archived' ? retentionUntil(matter.category, now) : null,
      },
    })
    const first = plan[0]
    const told = first ? `已办结。${dayWords(first.dueAt)}前后会回访您。` : '已办结,谢谢您的反映。'
    return {
      changes: [...changes, oweFollowUps(matter.id, round, matter.leadId ?? staff.personId, plan)],
      posts: [
        reply(
          plain(
            `${matter.number} 已办结。`,
            ...plan.map((one) => `第${one.day}天回访:${dayWords(one.dueAt)}`),
          ),
        ),
        ...(await newsToReporters(desk, fresh, told, `concluded:${matter.version}`)),
      ],
    }
  },
})
