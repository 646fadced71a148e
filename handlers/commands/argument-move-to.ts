import { date } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'

const asDate = date('改期的日子')

/** Another day for a visit: 改期 下周三, 改到12月1日. Words about time that do not say so are a result. */
export const moveTo: Argument<Date | undefined> = {
  label: '改期 日期',
  type: 'date',
  optional: true,
  example: '改期 下周三',
  take(words, taking) {
    const at = words.findIndex((word) => /^(?:改期|改到|改在|推迟)/u.test(word))
    if (at < 0) return null
    const own = (words[at] ?? '').replace(/^(?:改期|改|推迟)(?:到|在|至)?/u, '')
    const taken = asDate.take([own, ...words.slice(at + 1)].filter(Boolean), taking)
    if (!taken) return { problem: '改到哪天?例如:改期 下周三,或 改期 12月1日上午10点。' }
    if ('problem' in taken) return taken
    return { value: taken.value, rest: words.slice(0, at) }
  },
}
