import type { Card } from '../../matters/message.ts'
import { atLocal, dayWords } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

const how = '例如:/请假 11月25日至11月27日 @陈警官,或 /请假 明天 陈警官'

/** Who is there instead of whom: 陈警官(代周警官). */
export function standIn(deputy: string, absent: string): string {
  return `${deputy}(代${absent})`
}

/** Under what a deputy gets in the place of a colleague. */
export function inPlaceOf(name: string): string {
  return `(${name}请假,由您代办)`
}

/** 11月25日(周三), or from one to another. */
export function daysWords(fromDay: string, untilDay: string): string {
  const from = dateWords(fromDay)
  return fromDay === untilDay ? from : `${from} 至 ${dateWords(untilDay)}`
}

/** 11月28日(周六,调休上班). */
export function dateWords(day: string): string {
  return dayWords(atLocal(day, '00:00')).slice(0, -5)
}

export const leaveTexts = {
  how: plain('写上起止日期和代班人,一次说完。', how),
  noDays: plain('没看懂是哪几天。', how),
  past: plain('这几天已经过去,不能再请假。'),
  tooLong: plain('一次最多请60天,更长的请分几次写。'),
  nobody: (able: string[]) =>
    plain(
      '还缺代班人:要是同岗位的同事。',
      able.length > 0 ? `可选:${able.join('、')}` : '这一岗现在没有别人,请联系管理员。',
    ),
  notFit: (name: string, able: string[]) =>
    plain(
      `${name}的岗位接不了您的事。`,
      able.length > 0 ? `可选:${able.join('、')}` : '这一岗现在没有别人,请联系管理员。',
    ),
  deputyAway: (name: string, days: string) => plain(`${name}那几天也请假(${days}),请换一位。`),
  overlaps: (id: number, days: string) =>
    plain(`您 ${days} 已经请了假(第${id}号)。要改先取消:/请假 取消 ${id}`),
  noSuch: plain('没有这个号的请假,或已经取消。看列表:/请假 列表'),
  kept: (who: string, days: string, deputy: string) => ({
    ...plain(`已记:${who} ${days} 请假,${deputy}代班,已告诉代班人。`),
    actions: [{ label: '请假列表', command: '/请假 列表' }],
  }),
  cancelled: (days: string) => plain(`已取消 ${days} 的请假,提醒照常发给本人。`),
  notYours: plain('只能取消自己的请假;所长可以取消本所的。'),
} as const

/** What was understood, before it is kept. */
export function leaveEcho(leave: {
  who: string
  deputy: string
  fromDay: string
  untilDay: string
  days: number
  /** Working days among them. */
  working: number
  standsInFor: string[]
}): string[] {
  return [
    `${leave.who}请假:${daysWords(leave.fromDay, leave.untilDay)},共${leave.days}天(工作日${leave.working}天)`,
    `代班:${leave.deputy}。这几天该给${leave.who}的提醒和紧急通知都发给代班人。`,
    ...leave.standsInFor.map((name) => `⚠️这几天您正替${name}代班,请提醒他另找人。`),
  ]
}

export function toDeputy(who: string, days: string): Card {
  return {
    tone: 'blue',
    title: `请您代班:${who}`,
    lines: [`${days},${who}请假。`, '这几天他的事项、回访、提醒都到您这里,权限同他一样。', '看他的事:/待办'],
    actions: [{ label: '请假列表', command: '/请假 列表' }],
  }
}

export const cancelledFor = (who: string, days: string): Card =>
  plain(`${who}取消了 ${days} 的请假,不用您代班了。`)

export const deputyNowAway = (deputy: string, days: string): Card =>
  plain(`替您代班的${deputy}在 ${days} 也请假了。`, '请先取消再另请一位:/请假 列表')

/** All leaves to come, of whoever may be seen here. */
export function leaveList(
  rows: { id: number; who: string; deputy: string; fromDay: string; untilDay: string; mayCancel: boolean }[],
): Card {
  return {
    tone: 'plain',
    title: rows.length > 0 ? `请假 ${rows.length} 条` : '没有人请假',
    lines:
      rows.length > 0
        ? rows.map(
            ({ id, who, deputy, fromDay, untilDay }) =>
              `${id}号|${who}|${daysWords(fromDay, untilDay)}|代班:${deputy}`,
          )
        : [how],
    actions: rows
      .filter(({ mayCancel }) => mayCancel)
      .slice(0, 3)
      .map(({ id }) => ({ label: `取消 ${id}号`, command: `/请假 取消 ${id}` })),
  }
}
