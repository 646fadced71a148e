import type { Card } from '../../matters/message.ts'
import { dayWords, localTime } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

export interface Sum {
  todayMs: number
  weekMs: number
  open: Date | null
  /** Days of this week that the evening had to close. */
  closedByClock: number
}

/** The week ought to reach this many hours, the day this many (requirements A209, A210). */
export const targets = { week: 40, day: 8 } as const

export const onSiteTexts = {
  alreadyOn: (since: Date) => plain(`${localTime(since)} 起已经在记,收工点「下」。`),
  notOn: plain('现在没有在记。到社区了发:/驻社区 上'),
  wrongTime: plain('时间要在今天「上」以后、现在以前,例如:/驻社区 下 20:30'),
  on: (at: Date): Card => ({
    ...plain(`从 ${localTime(at)} 开始记。只记时间,不记位置。`),
    actions: [{ label: '下', command: '/驻社区 下' }],
  }),
  forgotten: (counted: string): Card => ({
    tone: 'yellow',
    title: '今天忘了点「下」',
    lines: [`21:50 自动收工,先按 ${counted} 记。`, '不对就改,例如:/驻社区 下 20:30'],
  }),
} as const

/** One's own hours: the day, the week, against the goal; no comparison with anybody. */
export function onSiteCard(sum: Sum, first: string[] = []): Card {
  return {
    tone: 'plain',
    title: '驻社区(只有您和所长看得到)',
    lines: [
      ...first,
      `今天 ${hours(sum.todayMs)}(目标${targets.day}小时)`,
      `本周 ${hours(sum.weekMs)}(目标${targets.week}小时)`,
      ...(sum.open ? [`${dayWords(sum.open)} 起在记`] : []),
      ...(sum.closedByClock > 0 ? [`有 ${sum.closedByClock} 天忘了点「下」,按18:00记。`] : []),
    ],
    actions: [sum.open ? { label: '下', command: '/驻社区 下' } : { label: '上', command: '/驻社区 上' }],
  }
}

/** For the chief: each officer's week, in the order of names. */
export function onSiteList(rows: { name: string; sum: Sum }[]): Card {
  return {
    tone: 'plain',
    title: '本周驻社区(只有本人和所长看得到)',
    lines:
      rows.length > 0
        ? rows.map(({ name, sum }) => {
            const marked = sum.closedByClock > 0 ? `,${sum.closedByClock}天按18:00计` : ''
            return `${name}:今天${hours(sum.todayMs)},本周${hours(sum.weekMs)}${marked}`
          })
        : ['本周还没有人记。'],
  }
}

function hours(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  return `${Math.floor(minutes / 60)}小时${minutes % 60 > 0 ? `${minutes % 60}分` : ''}`
}
