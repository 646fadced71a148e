import { openSession } from '../../db/sessions.ts'
import { saying, type Write } from '../../db/write.ts'
import { confirmableUntil } from '../../matters/joint-time.ts'
import { againstPoliceMediation } from '../../matters/mediation.ts'
import type { Action } from '../../matters/message.ts'
import { afterFailedMediation } from '../../matters/raise.ts'
import type { Colour } from '../../matters/taxonomy.ts'
import { localDate } from '../../matters/working-time.ts'
import { cancelSession, holdSessions } from '../joint-session.ts'
import { tellLawfulWays } from '../lawful-ways.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { colourNote } from '../replies/colour-words.ts'
import {
  againstPolice,
  lawfulRoutes,
  mayConfirm,
  mediationMoved,
  mediationRaised,
} from '../replies/mediation.ts'
import { type Given, matterVerb } from './matter-verb.ts'
import { mediationArguments, typeNames } from './mediate-arguments.ts'
import { hindrance } from './mediate-hindrance.ts'

export const mediate = matterVerb({
  name: '调解',
  aliases: ['mediate'],
  help: '记一次调解;有人不同意调解的记「不同意调解」',
  where: 'direct',
  rights: ['mediate'],
  states: ['assigned', 'handling'],
  arguments: mediationArguments,
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

async function record(given: Given<typeof mediationArguments>, agreed: boolean): Promise<Write> {
  const { desk, now, matter, staff, values, reply } = given
  const type = values.type ?? 'people'
  const agreementOn = agreed ? (values.agreementOn ?? localDate(now)) : null
  const raised = agreed ? null : afterFailedMediation(matter)
  const note = [typeNames[type], agreed ? '谈成' : '未成', values.note ?? ''].filter(Boolean).join(' ')
  const { fresh, changes } = moved(desk, matter, staff, {
    // What a person lowered before is the rules' again, and says so.
    set: raised ? { ...raised.set, colourSetBy: null, colourReason: null } : {},
    notes: [
      { kind: 'mediated', values: { note, type, agreed, agreementOn } },
      ...(raised ? [recoloured(matter.colour, raised)] : []),
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
  // What else the law leaves them is the news of a mediation that failed (rule P-4), once a matter.
  const told = agreed
    ? saying(...(await newsToReporters(desk, fresh, mediationMoved, `mediated:${matter.version}`)))
    : await tellLawfulWays(desk, fresh, 'mediation failed')
  return {
    changes: [
      ...changes,
      ...told.changes,
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
          ...(raised ? [mediationRaised(raised.rule, raised.set.colour)] : []),
          ...(agreed ? [] : [lawfulRoutes]),
        ],
        actions,
      }),
      ...told.posts,
    ],
  }
}

function recoloured(
  from: Colour | null,
  { rule, set }: NonNullable<ReturnType<typeof afterFailedMediation>>,
) {
  const note = colourNote(from, set.colour, [rule])
  return { kind: 'recoloured', actorId: null, values: { from, to: set.colour, rules: [rule], note } }
}

/** A clear refusal ends mediation, and what was called together for it (人民调解法 §17). */
async function lock(given: Given<typeof mediationArguments>): Promise<Write> {
  const { desk, matter, staff, values, reply } = given
  const { fresh, changes } = moved(desk, matter, staff, {
    set: { mediationRefused: true },
    notes: [{ kind: 'mediation_refused', values: { note: values.note ?? '' } }],
  })
  const cancelled = await cancelSession(desk, fresh, 'panel')
  const told = await tellLawfulWays(desk, fresh, 'mediation failed')
  return {
    changes: [...changes, ...cancelled.changes, ...told.changes],
    posts: [
      reply({
        tone: 'plain',
        lines: [
          `已记:${matter.number} 有一方不同意调解,不再调解${cancelled.changes.length > 0 ? ',约好的三所一庭已取消' : ''}。`,
          lawfulRoutes,
        ],
      }),
      ...cancelled.posts,
      ...told.posts,
    ],
  }
}

function unlock({ desk, matter, staff, values, reply }: Given<typeof mediationArguments>): Write {
  const { changes } = moved(desk, matter, staff, {
    set: { mediationRefused: false },
    notes: [{ kind: 'mediation_agreed', values: { note: values.note ?? '' } }],
  })
  return {
    changes,
    posts: [reply({ tone: 'plain', lines: [`已记:${matter.number} 各方都愿意调解。`] })],
  }
}
