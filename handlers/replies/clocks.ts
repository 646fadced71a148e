import type { ClockKind } from '../../matters/clock-table.ts'
import type { Card } from '../../matters/message.ts'
import { departmentNames } from '../../matters/taxonomy.ts'
import { dayWords } from '../../matters/working-time.ts'

const owed: Record<ClockKind, string> = {
  ack: '答复反映人',
  study: '研判',
  assign: '交办',
  contact: '联系或上门',
  resolve: '办理',
  whistle: '报到',
  joint: '会商',
  receipt: '接收转办',
  ceiling: '办结',
  supervise: '回复督办',
}

/** What is owed and until when, at half of the time (1), at four fifths (2), and when it is over (3). */
export function reminderLine(
  clock: { kind: ClockKind; dueAt: Date },
  reminder: number,
  department: string | null,
): string {
  const who = department ? `${departmentNames[department] ?? department}` : ''
  const what = `${who}${owed[clock.kind]}`
  if (reminder >= 3) return `「${what}」的时间到了(${dayWords(clock.dueAt)}),请尽快。`
  return `「${what}」${reminder === 2 ? '时间已过八成' : '时间已过一半'},请在 ${dayWords(clock.dueAt)} 前。`
}

const levels = { chief: '所长', brigade: '大队长', bureau: '副局长' } as const

export function levelName(level: keyof typeof levels): string {
  return levels[level]
}

/** To one of the three chiefs, when a matter is over its time. */
export function ladderLine(level: keyof typeof levels, dueAt: Date): string {
  return `超期未办结(原定 ${dayWords(dueAt)}),已列入${levels[level]}督办,请盯办。`
}

export const redFromStart = '红色事项,自始列入所长督办,请掌握。'
export const raisedByDelay = '延期后又到期(规则R6),已由黄升为红,列入督办。请尽快处置。'

/** To those who reported a dispute: mediation did not end it, or it takes too long (人民调解法 §26, rule P-4). */
export function lawfulWays(dispute: boolean): string {
  return dispute
    ? '这件事还没谈成或已满30天。除了继续调解,您还可以依法申请仲裁、请主管部门处理,或向法院起诉。怎么走可免费咨询12348。'
    : '这件事已满30天还没办完,我们会继续办。您也可以向12345反映,对办理有意见可拨12389。'
}

/** The evening's list of what nobody leads (A008). */
export function unledCard(lines: string[]): Card {
  const shown = lines.slice(0, 20)
  const more = lines.length > shown.length ? [`还有 ${lines.length - shown.length} 件。`] : []
  return {
    tone: 'yellow',
    title: `还没有牵头人:${lines.length} 件`,
    lines: [...shown, ...more, '请逐件交办:/交办 编号 @人。'],
  }
}

/** To whoever has to decide on more time. */
export function extensionLines(asked: { by: string; days: number; reason: string; dueAt: Date }): string[] {
  return [
    `${asked.by} 申请延期 ${asked.days} 天(到 ${dayWords(asked.dueAt)}),只能延一次。`,
    `理由:${asked.reason}`,
  ]
}

export function supervisedLines(
  number: string,
  { by, words, answerBy }: { by: string; words: string | null; answerBy: Date | null },
): string[] {
  return [
    `${by} 督办此事。${words ? `要求:${words}` : ''}`,
    ...(answerBy ? [`请在 ${dayWords(answerBy)} 前记一笔进展:/办理 ${number} 做了什么。`] : []),
  ]
}
