import { changeMatter } from '../../db/matters.ts'
import { canMove, stateName } from '../../matters/moves.ts'
import { may } from '../../matters/roles.ts'
import { answer } from '../desk.ts'
import { mask } from '../read/mask.ts'
import { notNow, plain } from '../replies/refusals.ts'
import { isRefusal, staffMatter } from './staff-matter.ts'
import type { Verb } from './verb.ts'

export const resolve: Verb = {
  name: '化解',
  aliases: ['solve'],
  args: '编号 [当场] 结果',
  help: '事情已处置好,等办结',
  where: 'direct',
  who: ['grid_worker', 'auxiliary_grid', 'officer', 'duty_desk', 'chief', 'zz_center', 'inspector'],
  async run(call) {
    const { desk, message, words } = call
    const found = await staffMatter(call, resolve, 'handle')
    if (isRefusal(found)) return found
    const { matter, staff } = found
    if (!canMove(matter.state, 'resolved')) {
      const possible = ['new', 'studied', 'assigned'].includes(matter.state)
        ? `先接单:/接单 ${matter.number}`
        : '看下一步:/看'
      return {
        changes: [],
        posts: [answer(message, notNow(matter.number, stateName(matter.state), possible), 'refusal')],
      }
    }
    if (matter.leadId !== staff.personId && !may(staff, 'assign', matter.areaId, desk.registry.areas)) {
      return {
        changes: [],
        posts: [answer(message, plain(`${matter.number} 由牵头人化解,您可以用 /办理 记一笔。`), 'refusal')],
      }
    }
    const note = mask(words.slice(1).join(' '), { tip: matter.kind === 'tip' })
    const happening = {
      matterId: matter.id,
      at: desk.clock.now(),
      actorId: staff.personId,
      kind: 'resolved',
      from: matter.state,
      to: 'resolved',
      values: { note, onTheSpot: words[1] === '当场' },
    }
    return {
      changes: [changeMatter(matter, { state: 'resolved', outcome: 'settled' }, [happening])],
      posts: [
        answer(message, {
          tone: 'plain',
          lines: [`${matter.number} 已化解。办结后会自动约回访。`],
          actions: [{ label: '办结', command: `/办结 ${matter.number}` }],
        }),
      ],
    }
  },
}
