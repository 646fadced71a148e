import type { FakeLark } from '../../test/support/lark/index.ts'

const say = 'POST /open-apis/im/v1/messages'

/** What Lark does wrong all week: posts refused, swallowed and said without an answer, events that come again. */
export function spoilLark(lark: FakeLark, losesAnswers = 0.02): void {
  lark.faults.chance(0.01, { status: 502 }, say)
  lark.faults.chance(losesAnswers, 'reset_after', say)
  lark.faults.chance(0.002, 'hang_after', say)
  lark.faults.chance(0.002, 'hang', say)
  lark.faults.chance(0.005, { code: 99991663, status: 400 }, 'GET')
  lark.delivery.chances({ double: 0.02, again: 0.02 })
}
