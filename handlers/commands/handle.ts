import { changeMatter } from '../../db/matters.ts'
import { stateName } from '../../matters/moves.ts'
import { answer } from '../desk.ts'
import { mask } from '../read/mask.ts'
import { notNow, plain } from '../replies/refusals.ts'
import { isRefusal, staffMatter } from './staff-matter.ts'
import type { Verb } from './verb.ts'

export const handleMatter: Verb = {
  name: '办理',
  aliases: ['log', '记录'],
  args: '编号 做了什么',
  help: '记一笔办理经过',
  where: 'direct',
  who: ['grid_worker', 'auxiliary_grid', 'officer', 'duty_desk', 'chief', 'zz_center', 'inspector'],
  async run(call) {
    const { desk, message } = call
    const found = await staffMatter(call, handleMatter, 'handle')
    if (isRefusal(found)) return found
    const { matter, staff } = found
    const note = mask(call.rest.slice(call.rest.indexOf(' ') + 1).trim(), { tip: matter.kind === 'tip' })
    if (call.words.length < 2)
      return {
        changes: [],
        posts: [answer(message, plain(`写上做了什么,例如:/办理 ${matter.number} 上门见了双方,约周五再谈`))],
      }
    if (matter.state !== 'handling') {
      const possible = ['new', 'studied', 'assigned'].includes(matter.state)
        ? `先接单:/接单 ${matter.number}`
        : '已过办理阶段。'
      return {
        changes: [],
        posts: [answer(message, notNow(matter.number, stateName(matter.state), possible), 'refusal')],
      }
    }
    const happening = {
      matterId: matter.id,
      at: desk.clock.now(),
      actorId: staff.personId,
      kind: 'logged',
      values: { note },
    }
    const masked =
      note === call.rest.slice(call.rest.indexOf(' ') + 1).trim() ? [] : ['姓名、门牌和号码已遮盖。']
    return {
      changes: [changeMatter(matter, {}, [happening])],
      posts: [
        answer(message, {
          tone: 'plain',
          lines: [`已记入 ${matter.number}。`, ...masked],
          actions: [{ label: '化解', command: `/化解 ${matter.number}` }],
        }),
      ],
    }
  },
}
