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

/** Nobody was met: the visit stays owed. */
export function unreachedCard(number: string, day: number): Card {
  return {
    tone: 'plain',
    lines: [`已记没联系上。没见到人不算回访,${number} 第${day}天的回访还要做。`],
    actions: [{ label: '改期到明天', command: `/回访 ${number} 改期 明天` }],
  }
}

export const visitTexts = {
  moved: (number: string, day: number, dueAt: Date) =>
    `${number} 第${day}天回访改到 ${dayWords(dueAt)},到时会再提醒您。`,
  movedBefore: (day: number) => `第${day}天这次回访已经改过一次,不能再改,请按期回访。`,
  tooFar: (last: Date) => `最多往后改14天,最晚 ${dayWords(last)}。`,
} as const

/** A visit that two go on. */
export const jointVisitOf = {
  two: (number: string) =>
    `联合走访要两个人都写上才算,例如:/办理 ${number} 同去=@网格员小林 联合走访,见了本人`,
  note: (one: string, other: string, note: string) => `${one}、${other}:${note}`,
} as const
