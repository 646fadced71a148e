import type { Action, Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import type { Face } from '../meetings/face.ts'
import { fitting } from './in-group.ts'

/** 例会12|安和社区警网融合例会: the number by which it is moved, cancelled, written up. */
export function meetingName({ id, where, name }: Face): string {
  return `${where}${name}(第${id}号)`
}

function titled(face: Face, what: string): string {
  return `${what}|${face.where}${face.name}`
}

/** Day, time and place stand in every reminder itself (W-54). */
function whenAndWhere(face: Face): string {
  return `${dayWords(face.startsAt)}${face.place ? `,${face.place}` : ''}`
}

/** A day before: what shall be spoken of? What people care about is offered as far as there is room for it. */
export function callCard(face: Face, topics: number, offered: readonly MatterView[]): Card {
  const title = titled(face, '征集议题')
  const lines = [
    `开会:${whenAndWhere(face)}。已有议题 ${topics} 个。`,
    '要议的事请发:/议题 编号,或 /议题 一句话。不写姓名和门牌。',
  ]
  const shown = fitting(
    [title, ...lines, offerable],
    offered.map((seen) => `${seen.number}|${seen.title}`),
  )
  return {
    tone: 'blue',
    title,
    lines: [...lines, ...(shown.length > 0 ? [offerable, ...shown] : [])],
    actions: [
      ...offered
        .slice(0, shown.length)
        .map((seen) => ({ label: `议 ${seen.number}`, command: `/议题 ${seen.number}` })),
      { label: '看会议', command: `/例会 ${face.id}` },
    ],
  }
}

const offerable = '可以列入:'

export function reminderCard(face: Face, now: Date, text: string | undefined): Card {
  return {
    tone: 'blue',
    title: titled(face, '开会提醒'),
    lines: [
      `${whenAndWhere(face)},${face.chair || '主持人待定'}主持。${leftWords(face.startsAt, now)}。`,
      ...(text ? [text] : []),
    ],
    actions: [
      { label: '看会议', command: `/例会 ${face.id}` },
      { label: '看材料', command: `/例会 包 ${face.id}` },
    ],
  }
}

const byRule: Record<string, string> = {
  moved: '放假顺延',
  skipped: '放假不开',
  merged: '放假,和下一次一起开',
  series: '以后都在这个时间',
}

/** The calendar or the series' own rule put it there, no colleague. */
export function isByRule(reason: string | null): boolean {
  return reason !== null && reason in byRule
}

/** Why it is not when it would be, in words. */
export function reasonWords(reason: string | null): string {
  return reason === null ? '' : (byRule[reason] ?? reason)
}

export function movedCard(face: Face): Card {
  const reason = reasonWords(face.reason)
  return {
    tone: 'yellow',
    title: titled(face, '会议改期'),
    lines: [
      `改到 ${whenAndWhere(face)}${reason ? `(${reason})` : ''}。`,
      ...(face.movedFrom ? [`原定 ${wallWords(face.movedFrom)} 不开了。`] : []),
    ],
    actions: [{ label: '看会议', command: `/例会 ${face.id}` }],
  }
}

export function cancelledCard(face: Face, next: Date | null): Card {
  const reason = reasonWords(face.reason)
  return {
    tone: 'grey',
    title: titled(face, '会议取消'),
    lines: [
      `${dayWords(face.startsAt)} 不开会${reason ? `(${reason})` : ''}。`,
      ...(next ? [`下一次:${dayWords(next)}。没议的事留到下一次。`] : []),
    ],
  }
}

export function calledCard(face: Face): Card {
  return {
    tone: 'blue',
    title: titled(face, '开会通知'),
    lines: [`${whenAndWhere(face)},${face.chair || '主持人待定'}召集。要议的事请发:/议题 编号或一句话。`],
    actions: [{ label: '看会议', command: `/例会 ${face.id}` }],
  }
}

export function fileLine(url: string): string {
  return `加到日历:${url}`
}

const minutesNames: Record<string, string> = {
  none: '还没有',
  draft: '草稿',
  confirmed: '已确认,未发布',
  published: '已发布',
}

/** How a meeting stands, with what can be done next. */
export function statusCard(
  face: Face,
  facts: {
    topics: number
    openDecisions: number
    present: string[]
    minutesState: string
    begun: boolean
    reminders: string
    onDay: boolean
    away: string[]
    others: string[]
  },
): Card {
  const { topics, openDecisions, present, minutesState, begun, others, away } = facts
  return {
    tone: face.cancelled ? 'grey' : 'blue',
    title: meetingName(face),
    fields: [
      {
        name: '时间',
        value: `${dayWords(face.startsAt)}${face.cancelled ? '(已取消)' : begun ? '(已开)' : ''}`,
      },
      ...(face.reason ? [{ name: '说明', value: reasonWords(face.reason) }] : []),
      ...(face.place ? [{ name: '地点', value: face.place }] : []),
      { name: '主持', value: face.chair || '待定' },
      { name: '提醒', value: facts.reminders },
      { name: '议题', value: `${topics} 个` },
      { name: '没完成的决议', value: `${openDecisions} 项` },
      ...(begun ? [{ name: '纪要', value: minutesNames[minutesState] ?? minutesState }] : []),
      ...(present.length > 0 ? [{ name: '到会', value: present.join('、') }] : []),
    ],
    lines: [
      ...(away.length > 0 ? [`没有接入,请打电话通知:${away.join('、')}`] : []),
      ...(others.length > 0 ? ['往后的会:', ...others] : []),
    ],
    actions: statusActions(face, facts),
  }
}

function statusActions({ id, cancelled }: Face, facts: { begun: boolean; onDay: boolean }): Action[] {
  if (cancelled) return []
  return [
    { label: '看材料', command: `/例会 包 ${id}` },
    ...(facts.onDay ? [{ label: '签到', command: `/例会 签到 ${id}` }] : []),
    ...(facts.begun ? [] : [{ label: '取消会议', command: `/例会 取消 ${id}` }]),
  ]
}

/** 12|11月18日(周三)09:30|安和社区警网融合例会 */
export function meetingLine(face: Face): string {
  return `第${face.id}号|${dayWords(face.startsAt)}|${face.where}${face.name}`
}

/** 还有1天, 还有1小时, 还有25分钟: as it is when it is said, also where that is late. */
function leftWords(startsAt: Date, now: Date): string {
  const minutes = Math.max(5, Math.round((startsAt.getTime() - now.getTime()) / 300_000) * 5)
  if (minutes >= 1440) return `还有${Math.round(minutes / 1440)}天`
  return `还有${minutes >= 120 ? `${Math.round(minutes / 60)}小时` : spanWords(minutes)}`
}

/** 开会前1天、1小时 */
export function reminderWords(reminders: readonly { minutes: number }[]): string {
  if (reminders.length === 0) return '不提醒'
  return `提前${reminders.map(({ minutes }) => spanWords(minutes)).join('、')}`
}

export function spanWords(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}天`
  if (minutes % 60 === 0) return `${minutes / 60}小时`
  return `${minutes}分钟`
}

function wallWords(wall: string): string {
  return dayWords(new Date(`${wall}:00+08:00`))
}
