import type { FollowUp } from '../../db/follow-ups.ts'
import type { Action, Card } from '../../matters/message.ts'
import { categoryOf } from '../../matters/taxonomy.ts'
import { dayWords } from '../../matters/working-time.ts'

/** A visit that is owed, in one line. */
export function visitLine(
  visit: { followUp: FollowUp; number: string; category: string },
  now: Date,
): string {
  const { followUp, number, category } = visit
  const late = followUp.dueAt < now ? '|已到期' : ''
  return `${number}|${categoryOf(category).zh}|第${followUp.day}天回访|${dayWords(followUp.dueAt)}${late}`
}

/** What somebody has to do: matters, then visits. */
export function todoCard(list: {
  filter: 'today' | 'late' | 'unclaimed' | null
  matters: number
  lines: string[]
  visits: string[]
  /** What meetings decided and this colleague sees to. */
  decisions: string[]
  actions: Action[]
}): Card {
  const { filter, matters, lines, visits, decisions, actions } = list
  const name = { today: '今天到期', late: '超期', unclaimed: '还没人接', none: '待办' }[filter ?? 'none']
  const span = filter === null ? '7天内' : ''
  const visited = filter === 'unclaimed' ? '' : `,${span}回访 ${visits.length} 次`
  return {
    tone: 'plain',
    title: `${name} ${matters} 件${visited}`,
    lines: [
      ...(lines.length > 0 || decisions.length > 0
        ? lines
        : [filter === 'unclaimed' ? '都有人接了。' : '没有待办。']),
      ...(visits.length > 0 ? ['回访:', ...visits] : []),
      ...(decisions.length > 0 ? ['会议决议:', ...decisions] : []),
    ],
    actions,
  }
}
