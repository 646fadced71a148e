import { changeMatter } from '../../db/matters.ts'
import { path, stateName } from '../../matters/moves.ts'
import { answer } from '../desk.ts'
import { newsToReporters } from '../news.ts'
import { notNow, plain } from '../replies/refusals.ts'
import { isRefusal, staffMatter } from './staff-matter.ts'
import type { Verb } from './verb.ts'

export const acknowledge: Verb = {
  name: '接单',
  aliases: ['ack', '接'],
  args: '编号',
  help: '接下交办的事;没人接的可直接接',
  where: 'work',
  who: ['grid_worker', 'auxiliary_grid', 'officer', 'duty_desk', 'zz_center', 'chief', 'inspector'],
  async run(call) {
    const { desk, message } = call
    const found = await staffMatter(call, acknowledge, 'take')
    if (isRefusal(found)) return found
    const { matter, staff } = found
    if (matter.leadId !== null && matter.leadId !== staff.personId) {
      const lead = desk.registry.staff(matter.leadId)?.name ?? '别人'
      return {
        changes: [],
        posts: [
          answer(message, plain(`${matter.number} 已由 ${lead} 牵头。要换人请民警重新交办。`), 'refusal'),
        ],
      }
    }
    const way = {
      new: ['studied', 'assigned', 'handling'],
      studied: ['assigned', 'handling'],
      assigned: ['handling'],
    } as const
    const stations = matter.state in way ? way[matter.state as keyof typeof way] : null
    const steps = stations && path(matter.state, ...stations)
    if (!steps)
      return {
        changes: [],
        posts: [
          answer(message, notNow(matter.number, stateName(matter.state), '用 /看 看看下一步。'), 'refusal'),
        ],
      }
    const at = desk.clock.now()
    const happenings = steps.map(({ from, to }) => ({
      matterId: matter.id,
      at,
      actorId: staff.personId,
      kind: to === 'handling' ? 'taken' : to,
      from,
      to,
      values: to === 'handling' ? { note: staff.name } : {},
    }))
    const fresh = { ...matter, state: 'handling' as const, leadId: staff.personId }
    return {
      changes: [changeMatter(matter, { state: 'handling', leadId: staff.personId }, happenings)],
      posts: [
        answer(message, {
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
}
