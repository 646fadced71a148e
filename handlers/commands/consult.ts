import { sessionAt, sessionBy } from '../../matters/joint-time.ts'
import { dayWords } from '../../matters/working-time.ts'
import { namesOf } from '../departments.ts'
import { whisper } from '../desk.ts'
import { invite, openSessionOf, planSession } from '../joint-session.ts'
import { moved } from '../move.ts'
import { plain } from '../replies/refusals.ts'
import { byTelephone } from '../replies/session.ts'
import { choice, date, departments, person, text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'
import { callOff, recordPlan } from './record-plan.ts'

/** What is typed after a session: its plan, who sees to it, until when. */
export const sessionArguments = {
  plan: optional(choice('方案/取消', { 方案: 'plan', 结论: 'plan', 取消: 'cancel' } as const)),
  at: optional(date('时间', 'meeting')),
  owner: optional(person('@负责人', 'take')),
  also: optional(departments),
  note: optional(text('内容', '双方各让一步')),
}

export const consult = matterVerb({
  name: '会诊',
  aliases: ['consult', '三所联调', '三所联动'],
  help: '黄色事项约司法所、律师会诊;会后记方案',
  where: 'direct',
  rights: ['consult'],
  states: ['studied', 'assigned', 'handling'],
  arguments: sessionArguments,
  async run(given) {
    const { call, desk, now, matter, staff, values, reply, refuse } = given
    if (values.plan === 'cancel') return await callOff(given, 'consult')
    if (values.plan)
      return await recordPlan(given, 'consult', { note: values.note, owner: values.owner, by: values.at })
    if (matter.colour === 'red') return refuse(`${matter.number} 是红色,请用 /三所一庭 ${matter.number}。`)
    if (matter.colour !== 'yellow')
      return refuse(`会诊用于黄色事项。${matter.number} 先当场化解;要升级用 /定色。`)
    if (matter.kind === 'tip') return refuse('线索要保密,不会诊。交给办案人员:/交办。')
    const standing = await openSessionOf(desk, matter, 'consult')
    if (standing?.at)
      return refuse(
        `${matter.number} 已约会诊:${dayWords(standing.at)}。会后记:/会诊 ${matter.number} 方案 内容`,
      )
    const at = values.at ?? sessionAt(now)
    if (at > sessionBy(now)) return refuse(`会诊要在3个工作日内,最迟${dayWords(sessionBy(now))}。`)
    const { planned, changes: called } = await planSession(desk, matter, staff, {
      kind: 'consult',
      at,
      also: values.also,
      state: 'approved',
    })
    const names = namesOf(desk, planned.departments, matter.areaId)
    const { fresh, changes } = moved(desk, matter, staff, {
      notes: [
        {
          kind: 'consult_called',
          values: { note: `${dayWords(at)} ${names}`, session: planned.id, at: at.toISOString() },
        },
      ],
    })
    const { posts, phones } = await invite(desk, fresh, planned)
    return {
      changes: [...changes, ...called],
      posts: [
        reply(
          plain(
            `${matter.number} 会诊约在${dayWords(at)}:${names}。`,
            '对方接受前只看得到类别和社区。',
            `会后记:/会诊 ${matter.number} 方案 内容`,
          ),
        ),
        ...(phones.length > 0 ? [whisper(call.message, plain(...byTelephone(phones)), 'answer', 1)] : []),
        ...posts,
      ],
    }
  },
})
