import { forgetPeople } from '../../db/forget.ts'
import { mergedInto } from '../../db/links.ts'
import { changeMatter } from '../../db/matters.ts'
import { canMove, stateName } from '../../matters/moves.ts'
import { clockChanges } from '../clocks.ts'
import { answer } from '../desk.ts'
import { plain } from '../replies/refusals.ts'
import { isWrite, ownMatter } from './own-matter.ts'
import type { Verb } from './verb.ts'

export const withdraw: Verb = {
  name: '撤回',
  aliases: ['undo', '撤销'],
  args: '编号',
  help: '撤回我反映的事',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const { message, desk } = call
    const matter = await ownMatter(call, withdraw)
    if (isWrite(matter)) return matter
    const standing = matter.urgency === 'emergency' && !matter.emergencyLiftedAt
    // What others told goes on in it: nobody takes that back for them.
    const joint = matter.ownId !== matter.id || (await mergedInto(desk.db, matter.id)).length > 0
    if (standing || joint || !canMove(matter.state, 'withdrawn')) {
      const reason = standing
        ? '涉及人身安全,要由值班室核实后解除'
        : joint
          ? '已和别人反映的同一件事一起办'
          : `已经${stateName(matter.state)},承办人手里有工作记录`
      return {
        changes: [],
        posts: [
          answer(
            message,
            plain(`${matter.number} ${reason},不能整件撤回。`, '您的身份仍然保密;有异议可拨12389。'),
            'refusal',
          ),
        ],
      }
    }
    const happening = {
      matterId: matter.id,
      at: desk.clock.now(),
      actorId: null,
      kind: 'withdrawn',
      from: matter.state,
      to: 'withdrawn',
    }
    return {
      // Nobody works on it yet, so all of it goes at once (rule Q-3); number and category stay as a gap in the list.
      changes: [
        changeMatter(matter, { state: 'withdrawn', closedAt: desk.clock.now() }, [happening]),
        ...clockChanges(desk, matter, { ...matter, state: 'withdrawn' }, [happening]),
        forgetPeople(matter),
      ],
      posts: [answer(message, plain(`${matter.number} 已撤回,不再办理,内容已删除。`))],
    }
  },
}
