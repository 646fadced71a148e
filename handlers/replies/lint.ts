import { mask } from '../read/mask.ts'

/** What must never stand in a group, by rule; a pattern each. Templates are fixed, so a hit is a fault of ours. */
const everywhere: { rule: string; pattern: RegExp }[] = [
  { rule: 'W-2', pattern: /自杀|轻生|跳楼|割腕|上吊|服毒|遗书|抑郁|精神病/u },
  { rule: 'P-5', pattern: /忍一忍|家丑|床头打架/u },
  { rule: 'P-7', pattern: /全责|负全部责任|构成违法|违法犯罪人/u },
  { rule: 'W-7', pattern: /(?:满|失踪)\s*24\s*小时.{0,6}(?:才|再)/u },
]

export interface AboutItem {
  kind: string | null
  room: string | null
  amountCny: number | null
  label: string | null
}

/** Names every rule that a text for a group breaks, given the items it may speak of. Empty: it may go. */
export function lintGroupText(text: string, items: AboutItem[]): string[] {
  const broken = everywhere
    .filter(({ pattern }) => pattern.test(text))
    .map(({ rule, pattern }) => `${rule}: ${pattern.exec(text)?.[0]}`)
  if (mask(text) !== text) broken.push('P-1: a name, door or number')
  for (const item of items) {
    if (item.room && new RegExp(`(?<!\\d)${item.room}(?!\\d)`, 'u').test(text))
      broken.push(`P-1: room ${item.room}`)
    if (item.amountCny && new RegExp(`(?<!\\d)${item.amountCny}(?:元|块)`, 'u').test(text))
      broken.push('P-1: the sum')
    if (item.kind === 'tip' && (/线索|举报/u.test(text) || (item.label && text.includes(item.label))))
      broken.push('K-2: a tip is acknowledged')
  }
  return broken
}
