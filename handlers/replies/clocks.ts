import type { ClockKind } from '../../matters/clock-table.ts'
import type { Action, Card } from '../../matters/message.ts'
import { departmentNames } from '../../matters/taxonomy.ts'
import { dayWords } from '../../matters/working-time.ts'
import { firstOf } from './digest.ts'
import { mediationFailed } from './mediation.ts'

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

/** What is owed and until when, ahead of half of the time (0), at half (1), at four fifths (2), and when it is over (3). */
export function reminderLine(
  clock: { kind: ClockKind; dueAt: Date },
  passed: number,
  department: string | null,
): string {
  const who = department ? `${departmentNames[department] ?? department}` : ''
  const what = `${who}${owed[clock.kind]}`
  if (passed >= 3) return `「${what}」的时间到了(${dayWords(clock.dueAt)}),请尽快。`
  return `「${what}」${['', '时间已过一半,', '时间已过八成,'][passed]}请在 ${dayWords(clock.dueAt)} 前。`
}

/** Several matters of one reader in one message; `steps` are answers that one of them asks for. */
export function remindersCard(
  rows: readonly { number: string; line: string; lines: readonly string[] }[],
  steps: readonly Action[],
): Card {
  const shown = rows.slice(0, 8)
  const more = rows.length > shown.length ? [`……还有 ${rows.length - shown.length} 件,看全部:/待办`] : []
  return {
    tone: 'yellow',
    title: `快到时间的事项:${rows.length} 件`,
    lines: [...shown.flatMap(({ line, lines }) => [line, ...lines.map((one) => `  ${one}`)]), ...more],
    actions: [...steps, ...firstOf(rows), { label: '我的待办', command: '/待办' }],
  }
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
export function lawfulWays(dispute: boolean, why: 'mediation failed' | 'ceiling'): string {
  if (why === 'mediation failed') return mediationFailed
  return dispute
    ? '这件事已满30天还没办完。除了继续调解,您还可以依法申请仲裁、请主管部门处理,或向法院起诉。怎么走可免费咨询12348。'
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

export function supervisedLines(
  number: string,
  { by, words, answerBy }: { by: string; words: string | null; answerBy: Date | null },
): string[] {
  return [
    `${by} 督办此事。${words ? `要求:${words}` : ''}`,
    ...(answerBy ? [`请在 ${dayWords(answerBy)} 前记一笔进展:/办理 ${number} 做了什么。`] : []),
  ]
}

export const alreadySupervised = (number: string) =>
  `${number} 您已经督办,牵头人已收到。要再催一句:/督办 ${number} 要说的话`

/** To who supervises: whom it reached. */
export function nowSupervised(number: string, reached: 'lead' | 'assigners' | 'nobody'): string {
  if (reached === 'nobody') return `${number} 已列入督办,但系统里联系不到承办人,请当面或打电话催办。`
  return `${number} 已列入督办,已告诉${reached === 'lead' ? '牵头人' : '负责交办的民警(还没有牵头人)'}。`
}
