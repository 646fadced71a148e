import { toNumber } from './number.ts'
import type { Meaning } from './time-atoms.ts'
import { partOf, weekdayOf } from './time-words.ts'

export const num = (s: string | undefined) => toNumber(s ?? '')

export function date(
  year: number | null | undefined,
  month: number | null,
  day: number | null,
): Meaning | null {
  if (!month || !day || month > 12 || day > 31) return null
  return year ? { kind: 'date', year, month, day } : { kind: 'date', month, day }
}

export function fullDate(m: RegExpMatchArray): Meaning | null {
  const said = year(m[1] ?? '')
  return said?.kind === 'year' ? date(said.year, num(m[2]), num(m[3])) : null
}

const seasons: Record<string, number> = { 春: 3, 夏: 6, 秋: 9, 冬: 12 }
const yearParts: Record<string, [from: number, count: number]> = {
  初: [1, 2],
  中: [6, 2],
  底: [11, 2],
  末: [11, 2],
}

/** 第三季度, 下半年, 年底, 夏天: some months of a year. */
export function partOfYear(m: RegExpMatchArray): Meaning | null {
  const [, quarter, half, edge, season] = m
  if (half) return { kind: 'months', from: /[上前]/.test(half) ? 1 : 7, count: 6 }
  if (edge) {
    const [from, count] = yearParts[edge] ?? [1, 12]
    return { kind: 'months', from, count }
  }
  if (season) return { kind: 'months', from: seasons[season] ?? 1, count: 3 }
  const number = num(quarter?.replace('第', ''))
  if (number) return { kind: 'months', from: number * 3 - 2, count: 3 }
  return { kind: 'months', from: 0, count: 3, quarters: weekShift(quarter ?? '') }
}

export function year(written: string): Meaning | null {
  const value = num(written)
  if (value === null) return null
  if (value >= 1900 && value < 2100) return { kind: 'year', year: value }
  if (!/^(?:\d\d|[零〇一二三四五六七八九]{2})$/.test(written)) return null
  return { kind: 'year', year: value + (value > 50 ? 1900 : 2000) }
}

export function yearShift(word: string): number {
  return { 大前: -3, 前: -2, 去: -1, 明: 1, 后: 2 }[word] ?? 0
}

export function month(value: number | null, third: string | undefined): Meaning | null {
  if (!value || value > 12) return null
  return { kind: 'month', month: value, ...thirdOf(third) }
}

export function shiftMonth(word: string, third: string | undefined): Meaning {
  const months = word.startsWith('上上')
    ? -2
    : /^[上前]/.test(word)
      ? -1
      : word.startsWith('下下')
        ? 2
        : /^[下来]/.test(word)
          ? 1
          : 0
  return { kind: 'shiftMonth', months, ...thirdOf(third) }
}

/** 月初, 中旬, 月底: ten days each. */
function thirdOf(word: string | undefined): { third?: 0 | 1 | 2 } {
  if (!word) return {}
  return { third: /初|上/.test(word) ? 0 : word.startsWith('中') ? 1 : 2 }
}

export function lunar(words: string, monthWord: string): Meaning | null {
  const month =
    monthWord === '正月'
      ? 1
      : monthWord === '腊月'
        ? 12
        : monthWord === '冬月'
          ? 11
          : num(monthWord.replace(/农历|阴历|月/g, ''))
  const rest = words.slice(words.indexOf('月') + 1).replace(/[初日号]/g, '')
  const day = rest ? num(rest) : null
  return month && month <= 12 && (day === null || (day > 0 && day <= 30))
    ? { kind: 'lunar', month, day }
    : null
}

export function weekShift(word: string): number {
  return word.startsWith('上上')
    ? -2
    : word.startsWith('上')
      ? -1
      : word.startsWith('下下')
        ? 2
        : word.startsWith('下')
          ? 1
          : 0
}

export function weekOrEnd(word: string, weeks: number | null): Meaning {
  return word.endsWith('末') ? { kind: 'weekend', weeks } : { kind: 'weekday', day: weekdayOf(word), weeks }
}

/** 十一 is eleven unless it is plainly the holiday. */
export function feast(m: RegExpMatchArray): Meaning | null {
  const name = m[1] ?? ''
  if (/^(?:十一|五一|六一)$/.test(name) && !/[节假期那当]/.test(m[0].slice(name.length))) return null
  return { kind: 'feast', name }
}

export function clock(
  hour: number | null,
  minute: number | null,
  how: { exact?: boolean; vague?: boolean },
): Meaning | null {
  if (hour === null || minute === null || hour > 24 || minute > 59) return null
  return { kind: 'clock', hour, minute, vague: how.vague ?? false, exact: how.exact ?? false }
}

export function clockOfWords(m: RegExpMatchArray): Meaning | null {
  const [words, hour, half, quarter, minutes, more, full, follows] = m
  const minute = half
    ? 30
    : quarter
      ? /[一1]/.test(quarter)
        ? 15
        : 45
      : minutes
        ? num(minutes.replace(/^零/, ''))
        : 0
  // 一点, 两点, 三点 are as often points of an argument or "a little"; 9点 and 八点 are not.
  const sure = /^[\d零]/.test(hour ?? '') || (num(hour) ?? 0) > 3
  const exact =
    sure ||
    Boolean(
      half || quarter || minutes || full || more || follows || /钟|左右|前后|许|时|[以之][前后]/.test(words),
    )
  return clock(num(hour), minute, { exact, vague: Boolean(more) })
}

export function part(word: string): Meaning | null {
  const name = partOf(word)
  return name ? { kind: 'part', part: name } : null
}

export function dayOfMonth(day: number | null): Meaning | null {
  return day && day <= 31 ? { kind: 'dayOfMonth', day } : null
}

export function duration(m: RegExpMatchArray): Meaning | null {
  const [, head = '', count = '', , inner, unit = '', outer, tail = ''] = m
  const amount = count === '半' ? 0.5 : /^(?:好?几|数|多)$/.test(count) ? 3 : num(count)
  const half = inner === '半' || outer === '半' ? 0.5 : 0
  const name = unitOf(unit)
  if (!amount || (amount + half) * (unitDays[name] ?? 1) > 40_000) return null
  return { kind: 'duration', amount: amount + half, unit: name, toward: towardOf(head, tail) }
}

/** 三天内 and 未来三天 begin now; 近三天, 三天了 and 三天来 end now; 三天前 and 三天后 are days. */
function towardOf(head: string, tail: string): 'ago' | 'ahead' | 'within' | 'lasting' {
  if (/近|过去|这|前/.test(head)) return 'lasting'
  if (/未来/.test(head) || /内/.test(tail)) return 'within'
  if (/前/.test(tail)) return 'ago'
  if (/后/.test(tail) || /后/.test(head) || /到|过来/.test(tail)) return 'ahead'
  return 'lasting'
}

const unitDays: Record<string, number> = {
  天: 1,
  周: 7,
  月: 30,
  季: 91,
  年: 365,
  秒: 1e-5,
  分: 1e-3,
  刻: 0.01,
  时: 0.04,
}

function unitOf(word: string): string {
  if (/秒/.test(word)) return '秒'
  if (/分/.test(word)) return '分'
  if (/刻/.test(word)) return '刻'
  if (/小时|钟/.test(word)) return '时'
  if (/礼拜|星期|周/.test(word)) return '周'
  if (/季/.test(word)) return '季'
  if (/月/.test(word)) return '月'
  if (/年/.test(word)) return '年'
  return '天'
}
