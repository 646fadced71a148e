import { changeMatter } from '../../db/matters.ts'
import { priorities } from '../../matters/message.ts'
import { path, type State, stateName } from '../../matters/moves.ts'
import { may, type Staff } from '../../matters/roles.ts'
import { answer, type Desk, toStaff } from '../desk.ts'
import { newsToReporters } from '../news.ts'
import { matterCard } from '../replies/matter-card.ts'
import { notNow, plain } from '../replies/refusals.ts'
import { show } from '../show.ts'
import { isRefusal, staffMatter } from './staff-matter.ts'
import type { Call, Verb } from './verb.ts'

export const assign: Verb = {
  name: '交办',
  aliases: ['assign'],
  args: '编号 @人',
  help: '交给一个人牵头办',
  where: 'work',
  who: ['officer', 'duty_desk', 'chief', 'zz_center'],
  async run(call) {
    const { desk, message } = call
    const found = await staffMatter(call, assign, 'assign')
    if (isRefusal(found)) return found
    const { matter, staff } = found
    const lead = whoIsMeant(call, matter.areaId)
    if (typeof lead === 'string') return { changes: [], posts: [answer(message, plain(lead), 'refusal')] }
    const steps = waysTo(matter.state)
    if (!steps) {
      const card = notNow(matter.number, stateName(matter.state), '已办结的要先重开;已撤回或合并的不再交办。')
      return { changes: [], posts: [answer(message, card, 'refusal')] }
    }
    const at = desk.clock.now()
    const happenings = steps.map(({ from, to }) => ({
      matterId: matter.id,
      at,
      actorId: staff.personId,
      kind: to,
      from,
      to,
      values: to === 'assigned' ? { note: `交 ${lead.name}`, leadId: lead.personId } : {},
    }))
    const fresh = { ...matter, state: 'assigned' as const, leadId: lead.personId }
    const theirs = await show(desk, { as: 'staff', staff: lead }, fresh)
    return {
      changes: [changeMatter(matter, { state: 'assigned', leadId: lead.personId }, happenings)],
      posts: [
        answer(message, plain(`已交办 ${matter.number} 给 ${lead.name}。`)),
        ...(theirs
          ? toStaff(
              desk,
              lead.personId,
              matterCard(
                theirs,
                [{ label: '接单', command: `/接单 ${matter.number}` }],
                [`${staff.name} 交您牵头,请接单。`],
              ),
              {
                key: `assigned:${matter.id}:${matter.version}`,
                about: 'matter',
                priority: priorities.answer,
                matterId: matter.id,
              },
            )
          : []),
        ...(await newsToReporters(desk, fresh, `已交 ${lead.name} 牵头办理。`, `assigned:${matter.version}`)),
      ],
    }
  },
}

/** What was merged goes on where it was merged into. */
function waysTo(state: State) {
  if (state === 'merged') return null
  return state === 'new' ? path('new', 'studied', 'assigned') : path(state, 'assigned')
}

/** The colleague named by @ or by name, who must be able to take matters there; or why not. */
function whoIsMeant({ desk, message, words }: Call, areaId: string): Staff | string {
  const mentioned = message.mentions.map((one) =>
    desk.registry.staffOf({ platform: message.platform, externalId: one.id }),
  )
  const typed = words.slice(1).map((word) => word.replace(/^[@＠]/u, ''))
  const named = desk.registry
    .colleagues()
    .filter((staff) => typed.some((name) => name !== '' && staff.name.includes(name)))
  const found = [...new Set([...mentioned.filter((staff) => staff !== undefined), ...named])]
  const able = found.filter((staff) => may(staff, 'take', areaId, desk.registry.areas))
  if (able.length > 1) return `有几位同名:${able.map((staff) => staff.name).join('、')}。请用@或写全名。`
  const [one] = able
  if (one) return one
  const [other] = found
  if (other) return `${other.name}不管这一片,不能牵头。可交给:${namesFor(desk, areaId)}。`
  return `请写明交给谁,例如:/交办 编号 @${desk.registry.colleagues().find((staff) => may(staff, 'take', areaId, desk.registry.areas))?.name ?? '网格员'}。可交给:${namesFor(desk, areaId)}。`
}

function namesFor(desk: Desk, areaId: string): string {
  return desk.registry
    .colleagues()
    .filter((staff) => may(staff, 'take', areaId, desk.registry.areas))
    .map((staff) => staff.name)
    .join('、')
}
