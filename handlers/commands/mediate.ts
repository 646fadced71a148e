import { openSession, type Session, sessionsOf } from '../../db/sessions.ts'
import type { Write } from '../../db/write.ts'
import { confirmableUntil, secondTryUntil } from '../../matters/joint-time.ts'
import { afterFailure, againstPoliceMediation, type MediationType } from '../../matters/mediation.ts'
import type { Action } from '../../matters/message.ts'
import { holds } from '../../matters/roles.ts'
import { colourNames } from '../../matters/taxonomy.ts'
import { localDate } from '../../matters/working-time.ts'
import { cancelSession, holdSessions } from '../joint-session.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import {
  againstPolice,
  lawfulRoutes,
  mayConfirm,
  mediationFailed,
  mediationMoved,
} from '../replies/mediation.ts'
import { choice, text } from './argument-kinds.ts'
import { pastDay } from './argument-past-day.ts'
import { optional } from './arguments.ts'
import { type Given, matterVerb } from './matter-verb.ts'

const typeNames: Record<MediationType, string> = {
  people: '人民调解',
  administrative: '行政调解',
  court: '法院调解',
  public_security: '治安调解',
}

const args = {
  type: optional(
    choice('人民/行政/法院/治安', {
      人民: 'people',
      人民调解: 'people',
      行政: 'administrative',
      行政调解: 'administrative',
      法院: 'court',
      法院调解: 'court',
      治安: 'public_security',
      治安调解: 'public_security',
    } as const),
  ),
  result: choice('成/未成/不同意调解', {
    成: 'agreed',
    成功: 'agreed',
    谈成: 'agreed',
    未成: 'failed',
    不成: 'failed',
    没成: 'failed',
    失败: 'failed',
    不同意调解: 'refused',
    不同意: 'refused',
    不愿调解: 'refused',
    同意调解: 'consents',
  } as const),
  agreementOn: optional(pastDay('协议')),
  note: optional(text('内容', '装静音垫,晚十点后不跳绳')),
}

export const mediate = matterVerb({
  name: '调解',
  aliases: ['mediate'],
  help: '记一次调解;有人不同意调解的记「不同意调解」',
  where: 'direct',
  rights: ['mediate'],
  states: ['assigned', 'handling'],
  arguments: args,
  async echo(given) {
    const { matter, values } = given
    if (values.type !== 'public_security' || (await hindrance(given))) return []
    const against = againstPoliceMediation(matter)
    return against.length > 0 ? [againstPolice(against), '仍要记为治安调解吗?'] : []
  },
  async run(given) {
    const { values, refuse } = given
    const hindered = await hindrance(given)
    if (hindered) return refuse(...hindered)
    if (values.result === 'refused') return await lock(given)
    if (values.result === 'consents') return unlock(given)
    return await record(given, values.result === 'agreed')
  },
})

/** Why this mediation cannot be recorded; null where it can. */
async function hindrance(given: Given<typeof args>): Promise<string[] | null> {
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
  if (!holds(staff, 'officer') && !holds(staff, 'chief')) return ['治安调解由民警主持和记录。']
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

async function record(given: Given<typeof args>, agreed: boolean): Promise<Write> {
  const { desk, now, matter, staff, values, reply } = given
  const type = values.type ?? 'people'
  const agreementOn = agreed ? (values.agreementOn ?? localDate(now)) : null
  const raised = agreed ? null : afterFailure(matter)
  const note = [typeNames[type], agreed ? '谈成' : '未成', values.note ?? ''].filter(Boolean).join(' ')
  const { fresh, changes } = moved(desk, matter, staff, {
    set: raised ?? {},
    notes: [
      { kind: 'mediated', values: { note, type, agreed, agreementOn } },
      ...(raised
        ? [
            {
              kind: 'colour_raised',
              values: {
                note: `${matter.colour ? colourNames[matter.colour] : ''}→${colourNames[raised.colour]} 调解未成`,
                from: matter.colour,
                to: raised.colour,
              },
            },
          ]
        : []),
    ],
  })
  const until = agreementOn && type === 'people' ? confirmableUntil(agreementOn) : null
  const actions: Action[] = agreed
    ? [
        { label: '化解', command: `/化解 ${matter.number} 调解谈成` },
        ...(until ? [{ label: '申请司法确认', command: `/司法确认 ${matter.number}` }] : []),
      ]
    : fresh.colour === 'red'
      ? [{ label: '约三所一庭', command: `/三所一庭 ${matter.number}` }]
      : fresh.colour === 'yellow'
        ? [{ label: '约会诊', command: `/会诊 ${matter.number}` }]
        : []
  return {
    changes: [
      ...changes,
      openSession({
        matterId: matter.id,
        kind: 'mediation',
        mediationType: type,
        at: now,
        state: 'held',
        createdBy: staff.personId,
        agreed,
        agreementOn,
        result: values.note ?? null,
        createdAt: now,
      }),
      ...(await holdSessions(desk, matter, note)),
    ],
    posts: [
      reply({
        tone: 'plain',
        lines: [
          `已记入 ${matter.number}:${typeNames[type]}${agreed ? '谈成' : '未成'}。`,
          ...(until ? [mayConfirm(until)] : []),
          ...(raised ? [`调解未成,已升为${colourNames[raised.colour]}色。`] : []),
          ...(agreed ? [] : [lawfulRoutes]),
        ],
        actions,
      }),
      ...(await newsToReporters(
        desk,
        fresh,
        agreed ? mediationMoved : mediationFailed,
        `mediated:${matter.version}`,
      )),
    ],
  }
}

/** A clear refusal ends mediation, and what was called together for it (人民调解法 §17). */
async function lock(given: Given<typeof args>): Promise<Write> {
  const { desk, matter, staff, values, reply } = given
  const { fresh, changes } = moved(desk, matter, staff, {
    set: { mediationRefused: true },
    notes: [{ kind: 'mediation_refused', values: { note: values.note ?? '' } }],
  })
  const cancelled = await cancelSession(desk, fresh, 'panel')
  return {
    changes: [...changes, ...cancelled.changes],
    posts: [
      reply({
        tone: 'plain',
        lines: [
          `已记:${matter.number} 有一方不同意调解,不再调解${cancelled.changes.length > 0 ? ',约好的三所一庭已取消' : ''}。`,
          lawfulRoutes,
        ],
      }),
      ...cancelled.posts,
      ...(await newsToReporters(desk, fresh, mediationFailed, `mediation-refused:${matter.version}`)),
    ],
  }
}

function unlock({ desk, matter, staff, values, reply }: Given<typeof args>): Write {
  const { changes } = moved(desk, matter, staff, {
    set: { mediationRefused: false },
    notes: [{ kind: 'mediation_agreed', values: { note: values.note ?? '' } }],
  })
  return {
    changes,
    posts: [reply({ tone: 'plain', lines: [`已记:${matter.number} 各方都愿意调解。`] })],
  }
}
