import { priorities } from '../../matters/message.ts'
import type { State } from '../../matters/moves.ts'
import { toStaff } from '../desk.ts'
import { moved, type Step } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { matterCard } from '../replies/matter-card.ts'
import { plain } from '../replies/refusals.ts'
import { show } from '../show.ts'
import { departments, person, text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

/** A matter that nobody studied is studied with the assignment: two events in one write. */
const ways: Partial<Record<State, readonly State[]>> = { new: ['studied', 'assigned'] }

export const assign = matterVerb({
  name: '交办',
  aliases: ['assign'],
  help: '交给一个人牵头办,可点名协办部门',
  where: 'work',
  rights: ['assign'],
  states: ['new', 'studied', 'assigned', 'handling', 'transferred'],
  arguments: {
    lead: person('@人', 'take'),
    co: optional(departments),
    note: optional(text('交代', '今天先上门看看')),
  },
  async run({ desk, matter, staff, values, reply }) {
    const { lead, co = [], note } = values
    const steps = (ways[matter.state] ?? ['assigned']).map((to): Step => {
      const said = `交 ${lead.name}${note ? `:${note}` : ''}`
      return to === 'assigned' ? { to, values: { note: said, leadId: lead.personId, co } } : { to }
    })
    const called = [...new Set([...matter.called, ...co])]
    const { fresh, changes } = moved(desk, matter, staff, { steps, set: { leadId: lead.personId, called } })
    const theirs = await show(desk, { as: 'staff', staff: lead }, fresh)
    const card =
      theirs &&
      matterCard(
        theirs,
        [
          { label: '接单', command: `/接单 ${matter.number}` },
          { label: '退单', command: `/退单 ${matter.number}` },
        ],
        [`${staff.name} 交您牵头,请接单。`, ...(note ? [`交代:${note}`] : [])],
      )
    return {
      changes,
      posts: [
        reply(plain(`已交办 ${matter.number} 给 ${lead.name}。`)),
        ...(card
          ? toStaff(desk, lead.personId, card, {
              key: `assigned:${matter.id}:${matter.version}`,
              about: 'matter',
              priority: priorities.answer,
              matterId: matter.id,
              matterVersion: fresh.version,
            })
          : []),
        ...(await newsToReporters(desk, fresh, `已交 ${lead.name} 牵头办理。`, `assigned:${matter.version}`)),
      ],
    }
  },
})
