import { cancelFollowUps, followUpsOf, recordVisit } from '../../db/follow-ups.ts'
import { retentionUntil } from '../../matters/retention.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { plain } from '../replies/refusals.ts'
import { tellIfRed } from '../tell-staff.ts'
import { score, text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

const howTo = (number: string) => `例如:/回访 ${number} 已解决 5,或 /回访 ${number} 没解决 1`

export const visit = matterVerb({
  name: '回访',
  aliases: ['visit', 'fu'],
  help: '记回访结果;没解决就重开',
  where: 'direct',
  rights: ['visit'],
  states: ['followup'],
  arguments: { satisfaction: optional(score), result: optional(text('结果', '已解决')) },
  async run({ desk, now, matter, staff, values, reply, refuse }) {
    const owed = (await followUpsOf(desk.db, [matter.id])).filter((one) => one.state === 'open')
    const [next, later] = owed
    if (!next) return refuse(`${matter.number} 没有待做的回访。看经过:/看 ${matter.number}`)
    const { satisfaction = null, result = '' } = values
    if (satisfaction === null && result === '') return refuse(`写上结果和满意度,${howTo(matter.number)}`)
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

/** "没解决", or a satisfaction of 1–2, opens it again. */
function unsettled(result: string, satisfaction: number | null): boolean {
  return (
    /没解决|未解决|没好|又犯|不满意|没人管|还在/u.test(result) || (satisfaction !== null && satisfaction <= 2)
  )
}
