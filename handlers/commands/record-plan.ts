import type { Write } from '../../db/write.ts'
import { type Card, priorities } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import { type SessionKind, sessionTemplates } from '../../matters/routes.ts'
import { atLocal, dayWords, localDate } from '../../matters/working-time.ts'
import { colleaguesOf, tellStaff } from '../departments.ts'
import { cancelSession, endSession, openSessionOf } from '../joint-session.ts'
import { moved } from '../move.ts'
import { plain } from '../replies/refusals.ts'
import { sessionNewsCard } from '../replies/session.ts'
import type { Given } from './matter-verb.ts'

/** What a session decided becomes the matter's plan, with somebody who sees to it and a day (requirement A161). */
export async function recordPlan(
  {
    desk,
    matter,
    staff,
    reply,
    refuse,
  }: Pick<Given<never>, 'desk' | 'matter' | 'staff' | 'refuse'> & {
    reply(card: Card): ReturnType<Given<never>['reply']>
  },
  kind: SessionKind,
  plan: { note?: string; owner?: Staff; by?: Date },
): Promise<Write> {
  const { zh } = sessionTemplates[kind]
  const session = await openSessionOf(desk, matter, kind)
  if (session?.state !== 'approved') return refuse(`${matter.number} 没有约好的${zh}。`)
  if (!plan.note)
    return refuse('还缺「方案」的内容。', `例如:/${zh} ${matter.number} 方案 双方各让一步,装静音垫`)
  const ownerId = plan.owner?.personId ?? matter.leadId ?? staff.personId
  const owner = desk.registry.staff(ownerId)
  // The day counts to its end, whatever hour a meeting on it would have.
  const by = plan.by ? atLocal(localDate(plan.by), '18:00') : matter.dueAt
  const line = `${zh}方案:${plan.note}|${owner?.name ?? ''}负责${by ? `,${dayWords(by)}前` : ''}`
  const { fresh, changes } = moved(desk, matter, staff, {
    notes: [
      {
        kind: 'planned',
        values: { note: line, ownerId, by: by?.toISOString() ?? null, session: session.id },
      },
    ],
  })
  const told = colleaguesOf(desk, [ownerId, matter.leadId]).filter((one) => one.personId !== staff.personId)
  return {
    changes: [...changes, ...endSession(desk, session, { state: 'held', result: line })],
    posts: [
      reply(plain(`已记入 ${matter.number}。${line}`)),
      ...(await tellStaff(desk, fresh, told, (seen) => sessionNewsCard(seen, line), {
        key: `planned:${session.id}`,
        about: 'matter',
        priority: priorities.answer,
      })),
    ],
  }
}

/** What was agreed on is called off, and whoever was invited is told. */
export async function callOff(
  { desk, matter, staff, reply, refuse }: Parameters<typeof recordPlan>[0],
  kind: SessionKind,
): Promise<Write> {
  const { zh } = sessionTemplates[kind]
  if (!(await openSessionOf(desk, matter, kind))) return refuse(`${matter.number} 没有约好的${zh}。`)
  const { fresh, changes } = moved(desk, matter, staff, {
    notes: [{ kind: 'session_cancelled', values: { note: zh } }],
  })
  const cancelled = await cancelSession(desk, fresh, kind)
  return {
    changes: [...changes, ...cancelled.changes],
    posts: [reply(plain(`${matter.number} 的${zh}已取消,已告诉各单位。`)), ...cancelled.posts],
  }
}
