import { path, type State, states } from '../../matters/moves.ts'
import { retentionUntil } from '../../matters/retention.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { plain } from '../replies/refusals.ts'
import { text } from './argument-kinds.ts'
import { matterVerb } from './matter-verb.ts'

export const clear = matterVerb({
  name: '解除',
  aliases: ['clear'],
  help: '核实后解除紧急(只有值班室)',
  where: 'direct',
  rights: ['liftEmergency'],
  states,
  arguments: { reason: text('理由', '现场核实为误报') },
  async run({ desk, now, matter, staff, values, reply, refuse }) {
    const { reason } = values
    if (matter.urgency !== 'emergency' || matter.emergencyLiftedAt)
      return refuse(`${matter.number} 现在不是紧急状态。`)
    const stations = /误报|误会|不属实|虚惊/u.test(reason) ? toUnfounded(matter.state) : []
    const unfounded = stations.length > 0
    const { fresh, changes } = moved(desk, matter, staff, {
      steps: stations.map((to) => ({ to, kind: 'moved' })),
      set: {
        emergencyLiftedAt: now,
        ...(unfounded && { retentionUntil: retentionUntil(matter.category, now), outcome: 'unfounded' }),
      },
      notes: [{ kind: 'lifted', values: { note: reason } }],
    })
    return {
      changes,
      posts: [
        reply(plain(`${matter.number} 已解除紧急${unfounded ? ',记为误报' : ',继续按普通事项办'}。`)),
        ...(await newsToReporters(
          desk,
          fresh,
          '值班室已核实并解除紧急。宁可报错,不可漏报,谢谢您。',
          `lifted:${matter.version}`,
        )),
      ],
    }
  },
})

/** What is assigned already was looked into by whoever says so: it passes through handling. */
function toUnfounded(state: State): State[] {
  const stations: State[] = state === 'assigned' ? ['handling', 'unfounded'] : ['unfounded']
  return path(state, ...stations) ? stations : []
}
