import { followUpsOf, oweFollowUps } from '../../db/follow-ups.ts'
import { changeMatter } from '../../db/matters.ts'
import { followUpPlan } from '../../matters/follow-up-plan.ts'
import { canMove, isOpen, stateName } from '../../matters/moves.ts'
import { retentionUntil } from '../../matters/retention.ts'
import { mayDo } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import { answer } from '../desk.ts'
import { newsToReporters } from '../news.ts'
import { notNow, plain } from '../replies/refusals.ts'
import { isRefusal, staffMatter } from './staff-matter.ts'
import type { Verb } from './verb.ts'

export const conclude: Verb = {
  name: '办结',
  aliases: ['close'],
  args: '编号',
  help: '办结并约好回访(蓝色的网格员也能办结)',
  where: 'direct',
  who: ['grid_worker', 'officer', 'chief', 'inspector'],
  async run(call) {
    const { desk, message } = call
    const found = await staffMatter(call, conclude, 'concludeBlue')
    if (isRefusal(found)) return found
    const { matter, staff } = found
    const own = matter.colour === 'blue' || matter.colour === null ? 'concludeBlue' : 'conclude'
    if (!mayDo(staff, own, matter, desk.registry.areas)) {
      return {
        changes: [],
        posts: [answer(message, plain(`${matter.number} 是黄色或红色,由社区民警办结。`), 'refusal')],
      }
    }
    if (matter.urgency === 'emergency' && !matter.emergencyLiftedAt) {
      return {
        changes: [],
        posts: [answer(message, plain(`${matter.number} 还是紧急状态,要先由值班室解除。`), 'refusal')],
      }
    }
    if (!canMove(matter.state, 'concluded')) {
      const card = notNow(
        matter.number,
        stateName(matter.state),
        isOpen(matter.state) ? `先化解:/化解 ${matter.number} 结果` : `看经过:/看 ${matter.number}`,
      )
      return { changes: [], posts: [answer(message, card, 'refusal')] }
    }
    const at = desk.clock.now()
    const plan = followUpPlan(matter, at)
    const round = 1 + Math.max(0, ...(await followUpsOf(desk.db, [matter.id])).map((one) => one.round))
    const ownerId = matter.leadId ?? staff.personId
    const after = plan.length > 0 ? 'followup' : 'archived'
    const base = { matterId: matter.id, at, actorId: staff.personId }
    const happenings = [
      { ...base, kind: 'concluded', from: matter.state, to: 'concluded' },
      { ...base, kind: after, from: 'concluded', to: after },
    ]
    const first = plan[0]
    const told = first ? `已办结。${dayWords(first.dueAt)}前后会回访您。` : '已办结,谢谢您的反映。'
    return {
      changes: [
        changeMatter(
          matter,
          {
            state: after,
            closedAt: at,
            retentionUntil: after === 'archived' ? retentionUntil(matter.category, at) : null,
          },
          happenings,
        ),
        oweFollowUps(matter.id, round, ownerId, plan),
      ],
      posts: [
        answer(
          message,
          plain(
            `${matter.number} 已办结。`,
            ...plan.map((one) => `第${one.day}天回访:${dayWords(one.dueAt)}`),
          ),
        ),
        ...(await newsToReporters(desk, { ...matter, state: after }, told, `concluded:${matter.version}`)),
      ],
    }
  },
}
