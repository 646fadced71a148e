import type { State } from '../../matters/moves.ts'
import { moved, type Step } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { matterVerb } from './matter-verb.ts'

/** Who takes a matter that nobody studied or assigned does both with it. */
const ways: Partial<Record<State, readonly State[]>> = {
  new: ['studied', 'assigned', 'handling'],
  studied: ['assigned', 'handling'],
  assigned: ['handling'],
}

export const acknowledge = matterVerb({
  name: '接单',
  aliases: ['ack', '接'],
  help: '接下交办的事;没人接的可直接接',
  where: 'work',
  rights: ['take'],
  states: ['new', 'studied', 'assigned', 'handling'],
  arguments: {},
  async run({ desk, matter, staff, reply, refuse }) {
    if (matter.leadId !== null && matter.leadId !== staff.personId) {
      const lead = desk.registry.staff(matter.leadId)?.name ?? '别人'
      return refuse(`${matter.number} 已由 ${lead} 牵头。要换人请民警重新交办。`)
    }
    if (matter.state === 'handling')
      return refuse(`${matter.number} 是「办理中」,已经在您手里。办一步记一步:/办理 ${matter.number}`)
    const steps = (ways[matter.state] ?? []).map(
      (to): Step => (to === 'handling' ? { to, kind: 'taken', values: { note: staff.name } } : { to }),
    )
    const { fresh, changes } = moved(desk, matter, staff, { steps, set: { leadId: staff.personId } })
    return {
      changes,
      posts: [
        reply({
          tone: 'plain',
          lines: [`${matter.number} 由您牵头办理。办一步记一步:/办理 ${matter.number} 做了什么。`],
          actions: [{ label: '当场化解', command: `/化解 ${matter.number} 当场` }],
        }),
        ...(await newsToReporters(
          desk,
          fresh,
          `${staff.name} 已接手,会和您联系。`,
          `taken:${matter.version}`,
        )),
      ],
    }
  },
})
