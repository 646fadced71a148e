import { type Colour, colourNames, colourRules, type RuleId } from '../../matters/taxonomy.ts'

/** Each rule as one would say it to a neighbour. */
const plainWords: Record<RuleId, string> = {
  R1: '有人身危险',
  R2: '家人或孩子可能受到伤害',
  R3: '有人扬言要做极端的事',
  R4: '同一件事90天内第三次出现,或办过两次又出现',
  R5: '牵涉十人以上',
  R6: '调解没有谈成,或两次超过期限',
  R7: '金额在五万元以上,或牵涉征拆、权属、医疗',
  R8: '有打听、为难反映人或调解对方的迹象',
  R9: '居民楼里有较多易燃易爆物',
  R10: '可能正在受骗,或钱刚转出去',
  Y1: '有推搡、轻伤,或东西损坏而说法不一',
  Y2: '同一件事反复发生,或办过又出现',
  Y3: '要用法律来判断',
  Y4: '要两个以上部门一起办',
  Y5: '影响五户以上',
  Y6: '金额在五千到五万元之间',
  Y7: '有需要特别照顾的人',
  Y8: '当场没有谈成,或有人处理过没见效',
  Y9: '已经拖了三个月以上',
  B0: '没有需要从严的情况',
}

/** A rule in plain words, for residents. */
export function ruleInPlainWords(rule: RuleId): string {
  return plainWords[rule] ?? rule
}

/** A rule as it stands in the table, for those who handle: Y2(黄)同一事项30天内第2次…. */
export function ruleAsWritten(rule: RuleId): string {
  const row = colourRules.find((one) => one.id === rule)
  return row ? `${row.id}(${colourNames[row.colour]}):${row.zh}` : rule
}

export function colourName(colour: Colour | null): string {
  return colour ? colourNames[colour] : '无级别'
}

/** 蓝→黄(Y2 Y8), as the timeline tells it. */
export function colourNote(from: Colour | null, to: Colour | null, rules: readonly RuleId[]): string {
  const change = from === to ? colourName(to) : `${colourName(from)}→${colourName(to)}`
  return rules.length > 0 ? `${change}(${rules.join(' ')})` : change
}

/** How sure the reader was, in words. */
export function certaintyWords(certainty: number): string {
  if (certainty >= 1) return '由反映人选定'
  if (certainty >= 0.8) return '按原话自动识别,把握较大'
  return certainty >= 0.5 ? '按原话自动识别,有一定把握' : '按原话自动识别,把握不大'
}
