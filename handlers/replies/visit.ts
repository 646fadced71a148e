import type { FollowUp } from '../../db/follow-ups.ts'
import type { Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'

/** The reminder of a visit, with its result one tap away. */
export function visitCard(
  matter: MatterView,
  followUp: Pick<FollowUp, 'day' | 'dueAt'>,
  late: boolean,
): Card {
  return {
    tone: late ? 'yellow' : 'blue',
    title: `${late ? '迟到的回访' : '今天回访'}|${matter.number}|${matter.title}`,
    fields: [
      { name: '第几天', value: `第${followUp.day}天(原定 ${dayWords(followUp.dueAt)})` },
      { name: '地点', value: matter.place },
      { name: '摘要', value: matter.summary },
    ],
    lines: ['问两句:事情真解决了吗?还有没有隐患?', `也可以写:/回访 ${matter.number} 结果 满意1–5`],
    actions: [
      { label: '已解决,满意', command: `/回访 ${matter.number} 已解决 5` },
      { label: '基本解决', command: `/回访 ${matter.number} 基本解决 3` },
      { label: '没解决,重开', command: `/回访 ${matter.number} 没解决 1` },
    ],
  }
}
