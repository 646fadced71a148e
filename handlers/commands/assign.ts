import type { Matter } from '../../matters/matter.ts'
import { type Post, priorities } from '../../matters/message.ts'
import type { State } from '../../matters/moves.ts'
import type { Staff } from '../../matters/roles.ts'
import { type Answering, answering, tellStaff } from '../departments.ts'
import { type Desk, toStaff, whisper } from '../desk.ts'
import { moved, type Step } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { assignTexts, toDepartment } from '../replies/assign.ts'
import { matterCard } from '../replies/matter-card.ts'
import { plain } from '../replies/refusals.ts'
import { show } from '../show.ts'
import { departments, person, text } from './argument-kinds.ts'
import { named, optional } from './arguments.ts'
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
    partner: named(person('搭档', 'log', (matter, staff) => ({ ...matter, partnerId: staff.personId }))),
    co: optional(departments),
    note: optional(text('交代', '今天先上门看看')),
  },
  async run({ call, desk, matter, staff, values, reply, refuse }) {
    const { lead, partner, co = [], note } = values
    if (partner?.personId === lead.personId) return refuse(assignTexts.partnerIsLead(lead.name))
    const steps = (ways[matter.state] ?? ['assigned']).map((to): Step => {
      const said = `交 ${lead.name}${partner ? `,搭档 ${partner.name}` : ''}${note ? `:${note}` : ''}`
      return to === 'assigned' ? { to, values: { note: said, leadId: lead.personId, co } } : { to }
    })
    const called = [...new Set([...matter.called, ...co])]
    // Who helped so far goes on helping, unless they lead now.
    const before = matter.partnerId === lead.personId ? null : matter.partnerId
    const partnerId = partner?.personId ?? before
    const answerers = co.map((one) => answering(desk, one, matter.areaId))
    const away = answerers.filter(({ people }) => people.length === 0)
    const { fresh, changes } = moved(desk, matter, staff, {
      steps,
      set: { leadId: lead.personId, partnerId, called },
    })
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
        reply(
          plain(
            assignTexts.assigned(matter.number, lead.name, {
              partner: partner?.name,
              co: answerers.map(({ name }) => name).join('、'),
            }),
          ),
        ),
        ...(away.length > 0 ? [whisper(call.message, plain(...byTelephone(away, matter)), 'answer', 1)] : []),
        ...(partner ? await tellPartner(desk, fresh, { by: staff, lead, partner }) : []),
        ...(card
          ? toStaff(desk, lead.personId, card, {
              key: `assigned:${matter.id}:${matter.version}`,
              about: 'matter',
              priority: priorities.answer,
              matterId: matter.id,
              matterVersion: fresh.version,
            })
          : []),
        ...(await tellDepartments(desk, fresh, answerers, { by: staff, lead, partner, note })),
        ...(await newsToReporters(desk, fresh, `已交 ${lead.name} 牵头办理。`, `assigned:${matter.version}`)),
      ],
    }
  },
})

async function tellPartner(desk: Desk, matter: Matter, who: { by: Staff; lead: Staff; partner: Staff }) {
  const seen = await show(desk, { as: 'staff', staff: who.partner }, matter)
  if (!seen) return []
  const actions = [{ label: '看详情', command: `/看 ${matter.number}` }]
  const card = matterCard(seen, actions, [assignTexts.toPartner(who.by.name, who.lead.name, matter.number)])
  return toStaff(desk, who.partner.personId, card, {
    key: `partner:${matter.id}:${matter.version}`,
    about: 'matter',
    priority: priorities.answer,
    matterId: matter.id,
    matterVersion: matter.version,
  })
}

/** Liaisons of the departments that were named, as far as they may see it now that they are called in. */
async function tellDepartments(
  desk: Desk,
  matter: Matter,
  named: readonly Answering[],
  who: { by: Staff; lead: Staff; partner?: Staff; note?: string },
): Promise<Post[]> {
  const known = [who.by, who.lead, who.partner].map((one) => one?.personId)
  const posts: Post[] = []
  for (const { department, name, people } of named) {
    posts.push(
      ...(await tellStaff(
        desk,
        matter,
        people.filter(({ personId }) => !known.includes(personId)),
        (seen) =>
          toDepartment(seen, {
            by: who.by.name,
            lead: who.lead.name,
            department: name,
            note: who.note ?? '',
          }),
        {
          key: `co:${matter.id}:${matter.version}:${department}`,
          about: 'matter',
          priority: priorities.answer,
          // A confidential one would come to show what it is about.
          matterVersion: matter.privacy === 'confidential' ? undefined : matter.version,
        },
      )),
    )
  }
  return posts
}

function byTelephone(away: readonly Answering[], { number }: Matter): string[] {
  return away.map(({ name, entry }) => assignTexts.byTelephone(name, entry?.phone ?? null, number))
}
