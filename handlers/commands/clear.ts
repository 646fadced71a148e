import { changeMatter } from '../../db/matters.ts'
import { path, type State } from '../../matters/moves.ts'
import { retentionUntil } from '../../matters/retention.ts'
import { answer } from '../desk.ts'
import { newsToReporters } from '../news.ts'
import { mask } from '../read/mask.ts'
import { plain } from '../replies/refusals.ts'
import { isRefusal, staffMatter } from './staff-matter.ts'
import type { Verb } from './verb.ts'

export const clear: Verb = {
  name: '解除',
  aliases: ['clear'],
  args: '编号 理由',
  help: '解除紧急(只有值班室能解除)',
  where: 'direct',
  who: ['duty_desk'],
  async run(call) {
    const { desk, message, words } = call
    const found = await staffMatter(call, clear, 'liftEmergency')
    if (isRefusal(found)) return found
    const { matter, staff } = found
    const reason = mask(words.slice(1).join(' '), { tip: matter.kind === 'tip' })
    if (!reason)
      return {
        changes: [],
        posts: [answer(message, plain(`请写理由,例如:/解除 ${matter.number} 现场核实为误报`))],
      }
    if (matter.urgency !== 'emergency' || matter.emergencyLiftedAt) {
      return {
        changes: [],
        posts: [answer(message, plain(`${matter.number} 现在不是紧急状态。`), 'refusal')],
      }
    }
    const at = desk.clock.now()
    const steps = /误报|误会|不属实|虚惊/u.test(reason) ? waysToUnfounded(matter.state) : null
    const unfounded = steps !== null
    const state = unfounded ? ('unfounded' as const) : matter.state
    const base = { matterId: matter.id, at, actorId: staff.personId }
    const happenings = [
      { ...base, kind: 'lifted', values: { note: reason } },
      ...(steps ?? []).map((step) => ({ ...base, kind: 'moved', ...step })),
    ]
    return {
      changes: [
        changeMatter(
          matter,
          {
            emergencyLiftedAt: at,
            retentionUntil: unfounded ? retentionUntil(matter.category, at) : null,
            state,
            outcome: unfounded ? 'unfounded' : matter.outcome,
          },
          happenings,
        ),
      ],
      posts: [
        answer(
          message,
          plain(`${matter.number} 已解除紧急${unfounded ? ',记为误报' : ',继续按普通事项办'}。`),
        ),
        ...(await newsToReporters(
          desk,
          { ...matter, state },
          '值班室已核实并解除紧急。宁可报错,不可漏报,谢谢您。',
          `lifted:${matter.version}`,
        )),
      ],
    }
  },
}

/** What is assigned already was looked into by whoever says so: it passes through handling. */
function waysToUnfounded(state: State) {
  return state === 'assigned' ? path(state, 'handling', 'unfounded') : path(state, 'unfounded')
}
