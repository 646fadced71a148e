import { cancelFollowUps, type FollowUp, followUpsOf, recordVisit } from '../../db/follow-ups.ts'
import { changeMatter } from '../../db/matters.ts'
import { stateName } from '../../matters/moves.ts'
import { retentionUntil } from '../../matters/retention.ts'
import { answer } from '../desk.ts'
import { newsToReporters } from '../news.ts'
import { mask } from '../read/mask.ts'
import { notNow, plain } from '../replies/refusals.ts'
import { isRefusal, staffMatter } from './staff-matter.ts'
import type { Call, Verb } from './verb.ts'

export const visit: Verb = {
  name: '回访',
  aliases: ['visit', 'fu'],
  args: '编号 结果 [满意1–5]',
  help: '记回访结果;没解决就重开',
  where: 'direct',
  who: ['grid_worker', 'auxiliary_grid', 'officer', 'duty_desk', 'chief', 'zz_center', 'inspector'],
  async run(call) {
    const { desk, message } = call
    const found = await staffMatter(call, visit, 'handle')
    if (isRefusal(found)) return found
    const { matter, staff } = found
    const owed = (await followUpsOf(desk.db, [matter.id])).filter((one) => one.state === 'open')
    const [next] = owed
    if (matter.state !== 'followup' || !next) {
      return {
        changes: [],
        posts: [
          answer(
            message,
            notNow(matter.number, stateName(matter.state), `没有待做的回访。看经过:/看 ${matter.number}`),
            'refusal',
          ),
        ],
      }
    }
    const told = outcomeOf(call, matter.kind === 'tip')
    if (!told)
      return {
        changes: [],
        posts: [
          answer(
            message,
            plain(`写上结果和满意度,例如:/回访 ${matter.number} 已解决 5,或 /回访 ${matter.number} 没解决 1`),
          ),
        ],
      }
    const at = desk.clock.now()
    const done = recordVisit(next, {
      result: told.note,
      satisfaction: told.satisfaction,
      doneAt: at,
      doneBy: staff.personId,
    })
    const visited = {
      matterId: matter.id,
      at,
      actorId: staff.personId,
      kind: 'visited',
      values: { note: told.note, satisfaction: told.satisfaction, day: next.day },
    }
    if (told.unsettled) {
      const reopened = {
        matterId: matter.id,
        at,
        actorId: staff.personId,
        kind: 'reopened',
        from: 'followup',
        to: 'handling',
      }
      const fresh = { ...matter, state: 'handling' as const }
      return {
        changes: [
          done,
          cancelFollowUps(matter.id),
          changeMatter(matter, { state: 'handling', outcome: null, satisfaction: told.satisfaction }, [
            visited,
            reopened,
          ]),
        ],
        posts: [
          answer(message, plain(`已记。回访说没解决,${matter.number} 已重开,回到办理。`)),
          ...(await newsToReporters(
            desk,
            fresh,
            '回访了解到还没解决,已重新办理。',
            `reopened:${matter.version}`,
          )),
        ],
      }
    }
    return {
      changes: [done, ...closing(call, matter, owed, visited, told.satisfaction)],
      posts: [answer(message, plain(...lastWords(matter.number, owed)))],
    }
  },
}

function closing(
  call: Call,
  matter: Parameters<typeof changeMatter>[0],
  owed: FollowUp[],
  visited: Parameters<typeof changeMatter>[2][number],
  satisfaction: number | null,
) {
  if (owed.length > 1) return [changeMatter(matter, { satisfaction }, [visited])]
  const archived = {
    matterId: matter.id,
    at: call.desk.clock.now(),
    actorId: null,
    kind: 'archived',
    from: 'followup',
    to: 'archived',
  }
  return [
    changeMatter(
      matter,
      { state: 'archived', satisfaction, retentionUntil: retentionUntil(matter.category, archived.at) },
      [visited, archived],
    ),
  ]
}

function lastWords(number: string, owed: FollowUp[]): string[] {
  const [, next] = owed
  return next ? [`已记。下一次回访是第${next.day}天。`] : [`已记。回访都做完了,${number} 归档。`]
}

/** What was found: "没解决" or a satisfaction of 1–2 reopens. Null when nothing was said. */
function outcomeOf(
  { words }: Call,
  tip: boolean,
): { note: string; satisfaction: number | null; unsettled: boolean } | null {
  const said = words.slice(1)
  if (said.length === 0) return null
  const mark = said
    .map((word) => /^(?:满意度?)?([1-5])分?$/u.exec(word.normalize('NFKC'))?.[1])
    .find((found) => found !== undefined)
  const note = mask(said.join(' '), { tip })
  const unsettled =
    /没解决|未解决|没好|又犯|不满意|没人管|还在/u.test(note) || (mark !== undefined && Number(mark) <= 2)
  return { note, satisfaction: mark === undefined ? null : Number(mark), unsettled }
}
