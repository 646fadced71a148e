import { numeral } from './number.ts'
import type { Meaning } from './time-atoms.ts'
import { lengthOf } from './time-length.ts'
import { N, num, type Rule, rule, till } from './time-pattern.ts'
import { partOf, partPattern } from './time-words.ts'

/** 时 of an hour, not of 时候 or 时间. */
const notHour = '(?!候|间|段|常|不|代|刻|尚|长|节|期|而|半[会刻])'
const hourSign = `(?:点钟?|时${notHour})`

/** 早一点 is a little earlier. */
const notALittle = '(?!(?<=[早晚快慢多少大小近远高低轻重好差])[一1]点(?![钟半\\d]))'

/** Hours of the clock; those told with fewest words last. */
export const clockRules: Rule[] = [
  // 3天5时 is a length though 5时 is an hour.
  rule('时', `(?<!第|${N})(${N}{1,3})天又?(${N}{1,3})时${notHour}`, (m) => [
    { kind: 'length', ...lengthOf(num(m[1]) ?? 0, '天', 'lasting') },
    { kind: 'length', ...lengthOf(num(m[2]) ?? 0, '时', 'lasting') },
  ]),
  // 差五分八点, 八点差一刻.
  rule('差', `差(${N}{1,3})(刻钟?|分钟?)?(?:到)?(${N}{1,3})点`, (m) => clockBefore(m[3], m[1], m[2])),
  rule('差', `(${N}{1,3})点差(${N}{1,3})(刻钟?|分钟?)?(?!${N})`, (m) => clockBefore(m[1], m[2], m[3])),
  rule(
    ':：',
    '(\\d{1,2})\\s?[:：]\\s?([0-5]\\d)(?:\\s?[:：]\\s?[0-5]\\d)?(?!\\d)(?:时|分)?(?:\\s?([apAP])\\.?[mM]\\b\\.?)?',
    (m) => withHalf(clock(num(m[1]), num(m[2]), { exact: true }), m[3]),
  ),
  rule('aApP', '(?<![\\d:.])(\\d{1,2})\\s?([apAP])\\.?[mM]\\b\\.?', (m) =>
    withHalf(clock(num(m[1]), 0, { exact: true }), m[2]),
  ),
  // 五到六点: the first end takes its unit from the second.
  rule('点时', `(?<![${numeral}.:\\-第])(${N}{1,3})(?=\\s?${till}\\s?${N}{1,3}(?:点|时(?!候|间)))`, (m) =>
    clock(num(m[1]), 0, { exact: true }),
  ),
  // 七八点钟 is seven or later.
  rule(
    '点',
    '(?<![第有这那几说.\\d一二三四五六七八九])(十?)([一二两三四五六七八九])([二三四五六七八九])点(?:来|多)?(?:钟|左右|多)?(?!意|建|要|[一二三四五六七八九十])',
    (m) => between(m),
  ),
  rule(
    '点时',
    `(?<![第有这那几说.\\d${numeral.slice(3)}])${notALittle}(${N}{1,3})${hourSign}(?:(半)|([一二两三1-3]刻)|过?(${N}{2,3}|${N}(?=分))分?|(多|来(?=钟))|(整))?(?:${N}{1,3}秒)?(?![${numeral}](?!直)|[万千百%％倍度]|[儿意建要希想看疑请](?!不|是|我|你)|都不|都没)(?:钟)?(?:左右|前后|许)?(?=([以之][前后]|开始|${till}\\s?(?:${N}|半夜|凌晨))?)`,
    clockOfWords,
  ),
]

export const partRules: Rule[] = [
  rule('晨晓黎亮天早午晌学晚夜昏黑灯峰班白宿更半间', partPattern, (m) => part(m[0])),
  rule(
    '早晚夜晨',
    `(?<=[今昨明前当]|天|号|(?:周|期|拜)[一二三四五六末]|月${N}{1,3})([早晚夜晨])(?![饭餐点会安了])|(?<=日)([早晚])(?![饭餐点会安了])|([早晚夜])(?!一点|1点)(?=${N}{1,2}[点:])`,
    (m) => part(m[0]),
  ),
]

function clock(
  hour: number | null,
  minute: number | null,
  how: { exact?: boolean; vague?: boolean },
): Meaning | null {
  if (hour === null || minute === null || hour > 24 || minute > 59) return null
  return { kind: 'clock', hour, minute, vague: how.vague ?? false, exact: how.exact ?? false }
}

function clockBefore(hour: string | undefined, amount: string | undefined, unit = ''): Meaning | null {
  const [full, less] = [num(hour), num(amount)]
  if (!full || !less) return null
  const minutes = unit.startsWith('刻') ? less * 15 : less
  return minutes < 60 ? clock(full - 1, 60 - minutes, { exact: true }) : null
}

/** 7:30 a.m. says which half of the day it is. */
function withHalf(meaning: Meaning | null, letter: string | undefined): Meaning | Meaning[] | null {
  const half = letter && part(letter.toLowerCase())
  return meaning && half ? [half, meaning] : meaning
}

function between(m: RegExpMatchArray): Meaning | null {
  const [words, ten, first, second] = m
  if ((num(second) ?? 0) <= (num(first) ?? 0)) return null
  return clock(num(`${ten}${first}`), 0, {
    exact: /[钟右多]/.test(words) || (num(first) ?? 0) > 3,
    vague: true,
  })
}

const quarters: Record<string, number> = { 一: 15, 1: 15, 两: 30, 二: 30, 2: 30, 三: 45, 3: 45 }

function clockOfWords(m: RegExpMatchArray): Meaning | null {
  const [words, hour, half, quarter, minutes, more, full, follows] = m
  const told = minutes ? num(minutes.replace(/^零/, '')) : 0
  const minute = half ? 30 : quarter ? (quarters[quarter.charAt(0)] ?? 0) : told
  // 一点, 两点, 三点 are as often points of an argument or "a little"; 9点 and 八点 are not.
  const sure = /^[\d零]/.test(hour ?? '') || (num(hour) ?? 0) > 3
  const end = /(?:[点时半分刻整夜晚]|\d)\s?[到至~—-]$/.test(m.input?.slice(0, m.index).slice(-4) ?? '')
  const exact =
    sure ||
    end ||
    Boolean(half || quarter || minutes || full || more || follows || /钟|左右|前后|许|时/.test(words))
  return clock(num(hour), minute, { exact, vague: Boolean(more) })
}

function part(word: string): Meaning | null {
  const name = partOf(word)
  return name ? { kind: 'part', part: name } : null
}
