import { numeral } from './number.ts'

/** Parts of the day in wall hours; beyond 24 is the small hours of the next day. `night` ones cross midnight. */
export const partsOfDay: Record<string, { from: number; to: number; night?: boolean; early?: boolean }> = {
  凌晨: { from: 0, to: 6, early: true },
  清晨: { from: 5, to: 8 },
  早上: { from: 6, to: 10 },
  上午: { from: 8, to: 12 },
  中午: { from: 11, to: 14 },
  下午: { from: 12, to: 18 },
  放学: { from: 16, to: 18 },
  傍晚: { from: 17, to: 20 },
  晚上: { from: 18, to: 24, night: true },
  半夜: { from: 23, to: 29, night: true },
  后半夜: { from: 24, to: 30, night: true },
  白天: { from: 8, to: 18 },
}
const partWords: [RegExp, string][] = [
  [/后半夜|下半夜/, '后半夜'],
  [/凌晨|拂晓|天没亮|天不亮/, '凌晨'],
  [/(?:大)?半夜三更|大半夜|半夜里?|深更半夜|深夜|午夜|三更半夜|夜半|子夜/, '半夜'],
  [/清晨|清早|一大早|大清早|大早上|天刚亮/, '清晨'],
  [/早上|早晨|早间|早/, '早上'],
  [/上午|午前|am|AM/, '上午'],
  [/中午|正午|晌午|午间/, '中午'],
  [/下午|午后|pm|PM/, '下午'],
  [/傍晚|黄昏|傍黑/, '傍晚'],
  [/放学/, '放学'],
  [/晚上|夜里|夜晚|夜间|晚间|当晚|入夜|晚|夜/, '晚上'],
  [/白天/, '白天'],
]

/** The part of the day a word stands for (夜里 → 晚上). */
export function partOf(word: string): string | null {
  return partWords.find(([pattern]) => pattern.test(word))?.[1] ?? null
}

const N = `[${numeral}]`
/** Longer words first: alternation takes the first that fits. */
export const partPattern =
  '后半夜|下半夜|深更半夜|三更半夜|半夜三更|大半夜|半夜里|半夜|深夜|午夜|夜半|子夜|凌晨|拂晓|清晨|大清早|清早|一大早|大早上|天刚亮|早上|早晨|早间|上午|中午|正午|晌午|午间|下午|午后|傍晚|黄昏|放学(?:后|时|的时候)?|晚上|夜里|夜晚|夜间|晚间|白天'

export const dayShift: Record<string, number> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  今天: 0,
  今日: 0,
  当天: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
  今: 0,
  昨: -1,
  明: 1,
  前: -2,
  后: 2,
  当: 0,
}
export const dayPattern =
  '大前天|大后天|前天|昨天|昨日|今天|今日|当天|明天|明日|后天|昨儿个?|今儿个?|明儿个?|[今昨明前当](?=[早晚夜])'

/** 周三, 礼拜天, 星期日: 1 Monday … 7 Sunday. */
export const weekPattern = '(?:周|礼拜|星期|週)[一二三四五六日天末1-6](?![年个度])'
export function weekdayOf(word: string): number {
  const c = word.at(-1) ?? ''
  return '日天'.includes(c) ? 7 : Number.isNaN(Number(c)) ? '一二三四五六'.indexOf(c) + 1 : Number(c)
}

/** Fixed feasts as month and day, lunar ones marked, with how many days people mean by them. */
export const feasts: Record<string, { month: number; day: number; days: number; lunar?: boolean }> = {
  元旦: { month: 1, day: 1, days: 3 },
  情人节: { month: 2, day: 14, days: 1 },
  妇女节: { month: 3, day: 8, days: 1 },
  三八节: { month: 3, day: 8, days: 1 },
  清明: { month: 4, day: 4, days: 3 },
  劳动节: { month: 5, day: 1, days: 5 },
  五一: { month: 5, day: 1, days: 5 },
  青年节: { month: 5, day: 4, days: 1 },
  儿童节: { month: 6, day: 1, days: 1 },
  六一: { month: 6, day: 1, days: 1 },
  教师节: { month: 9, day: 10, days: 1 },
  国庆: { month: 10, day: 1, days: 7 },
  十一: { month: 10, day: 1, days: 7 },
  双十一: { month: 11, day: 11, days: 1 },
  平安夜: { month: 12, day: 24, days: 1 },
  圣诞: { month: 12, day: 25, days: 1 },
  春节: { month: 1, day: 1, days: 7, lunar: true },
  过年: { month: 1, day: 1, days: 7, lunar: true },
  大年初一: { month: 1, day: 1, days: 1, lunar: true },
  元宵: { month: 1, day: 15, days: 1, lunar: true },
  端午: { month: 5, day: 5, days: 3, lunar: true },
  七夕: { month: 7, day: 7, days: 1, lunar: true },
  中秋: { month: 8, day: 15, days: 3, lunar: true },
  重阳: { month: 9, day: 9, days: 1, lunar: true },
}

export const durationUnit =
  '秒钟?|分钟|分(?=[前后以])|刻钟|小时|钟头|钟(?!头)|天|日(?=[后前内])|夜|晚上|礼拜(?![一二三四五六日天])|星期(?![一二三四五六日天])|周(?![一二三四五六日末边岁围])|月(?![份初底中])|年(?![级代份龄卡制])|季度'
export const numberPattern = `(?:\\d{1,5}(?:\\.\\d{1,2})?|[${numeral}百]{1,6}|好?几|数|半|多)`
export const clockNumber = `${N}{1,3}`
