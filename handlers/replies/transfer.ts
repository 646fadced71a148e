import type { Action, Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'

/** What goes over with a hand-over, in words: for whoever sends it and for the person it is about (rule I-3). */
export const kindsGiven = '事情的类别、到楼栋的地点、不含姓名的摘要和办理期限'

/** The numbered form, to the liaison of the receiving department. */
export function transferForm(
  seen: MatterView,
  transfer: { number: string; department: string; reason: string; receiptBy: Date },
): Card {
  return {
    tone: seen.colour ?? 'blue',
    title: `转办单 ${transfer.number}|${seen.title}`,
    fields: [
      { name: '接收单位', value: transfer.department },
      { name: '原编号', value: seen.number },
      { name: '级别', value: seen.colourName },
      { name: '地点', value: seen.place },
      { name: '摘要', value: seen.summary },
      { name: '转办理由', value: transfer.reason },
      ...(seen.dueAt ? [{ name: '办理期限', value: dayWords(seen.dueAt) }] : []),
      { name: '签收期限', value: dayWords(transfer.receiptBy) },
    ],
    lines: [`签收后才算转出。不归您管:/签收 ${transfer.number} 退回 理由`],
    actions: receiptSteps(transfer.number),
  }
}

/** The two answers of who receives, also below a reminder. */
export function receiptSteps(number: string): Action[] {
  return [
    { label: '签收', command: `/签收 ${number}` },
    { label: '退回:不归我们管', command: `/签收 ${number} 退回 不属于我们的职责` },
  ]
}

/** To whoever sent it, the officers and the chief: nobody signed in time. */
export function unsignedLine(
  transfer: string,
  department: string,
  phone: string | null,
  dueAt: Date,
): string {
  return `${department}到时限(${dayWords(dueAt)})还没有签收 ${transfer}。请催一下${phone ? `(☎${phone})` : ''},或收回再交办。`
}

/** To the lead and to whoever sent it. */
export function transferNewsCard(seen: MatterView, line: string): Card {
  return { tone: seen.colour ?? 'grey', title: `转办|${seen.number}`, lines: [line] }
}

/** What the reporter is told at the hand-over: recipient, purpose, kinds. Of a confidential matter where to read it. */
export function handedOver(seen: MatterView, department: string): string {
  return seen.confidential
    ? '这件事要由职责单位接着办,已办转办手续。转给谁、给了哪些内容,回「查进度」可看;您是谁没有提供。'
    : `这件事归${department}办,已转给他们处理,等签收。给了他们:${kindsGiven};您是谁没有提供。`
}

export function received(seen: MatterView, department: string): string {
  return seen.confidential ? '转办的单位已签收,会接着办。' : `已由${department}签收,他们接着办。`
}

export const cameBack = '转办没有成,这件事仍由我们接着办。'

/** For the reporter who asks: to whom it went, why, and what with it. */
export function transferTold(department: string, state: 'open' | 'received'): string {
  return `已转${department}(职责归口)${state === 'received' ? ',已签收' : ',待签收'}。给了:${kindsGiven};您是谁没有提供。`
}

/** One hand-over in a matter's list. */
export function transferLine(
  transfer: { number: string; receivedAt: Date | null; declined: boolean },
  department: string,
): string {
  const state = transfer.declined ? '已退回' : transfer.receivedAt ? '已签收' : '待签收'
  return `转办单 ${transfer.number} ${department} ${state}`
}
