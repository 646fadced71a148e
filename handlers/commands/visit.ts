import { cancelFollowUps, followUpsOf, recordVisit } from '../../db/follow-ups.ts'
import { retentionUntil } from '../../matters/retention.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { postpone } from '../postpone-visit.ts'
import { plain } from '../replies/refusals.ts'
import { unreachedCard } from '../replies/visit.ts'
import { tellIfRed } from '../tell-staff.ts'
import { score, text } from './argument-kinds.ts'
import { moveTo } from './argument-move-to.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

const howTo = (number: string) => `例如:/回访 ${number} 已解决 5,或 /回访 ${number} 没解决 1`

export const visit = matterVerb({
  name: '回访',
  aliases: ['visit', 'fu'],
  help: '记回访结果,没解决就重开;一次可改期',
  where: 'direct',
  rights: ['visit'],
  states: ['followup'],
  arguments: { moveTo, satisfaction: optional(score), result: optional(text('结果', '已解决')) },
  async run({ desk, now, matter, staff, values, reply, refuse }) {
    const owed = (await followUpsOf(desk.db, [matter.id])).filter((one) => one.state === 'open')
    const [next, later] = owed
    if (!next) return refuse(`${matter.number} 没有待做的回访。看经过:/看 ${matter.number}`)
    if (values.moveTo) return await postpone({ desk, matter, staff, next, to: values.moveTo, reply, refuse })
    const { satisfaction = null, result = '' } = values
    if (satisfaction === null && result === '') return refuse(`写上结果和满意度,${howTo(matter.number)}`)
    if (satisfaction === null && unreached.test(result)) {
      const { changes } = moved(desk, matter, staff, {
        notes: [{ kind: 'unreached', values: { note: result, day: next.day } }],
      })
      return { changes, posts: [reply(unreachedCard(matter.number, next.day))] }
    }
    const note = [result, satisfaction === null ? '' : `满意${satisfaction}`].filter(Boolean).join(' ')
    const done = recordVisit(next, { result: note, satisfaction, doneAt: now, doneBy: staff.personId })
    const visited = { kind: 'visited', values: { note, satisfaction, day: next.day } }
    if (unsettled(result, satisfaction)) {
      const { fresh, changes } = moved(desk, matter, staff, {
        steps: [{ to: 'handling', kind: 'reopened' }],
        set: {
          outcome: null,
          satisfaction,
          reopened: matter.reopened + 1,
          closedAt: null,
          retentionUntil: null,
        },
        notes: [visited],
      })
      return {
        changes: [done, cancelFollowUps(matter.id), ...changes],
        posts: [
          reply(plain(`已记。回访说没解决,${matter.number} 已重开,回到办理。`)),
          ...(await newsToReporters(
            desk,
            fresh,
            '回访了解到还没解决,已重新办理。',
            `reopened:${matter.version}`,
          )),
          ...(await tellIfRed(desk, matter, fresh, staff)),
        ],
      }
    }
    const { changes } = moved(desk, matter, staff, {
      steps: later ? [] : [{ to: 'archived' }],
      set: { satisfaction, ...(!later && { retentionUntil: retentionUntil(matter.category, now) }) },
      notes: [visited],
    })
    const last = later ? `已记。下一次回访是第${later.day}天。` : `已记。回访都做完了,${matter.number} 归档。`
    return { changes: [done, ...changes], posts: [reply(plain(last))] }
  },
})

/** Nobody was met: that is no visit. */
const unreached =
  /(?:没|未)(?:能)?联系(?:上|到)|联系不[上到]|没人(?:接|在|应)|无人(?:接|应)|(?:没|未|不)接(?:电话|听)?|打不通|关机|(?:没|不)在家/u

/** "没解决", or a satisfaction of 1–2, opens it again. */
function unsettled(result: string, satisfaction: number | null): boolean {
  return (
    /没解决|未解决|没好|又犯|不满意|没人管|还在/u.test(result) || (satisfaction !== null && satisfaction <= 2)
  )
}
