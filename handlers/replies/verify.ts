import type { Card } from '../../matters/message.ts'
import type { Outcome } from '../commands/verify.ts'
import { plain } from './refusals.ts'

export const outcomeWords: Record<Outcome, string> = {
  true: '属实',
  untrue: '不属实',
  pending: '待查',
  no_entry: '未进门',
}

/** Thanks, and no word of who was wrong: what was told in good faith never counts against anybody (rule K-6). */
export const notFoundNews = '已去核实,目前没有看到这种情况,先办结。谢谢您的提醒,再遇到请随时告诉我们。'
export const foundTrueNews = '已核实,情况属实,正在处理。谢谢您。'

/** What to do next. Nobody is advised to force a door (requirement A194). */
const next: Record<Outcome, (number: string) => string[]> = {
  true: (number) => [`接着办:/办理 ${number} 做了什么`],
  untrue: () => ['已办结,反映人会收到感谢。有新情况可以 /重开。'],
  pending: (number) => [`查清后再记:/核实 ${number} 属实,或 不属实`],
  no_entry: (number) => [
    '下一步:说明来意、约时间再去;可请网格员、物业或家人陪同,或先电话、对讲联系。',
    `不强行进门。门里若有人身危险的迹象,马上通知值班室或拨110。再去后:/核实 ${number} 属实`,
  ],
}

export function verifiedCard(number: string, outcome: Outcome): Card {
  return plain(`${number} 已记:${outcomeWords[outcome]}。`, ...next[outcome](number))
}

export function verifyIsFor(number: string): string {
  return `「核实」用于线索和隐患。${number} 的经过请记:/办理 ${number} 做了什么`
}

export function standsStill(number: string): string {
  return `${number} 还是紧急状态,要值班室核实后解除:/解除 ${number} 理由。您可以先记「待查」。`
}
