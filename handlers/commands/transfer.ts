import { nextNumber } from '../../db/matters.ts'
import { openTransfer } from '../../db/transfers.ts'
import { receiptBy } from '../../matters/joint-time.ts'
import { priorities } from '../../matters/message.ts'
import type { DepartmentId } from '../../matters/taxonomy.ts'
import { dayWords, localDate } from '../../matters/working-time.ts'
import { clockFor } from '../clocks.ts'
import { answering, colleaguesOf, namesOf, tellStaff } from '../departments.ts'
import { whisper } from '../desk.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { plain } from '../replies/refusals.ts'
import { handedOver, kindsGiven, transferForm, transferNewsCard } from '../replies/transfer.ts'
import { show } from '../show.ts'
import { departments, text } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'
import { type Given, matterVerb } from './matter-verb.ts'

/** Work within the station and the grids changes hands by 交办; complaints about police go the inspector's own way. */
const notOutside: readonly DepartmentId[] = [
  'grid_worker',
  'community_police',
  'command_room',
  'police_station',
  'police_inspection',
]

/** One department, with or without @. */
const receiver: Argument<DepartmentId> = {
  ...departments,
  label: '单位',
  example: '@城管',
  take(words, taking) {
    // The first word that names one: further names belong to the reason.
    for (const [at, word] of words.entries()) {
      const taken = departments.take([word], taking)
      if (taken && 'problem' in taken) return taken
      const [value] = taken?.value ?? []
      if (value) return { value, rest: words.filter((_, index) => index !== at) }
    }
    return null
  },
}

const args = { to: receiver, reason: text('理由', '属于市容管理职责') }

export const transfer = matterVerb({
  name: '转办',
  aliases: ['xfer'],
  help: '出转办单转给职责单位,对方签收才算转出',
  where: 'direct',
  rights: ['transfer'],
  states: ['new', 'studied', 'assigned', 'handling'],
  arguments: args,
  async echo(given) {
    const { desk, matter, values } = given
    if (hindrance(given)) return []
    const { name, entry } = answering(desk, values.to, matter.areaId)
    return [
      `转办 ${matter.number} 给:${name}${entry?.phone ? ` ☎${entry.phone}` : ''}`,
      `理由:${values.reason}`,
      `给对方:${kindsGiven}。不给:反映人是谁、各方姓名、门牌。`,
      '会告诉反映人转给谁、为什么、给了什么。',
    ]
  },
  async run(given) {
    const { call, desk, now, matter, staff, values, reply, refuse } = given
    const hindered = hindrance(given)
    if (hindered) return refuse(hindered)
    const { name, entry, people } = answering(desk, values.to, matter.areaId)
    const number = await nextNumber(desk.db, 'ZB', localDate(now))
    const receipt = clockFor(desk, matter, 'receipt')
    const by = receipt?.dueAt ?? receiptBy(now)
    const { fresh, changes } = moved(desk, matter, staff, {
      steps: [
        {
          to: 'transferred',
          values: {
            note: `${number} ${name}:${values.reason}`,
            transfer: number,
            department: values.to,
            dueAt: by.toISOString(),
            // Whether it stays called in when it declines.
            wasCalled: matter.called.includes(values.to),
          },
        },
      ],
      set: { called: [...new Set([...matter.called, values.to])] },
    })
    const form = { number, department: name, reason: values.reason, receiptBy: by }
    const lead = colleaguesOf(desk, [matter.leadId]).filter((one) => one.personId !== staff.personId)
    const told = await show(desk, { as: 'reporter' }, fresh)
    return {
      changes: [
        ...changes,
        openTransfer(
          {
            number,
            matterId: matter.id,
            department: values.to,
            reason: values.reason,
            byId: staff.personId,
            at: now,
          },
          receipt,
        ),
      ],
      posts: [
        reply(
          plain(
            `${matter.number} 已出转办单 ${number} 给${name}。对方签收(最迟${dayWords(form.receiptBy)})才算转出。`,
          ),
        ),
        ...(people.length === 0
          ? [
              whisper(
                call.message,
                plain(
                  `${name}没有接入,请打 ${entry?.phone ?? '(没有登记电话)'}。对方签收后发:/签收 ${number}`,
                ),
                'answer',
                1,
              ),
            ]
          : []),
        ...(await tellStaff(desk, fresh, people, (seen) => transferForm(seen, form), {
          key: `transfer:${number}`,
          about: 'matter',
          priority: priorities.answer,
        })),
        ...(await tellStaff(
          desk,
          fresh,
          lead,
          (seen) => transferNewsCard(seen, `已由${staff.name}转办给${name},转办单 ${number},等签收。`),
          { key: `transfer:${number}:lead`, about: 'matter', priority: priorities.answer },
        )),
        ...(told ? await newsToReporters(desk, fresh, handedOver(told, name), `transferred:${number}`) : []),
      ],
    }
  },
})

function hindrance({ desk, matter, values }: Given<typeof args>): string | null {
  const name = namesOf(desk, [values.to], matter.areaId)
  if (values.to === 'police_inspection') return '对民警的投诉由督察单独受理,不从这里转。'
  if (notOutside.includes(values.to)) return `${name}是自己人,不用转办:/交办 ${matter.number} @人。`
  if (matter.urgency === 'emergency' && !matter.emergencyLiftedAt)
    return `${matter.number} 还是紧急状态,不能转走。要别的单位来:/吹哨 ${matter.number} @${name}`
  const { entry, people } = answering(desk, values.to, matter.areaId)
  return entry || people.length > 0 ? null : `${name}在这一片没有联系人,请管理员先登记。`
}
