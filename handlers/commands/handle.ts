import type { Matter } from '../../matters/matter.ts'
import type { Staff } from '../../matters/roles.ts'
import type { Desk } from '../desk.ts'
import { moved } from '../move.ts'
import { externalLine } from '../replies/matter-card.ts'
import { jointVisitOf } from '../replies/visit.ts'
import { external } from './argument-external.ts'
import { person, text } from './argument-kinds.ts'
import { named, optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

const what = text('做了什么', '上门见了双方,约周五再谈')

export const handleMatter = matterVerb({
  name: '办理',
  aliases: ['log', '记录'],
  help: '记一笔办理经过;联合走访写上同去=@人;别处的编号写外部编号=…',
  where: 'direct',
  rights: ['log'],
  states: ['handling'],
  arguments: { along: named(person('同去', 'log')), note: optional(what), external },
  async run({ call, desk, matter, staff, values, reply, refuse }) {
    const { along, note, external: number } = values
    if (!note && !number)
      return refuse(`还缺「${what.label}」。`, `例如:/办理 ${matter.number} ${what.example}`)
    const isJoint = along !== undefined || Boolean(note?.includes('联合走访'))
    const second = along ?? companion(desk, matter, staff)
    // Two went, or it was none: both names, or it is not done (requirement A197).
    if (isJoint && (!second || second.personId === staff.personId))
      return refuse(jointVisitOf.two(matter.number))
    const joint = isJoint && second
    const { changes } = moved(desk, matter, staff, {
      set: number ? { externalNumber: number } : {},
      notes: [
        ...(number ? [{ kind: 'numbered', values: { note: number } }] : []),
        ...(note
          ? [
              joint
                ? {
                    kind: 'joint_visit',
                    values: {
                      note: jointVisitOf.note(staff.name, joint.name, note),
                      with: [staff.personId, joint.personId],
                    },
                  }
                : { kind: 'logged', values: { note } },
            ]
          : []),
      ],
    })
    const masked = !note || call.rest.includes(note) ? [] : ['姓名、门牌和号码已遮盖。']
    return {
      changes,
      posts: [
        reply({
          tone: 'plain',
          lines: [`已记入 ${matter.number}。`, ...(number ? [externalLine(number)] : []), ...masked],
          actions: [{ label: '化解', command: `/化解 ${matter.number}` }],
        }),
      ],
    }
  },
})

/** Whom a colleague goes with where nobody is named: lead and 搭档 go together. */
function companion(desk: Desk, matter: Matter, staff: Staff): Staff | undefined {
  if (matter.partnerId === null || matter.leadId === null) return undefined
  const other = staff.personId === matter.partnerId ? matter.leadId : matter.partnerId
  return desk.registry.staff(other)
}
