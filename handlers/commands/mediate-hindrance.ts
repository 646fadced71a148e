import { type Session, sessionsOf } from '../../db/sessions.ts'
import { secondTryUntil } from '../../matters/joint-time.ts'
import { holds } from '../../matters/roles.ts'
import { localDate } from '../../matters/working-time.ts'
import { lawfulRoutes } from '../replies/mediation.ts'
import type { Given } from './matter-verb.ts'
import type { mediationArguments } from './mediate-arguments.ts'

/** Why this mediation cannot be recorded; null where it can. */
export async function hindrance(given: Given<typeof mediationArguments>): Promise<string[] | null> {
  const { desk, now, matter, staff, values } = given
  if (matter.kind !== 'dispute') return ['只有矛盾纠纷可以调解。', `要记经过:/办理 ${matter.number}`]
  if (values.result === 'consents')
    return matter.mediationRefused ? null : [`${matter.number} 没有人不同意调解,直接记结果就好。`]
  if (values.result === 'refused')
    return matter.mediationRefused ? [`${matter.number} 已记过:有一方不同意调解。`] : null
  if (matter.mediationRefused)
    return [
      `${matter.number} 有一方明确不同意调解,不能调解。`,
      lawfulRoutes,
      `后来都愿意了:/调解 ${matter.number} 同意调解`,
    ]
  if (!values.type) return ['还缺「类型」:人民、行政、法院、治安。', `例如:/调解 ${matter.number} 人民 成`]
  if (values.type !== 'public_security') return null
  if (!(['officer', 'chief', 'deputy_chief'] as const).some((role) => holds(staff, role)))
    return ['治安调解由民警主持和记录。']
  const before = (await sessionsOf(desk.db, matter.id)).filter(
    (one) => one.mediationType === 'public_security',
  )
  return secondTry(before, now, matter.number)
}

/** Once, and a second time within seven working days (程序规定 §183). */
function secondTry(before: Session[], now: Date, number: string): string[] | null {
  const [first, second] = before
  if (!first) return null
  if (first.agreed || second)
    return [`${number} 的治安调解已经${first.agreed ? '谈成' : '做过两次'},不能再做。`, lawfulRoutes]
  const until = secondTryUntil(first.at ?? first.createdAt)
  return localDate(now) <= until
    ? null
    : [`治安调解第二次要在7个工作日内(到${until}),已经过了。`, lawfulRoutes]
}
