import type { Decision } from '../../db/decisions.ts'
import type { Action, Card } from '../../matters/message.ts'
import { atLocal, dayWords, localDate } from '../../matters/working-time.ts'
import type { Face } from '../meetings/face.ts'
import { meetingName } from './meeting.ts'

/** A decision in a list: what, who, until when, how it stands. */
export function decisionLine(
  decision: Decision,
  shown: { owner: string; number: string | null; hidden: boolean; now: Date },
): string {
  const what = shown.hidden ? '一件需要保密的事' : decision.words
  const number = shown.number ? `${shown.number} ` : ''
  return `决议${decision.id}|${number}${what}|${shown.owner}|${standing(decision, shown.now)}`
}

function standing({ state, dueOn, settledAt, result }: Decision, now: Date): string {
  if (state === 'done')
    return `已完成${settledAt ? `(${dayOnly(localDate(settledAt))})` : ''}${result ? `:${result}` : ''}`
  if (state === 'dropped') return `不再办${result ? `:${result}` : ''}`
  return `限${dayOnly(dueOn)}${dueOn < localDate(now) ? ',已过期' : ''}`
}

/** 11月20日(周五) */
export function dayOnly(day: string): string {
  return dayWords(atLocal(day, '18:00')).slice(0, -5)
}

/** What the group gets when minutes are published. */
export function minutesCard(
  face: Face,
  told: { minutes: string; decisions: string[]; present: string[] },
): Card {
  return {
    tone: 'blue',
    title: `会议纪要|${face.where}${face.name}|${dayWords(face.startsAt)}`,
    lines: [
      ...(told.present.length > 0 ? [`到会:${told.present.join('、')}`] : []),
      ...told.minutes.split('\n'),
      told.decisions.length > 0 ? `决议 ${told.decisions.length} 项:` : '这次没有新的决议。',
      ...told.decisions,
    ],
  }
}

export function nagCard(face: Face, days: number, state: string): Card {
  const how =
    { none: '还没有纪要', draft: '纪要还是草稿', confirmed: '纪要确认了还没发布' }[state] ?? '还没有纪要'
  const actions: Action[] =
    state === 'draft'
      ? [{ label: '确认纪要', command: `/例会 确认 ${face.id}` }]
      : state === 'confirmed'
        ? [{ label: '发布纪要', command: `/例会 发布 ${face.id}` }]
        : []
  return {
    tone: days > 3 ? 'yellow' : 'plain',
    title: `${meetingName(face)}|第${days}天`,
    lines: [
      `${dayWords(face.startsAt)} 的会${how}。`,
      state === 'none'
        ? `几句话就行:/例会 纪要 ${face.id} 议了什么。没开成就发 /例会 取消 ${face.id}。`
        : '决议已经在办,发布后大家都看得到。',
    ],
    actions,
  }
}

const dueTitles = {
  over: '例会决议已过期',
  tomorrow: '例会决议明天到期',
  soon: '例会决议快到期',
} as const

export function decisionReminderCard(id: number, line: string, when: keyof typeof dueTitles): Card {
  return {
    tone: when === 'over' ? 'yellow' : 'plain',
    title: dueTitles[when],
    lines: [line, `办好了发 /例会 办完 ${id};要改日子发 /例会 改限 ${id} 日期。`],
    actions: [{ label: '办完了', command: `/例会 办完 ${id}` }],
  }
}
