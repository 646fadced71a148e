import { answer } from '../desk.ts'
import { notWithdrawn, withdrawn, withdrawnFromShared } from '../replies/rights.ts'
import { isJoint, isStanding, takeOne, takeOutOf, takeWhole } from '../take-out.ts'
import { findOwn, isWrite } from './own-matter.ts'
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
    const own = await findOwn(call, withdraw)
    if (isWrite(own)) return own
    const { matter } = own
    const takeOut = await takeOutOf(desk, matter)
    const joint = await isJoint(desk, matter)
    if (takeOut === 'kept' || joint) {
      const why = { standing: isStanding(matter), joint }
      return { changes: [], posts: [answer(message, notWithdrawn(matter, why), 'refusal')] }
    }
    // Nobody works on it yet, so all of it goes at once (rule Q-3), or one's own part of it.
    return takeOut === 'whole'
      ? { changes: takeWhole(desk, own), posts: [answer(message, withdrawn(matter.number))] }
      : { changes: await takeOne(desk, own), posts: [answer(message, withdrawnFromShared(matter.number))] }
  },
}
