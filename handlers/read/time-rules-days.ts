import { numeral } from './number.ts'
import type { Meaning } from './time-atoms.ts'
import { feasts } from './time-feasts.ts'
import { N, num, type Rule, rule } from './time-pattern.ts'
import {
  dayPattern,
  dayShift,
  everyPattern,
  partPattern,
  turnOf,
  turnPattern,
  weekdayOf,
  weekPattern,
} from './time-words.ts'

const weekWord = '(?:周|礼拜|星期)'
/** What makes a weekday come again; not the 一到 of 周一到. */
const each = '(?:每逢?|逢|(?<![周期拜])一到)'
const feastNames = Object.keys(feasts).sort((a, b) => b.length - a.length)
const notDay = `${numeral}.第#街路弄巷座栋里站滩）)`
const notHouse =
  '(?!三餐|[后前][面门院]|[之文商窗铺楼线院门车店机厂码库台坑桌位令称召房子本记常夜程报志]|期(?!间)|栋|公馆)'
/** Also eleven, eighty-one and fifty-one: only 节 or 假 makes a feast of them. */
const numberFeasts = /^(?:十一|五一|六一|八一|三八|中元)$/

/** Days and weeks told from today, feasts, and what comes again. */
export const dayRules: Rule[] = [
  rule('天日儿个今昨明前当', `(?:${dayPattern})`, (m) => ({ kind: 'shiftDay', days: dayShift(m[0]) })),
  // 第三个月, 前10天, 最后一个星期一: only of a year, a month or a week said before.
  rule(
    '第前最',
    `(?<=[年月季度周份期底](?:的|里|中|内)?\\s?)(第|前|最[后初])\\s?(${N}{1,3})\\s?个?(?:${weekWord}([一二三四五六日天])|(天|周|月|季度|星期|礼拜))(?!${N})`,
    nth,
  ),
  // 每周一三五 and 周二、四: the first of them is its latest turn.
  rule(
    '周拜星',
    `${each}个?${weekWord}([一二三四五六日天](?:[、和及,]?(?:${weekWord})?[一二三四五六日天](?![点号时个月栋楼]))*)(?![一二三四五六日天个次])`,
    (m) => everyWeekdays(m[1] ?? ''),
  ),
  rule(
    '周拜星',
    `(?<!${N})${weekWord}([一二三四五六](?:、?[一二三四五六日]){1,5})(?=$|[\\s,，。;；!！都各的早晚上下中半开])`,
    (m) => (rises(m[1] ?? '') ? everyWeekdays(m[1] ?? '') : null),
  ),
  rule('周拜星休', `${each}个?(${weekPattern})`, (m) => [{ kind: 'every' }, weekOrEnd(m[1] ?? '', null)]),
  rule('周拜星休', `(${turnPattern})(${weekPattern})`, (m) => weekOrEnd(m[2] ?? '', turnOf(m[1] ?? ''))),
  rule('周拜星休', weekPattern, (m) => weekOrEnd(m[0], null)),
  rule('周拜星', `([上下前后])半${weekWord}`, (m) => ({
    kind: 'week',
    weeks: 0,
    slice: /[上前]/.test(m[1] ?? '') ? [1, 4] : [4, null],
  })),
  rule('周拜星', `(${turnPattern})${weekWord}(?!${N}|[日天边围])`, (m) => ({
    kind: 'week',
    weeks: turnOf(m[1] ?? ''),
  })),
  rule(
    '每隔天夜日月年周星礼整成宿到早没三',
    `(?:${everyPattern}|(?<![周期拜])一到(?=${partPattern}|晚)|每(?=${partPattern}|[晚早夜]))`,
    (m) =>
      /[晚夜宿]/.test(m[0]) && !/^[一从没]/.test(m[0])
        ? [{ kind: 'every' }, { kind: 'part', part: '晚上' }]
        : { kind: 'every' },
  ),
  rule(
    [...new Set(feastNames.map((name) => name.at(-1)))].join(''),
    `(?:[农阴]历|大(?=年三十|除夕))?(?!新年(?:快乐|好))(${feastNames.join('|')})(节)?(?:的?(期间|假期|长假|小长假|放?假|那几天|前后)|那天|当天|夜)?(?![街路村桥巷镇]|花园|小区|晚会)`,
    feast,
  ),
]

/** 25号: after all else, for houses and lists are numbered too; 1-2号 is mostly doors, 12-19日 never. */
export const lateDayRules: Rule[] = [
  rule(
    '号日',
    `(?<![${notDay}\\-])(${N}{1,3})(?=\\s?(?:[到至]\\s?${N}{1,3}[日号]${notHouse}|[-—–~]\\s?${N}{1,3}日))`,
    (m) => dayOfMonth(num(m[1])),
  ),
  rule(
    '号日',
    `(?:(?<![${notDay}\\-])|(?<=${N}\\s?-\\s?)(?=${N}{1,3}日)|(?<=[日号]\\s?-\\s?))(${N}{1,3})[号日]${notHouse}`,
    (m) => dayOfMonth(num(m[1])),
  ),
]

function weekOrEnd(word: string, weeks: number | null): Meaning {
  return /末|六日|双休/.test(word)
    ? { kind: 'weekend', weeks }
    : { kind: 'weekday', day: weekdayOf(word), weeks }
}

function everyWeekdays(days: string): Meaning[] {
  return [{ kind: 'every' }, { kind: 'weekday', day: weekdayOf(days.charAt(0)), weeks: null }]
}

/** 一三五 rise; the 一 of 周三一早 does not. 周六日 is a weekend. */
function rises(days: string): boolean {
  const told = [...days.replaceAll('、', '')].map(weekdayOf)
  return days !== '六日' && told.every((day, i) => day > (told[i - 1] ?? 0))
}

function nth(m: RegExpMatchArray): Meaning | null {
  const [, which, count, weekday, unit] = m
  const n = num(count)
  if (!n) return null
  const [from, many] = which === '第' ? [n - 1, 1] : which === '最后' ? [-n, n] : [0, n]
  const name = weekday || /[周星礼]/.test(unit ?? '') ? '周' : (unit ?? '天').charAt(0)
  return { kind: 'nth', from, count: many, unit: name, ...(weekday && { weekday: weekdayOf(weekday) }) }
}

function feast(m: RegExpMatchArray): Meaning | null {
  const [words, name = '', , whole] = m
  if (numberFeasts.test(name) && !/[节假期那当]/.test(words.slice(name.length))) return null
  return { kind: 'feast', name, whole: name === '过年' || (Boolean(whole) && whole !== '前后') }
}

function dayOfMonth(day: number | null): Meaning | null {
  return day && day <= 31 ? { kind: 'dayOfMonth', day } : null
}
