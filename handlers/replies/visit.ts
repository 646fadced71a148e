import type { FollowUp } from '../../db/follow-ups.ts'
import type { Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'

/** The reminder of a visit, with its result one tap away. `more` stands above the questions: the how manieth reminder. */
export function visitCard(
  matter: MatterView,
  followUp: Pick<FollowUp, 'day' | 'dueAt'>,
  late: boolean,
  more: readonly string[] = [],
): Card {
  const { number } = matter
  return {
    tone: late ? 'yellow' : 'blue',
    title: `${late ? '迟到的回访' : '今天回访'}|${number}|${matter.title}`,
    fields: [
      { name: '第几天', value: `第${followUp.day}天(原定 ${dayWords(followUp.dueAt)})` },
      { name: '地点', value: matter.place },
      { name: '摘要', value: matter.summary },
    ],
    lines: [
      ...more,
      '问三句:事情真解决了吗?满意几分?还有没有隐患?',
      `也可以写:/回访 ${number} 结果 满意1–5 隐患=有/无`,
    ],
    actions: [
      { label: '已解决,没隐患', command: `/回访 ${number} 已解决 5 隐患=无` },
      { label: '已解决,还有隐患', command: `/回访 ${number} 已解决 4 隐患=有` },
      { label: '没解决,重开', command: `/回访 ${number} 没解决 1` },
      { label: '改到明天', command: `/回访 ${number} 改期 明天` },
      { label: '改到下周一', command: `/回访 ${number} 改期 下周一` },
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

/** The door stayed shut: their right. */
export function noEntryCard(number: string, day: number): Card {
  return {
    tone: 'plain',
    lines: [
      `已记没让进门。进不进门由住户定,不勉强。${number} 第${day}天的回访可以打电话、约别处见,或请楼长、居委会一起去。`,
      '再去一次还是没让进,照样写“没让进门”,就记为结果。',
    ],
    actions: [
      { label: '改期到明天', command: `/回访 ${number} 改期 明天` },
      { label: '改到下周一', command: `/回访 ${number} 改期 下周一` },
    ],
  }
}

/** What is left to be said before a visit counts: no answer is taken for granted. */
export function askHazardCard(number: string, words: string): Card {
  return {
    tone: 'plain',
    lines: [`还差一问:${number} 有没有后续隐患?(有就另立一件隐患,两件连着看)`],
    actions: [
      { label: '没有隐患', command: `/回访 ${number} ${words} 隐患=无` },
      { label: '有隐患', command: `/回访 ${number} ${words} 隐患=有` },
    ],
  }
}

/** The same for how content they are; who will not say is not pressed. */
export function askScoreCard(number: string, words: string): Card {
  return {
    tone: 'plain',
    lines: [`还差一问:${number} 对方满意几分(1–5)?`],
    actions: [
      ...[5, 4, 3, 2, 1].map((score) => ({
        label: `${score}分`,
        command: `/回访 ${number} ${words} ${score}`,
      })),
      { label: '不愿评', command: `/回访 ${number} ${words} 不评` },
    ],
  }
}

/** To the chief: a visit that five reminders did not bring about. */
export function visitUndone(name: string, day: number, days: number): string[] {
  return [`第${day}天的回访过了${days}天还没做,已提醒${name}五次。请您过问,或换人接手。`]
}

/** Visits that are owed, one's own and those of the area that are late. */
export function visitListCard(list: { own: string[]; late: string[]; actions: Card['actions'] }): Card {
  const { own, late, actions } = list
  return {
    tone: 'plain',
    title: `我的回访 ${own.length} 次`,
    lines: [
      ...(own.length > 0 ? own : ['两周内没有要做的回访。']),
      ...(late.length > 0 ? [`本片别人迟了的 ${late.length} 次,可以接手:`, ...late] : []),
      '记结果:/回访 编号 结果 满意1–5 隐患=有/无;改天:/回访 编号 改期 下周三',
    ],
    actions,
  }
}

export const visitTexts = {
  moved: (number: string, day: number, dueAt: Date) =>
    `${number} 第${day}天回访改到 ${dayWords(dueAt)},到时会再提醒您。`,
  movedBefore: (day: number) => `第${day}天这次回访已经改过一次,再改要所长同意。`,
  chiefAsked: '已替您请所长定,同意后会告诉您;没同意之前按原来的日子。',
  noChief: '这一片找不到所长,请按期回访。',
  movedTwice: (day: number) => `第${day}天这次回访改过两次了,不能再改。可以换人:/回访 编号 接手`,
  asksMove: (name: string, number: string, day: number, to: Date) =>
    `${name}想把 ${number} 第${day}天的回访再改到 ${dayWords(to)}(已改过一次)。不同意就不用动。`,
  movedByChief: (number: string, day: number, dueAt: Date) =>
    `所长同意:${number} 第${day}天的回访改到 ${dayWords(dueAt)}。`,
  tooFar: (last: Date) => `最多往后改14天,最晚 ${dayWords(last)}。`,
  nth: (n: number) => `第${n}次提醒(最多5次,之后请所长过问)。`,
  taken: (number: string, day: number) => `${number} 第${day}天的回访由您接手,以后提醒您。`,
  takenFrom: (name: string, number: string, day: number) => `${name}接手了 ${number} 第${day}天的回访。`,
  yours: (number: string) => `${number} 的回访本来就由您做。`,
  hazardLeft: (number: string) => `隐患另立为 ${number},两件已经连上。`,
  refusedTwice: '两次都没让进门,记为结果。',
  tellBoth: (number: string) =>
    `联合回访要两个人都写上才算,例如:/回访 ${number} 同去=@网格员小林 已解决 5 隐患=无`,
} as const

/** A visit that two go on. */
export const jointVisitOf = {
  two: (number: string) =>
    `联合走访要两个人都写上才算,例如:/办理 ${number} 同去=@网格员小林 联合走访,见了本人`,
  note: (one: string, other: string, note: string) => `${one}、${other}:${note}`,
} as const
