import { changeSession, type Session } from '../../db/sessions.ts'
import { sessionAt, sessionBy } from '../../matters/joint-time.ts'
import { priorities } from '../../matters/message.ts'
import { holds } from '../../matters/roles.ts'
import { sessionTemplates } from '../../matters/routes.ts'
import { mayDo } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import { colleaguesOf, namesOf, tellStaff } from '../departments.ts'
import { whisper } from '../desk.ts'
import { cancelSession, invite, openSessionOf, plannedOf, planSession } from '../joint-session.ts'
import { moved } from '../move.ts'
import { plain } from '../replies/refusals.ts'
import { byTelephone, proposalCard, sessionNewsCard } from '../replies/session.ts'
import { choice } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { sessionArguments } from './consult.ts'
import { type Given, matterVerb } from './matter-verb.ts'
import { callOff, recordPlan } from './record-plan.ts'

const args = {
  agree: optional(choice('同意', { 同意: 'agree', 批准: 'agree' } as const)),
  ...sessionArguments,
}

export const panel = matterVerb({
  name: '三所一庭',
  aliases: ['panel'],
  help: '红色事项请司法所、律师、法庭一起办(所长批);会后记方案',
  where: 'direct',
  rights: ['proposePanel', 'approvePanel'],
  states: ['studied', 'assigned', 'handling'],
  arguments: args,
  async echo(given) {
    const { desk, now, matter, values } = given
    if (values.plan || (await hindrance(given))) return []
    if (values.agree) return ['同意召开三所一庭,并给各单位发邀请。']
    const names = namesOf(desk, sessionTemplates.panel.seats, matter.areaId)
    return [
      `三所一庭|${matter.number}|${dayWords(values.at ?? sessionAt(now))}`,
      `参加:${names}`,
      '各方都问过,愿意调解。有人不愿意的先不要点,改记:/调解 编号 不同意调解。',
    ]
  },
  async run(given) {
    const { desk, matter, staff, values, refuse } = given
    if (values.plan === 'cancel') return await callOff(given, 'panel')
    if (values.plan)
      return await recordPlan(given, 'panel', { note: values.note, owner: values.owner, by: values.at })
    const hindered = await hindrance(given)
    if (hindered) return refuse(hindered)
    if (values.agree) return await approve(given)
    const chief = mayDo(staff, 'approvePanel', matter, desk.registry.areas)
    return await propose(given, chief)
  },
})

/** Why no session can be proposed or agreed to; null where it can. */
async function hindrance({ desk, now, matter, staff, values }: Given<typeof args>): Promise<string | null> {
  const { number } = matter
  if (matter.colour !== 'red') return `三所一庭只用于红色事项。黄色的用:/会诊 ${number}`
  if (matter.kind === 'tip') return '线索要保密,不开三所一庭。交给办案人员:/交办。'
  if (matter.mediationRefused)
    return `${number} 有一方明确不同意调解,不能再约调解。可告知各方依法走其他途径。`
  const standing = await openSessionOf(desk, matter, 'panel')
  if (values.agree) {
    if (!mayDo(staff, 'approvePanel', matter, desk.registry.areas)) return '三所一庭由所长同意。'
    if (standing?.state !== 'proposed') return `${number} 没有待批的三所一庭。`
    return isPast(standing, now) ? `提议的时间已过,请重新提议:/三所一庭 ${number}` : null
  }
  if (standing?.at && !(standing.state === 'proposed' && isPast(standing, now)))
    return `${number} ${standing.state === 'proposed' ? '已提议,等所长同意' : '已约好'}:${dayWords(standing.at)}。`
  return (values.at ?? now) > sessionBy(now) ? `要在3个工作日内,最迟${dayWords(sessionBy(now))}。` : null
}

const isPast = ({ at }: Session, now: Date) => at !== null && at <= now

/** An officer's proposal waits for the chief; the chief's own stands at once. */
async function propose(given: Given<typeof args>, chief: boolean) {
  const { desk, now, matter, staff, values, reply } = given
  const at = values.at ?? sessionAt(now)
  // Only one whose hour went by before the chief saw it can still stand here.
  const stale = await cancelSession(desk, matter, 'panel')
  const { planned, changes: called } = await planSession(desk, matter, staff, {
    kind: 'panel',
    at,
    also: values.also,
    state: chief ? 'approved' : 'proposed',
  })
  const names = namesOf(desk, planned.departments, matter.areaId)
  const { fresh, changes } = moved(desk, matter, staff, {
    notes: [
      {
        kind: chief ? 'panel_approved' : 'panel_proposed',
        values: { note: `${dayWords(at)} ${names}`, session: planned.id, at: at.toISOString() },
      },
    ],
  })
  if (chief) {
    const { posts, phones } = await invite(desk, fresh, planned)
    return {
      changes: [...changes, ...stale.changes, ...called],
      posts: [
        reply(plain(`${matter.number} 三所一庭约在${dayWords(at)}:${names}。`)),
        ...telephones(given, phones),
        ...posts,
      ],
    }
  }
  const chiefs = desk.registry
    .colleagues()
    .filter((one) => holds(one, 'chief') && mayDo(one, 'approvePanel', matter, desk.registry.areas))
  return {
    changes: [...changes, ...stale.changes, ...called],
    posts: [
      reply(plain(`${matter.number} 已提议三所一庭:${dayWords(at)},${names}。等所长同意后发邀请。`)),
      ...(await tellStaff(
        desk,
        fresh,
        chiefs,
        (seen) => proposalCard(seen, { by: staff.name, at, seats: names }),
        { key: `panel:${planned.id}`, about: 'matter', priority: priorities.answer },
      )),
    ],
  }
}

async function approve(given: Given<typeof args>) {
  const { desk, matter, staff, reply, refuse } = given
  const session = await openSessionOf(desk, matter, 'panel')
  if (!session) return refuse(`${matter.number} 没有待批的三所一庭。`)
  const planned = await plannedOf(desk, session)
  const { fresh, changes } = moved(desk, matter, staff, {
    notes: [{ kind: 'panel_approved', values: { session: session.id } }],
  })
  const { posts, phones } = await invite(desk, fresh, planned)
  const proposers = colleaguesOf(desk, [session.createdBy, matter.leadId]).filter(
    (one) => one.personId !== staff.personId,
  )
  return {
    changes: [...changes, changeSession(session, { state: 'approved', approvedBy: staff.personId })],
    posts: [
      reply(plain(`已同意 ${matter.number} 的三所一庭,邀请已发。`)),
      ...telephones(given, phones),
      ...posts,
      ...(await tellStaff(
        desk,
        fresh,
        proposers,
        (seen) => sessionNewsCard(seen, `所长已同意三所一庭:${dayWords(planned.at)}。邀请已发。`),
        { key: `panel-approved:${session.id}`, about: 'matter', priority: priorities.answer },
      )),
    ],
  }
}

function telephones({ call }: Given<typeof args>, phones: Parameters<typeof byTelephone>[0]) {
  return phones.length > 0 ? [whisper(call.message, plain(...byTelephone(phones)), 'answer', 1)] : []
}
