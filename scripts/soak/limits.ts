import { localDate, localTime } from '../../matters/working-time.ts'
import type { Town } from './town.ts'

/** What maintainers of bots advise (facts 2.3), less what the way from the process to WeChat may take. */
const wechatGapMs = 3_000 - 400
const wechatPerDay = 200

/** How often a platform's limit was passed. */
export function breachesIn({ lark, wechat }: Town): number {
  const { sent } = wechat
  const hurried = sent.filter(({ at }, n) => n > 0 && at - (sent[n - 1]?.at ?? 0) < wechatGapMs)
  const days = new Map<string, number>()
  for (const { at } of sent) {
    const day = localDate(new Date(at))
    days.set(day, (days.get(day) ?? 0) + 1)
  }
  const overfull = [...days.values()].reduce((sum, count) => sum + Math.max(0, count - wechatPerDay), 0)
  // Emergencies may break the night's rest; none of the week's stories is one.
  const nightly = sent.filter(({ at }) => localTime(new Date(at)) < '06:00')
  return lark.breaches() + hurried.length + overfull + nightly.length
}
