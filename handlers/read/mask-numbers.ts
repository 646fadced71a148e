import type { Span } from './mask.ts'
import { digitClass, plainDigit } from './mask-digits.ts'

const digit = `[${digitClass}]`
/** Stands for words that only join the pieces of a number (后面是, 尾号). */
const joint = '\u0001'
const sign = '[ \\t\\u00a0\\u2000-\\u200f\\u3000._,，\\-\\u2010-\\u2015~·•()（）/\\ufe0f\\u20e3+]'
/** Up to four signs or blanks may stand between two digits, or words that join; a line break may not. */
const gap = `(?:${sign}{0,4}(?:${joint}{1,14}${sign}{0,3})?)`
const run = new RegExp(`${digit}(?:${gap}${digit}){6,}(?:${gap}(?:[xX](?![A-Za-z])|叉))?`, 'gu')
const piece = '(?:前|中间|后面?|最后|末|尾)(?:的?[一二三四五六七八九\\d]{1,2}[位个](?:数字?)?)?|尾号|尾数'
const link = '后面|接着|接下来|然后|之后|再(?:来|加)?|跟着?|连着|加上?|空格?|[横中短]?杠|横线|完了'
const joining = new RegExp(
  `(?<=${digit}[\\s,，、:：;；.。（(-]{0,3})(?:(?:${link}|${piece})(?:[是为]|就是)?[\\s,，、:：)）]{0,2}){1,3}(?=${digit})`,
  'gu',
)
const phoneCue = /(?:电话|座机|固话|号码|联系方式|tel|Tel|TEL|致电|拨打|打)[:：是为\s]{0,3}$/
/** 转801, -801, 分机801 after a landline. */
const extension = /^\s{0,2}(?:[转轉-]|分机|ext\.?)\s{0,2}(?:分机)?[:：]?\s{0,2}\d{1,6}(?!\d)/i

type Group = { digits: string; start: number; end: number }

/** 138x1234x5678, also with a picture or a line break between: whatever it is that parts a mobile in the usual way. */
const parted = /(?<!\d)1[3-9]\d([^\d\s]{1,4}|\s{1,3})\d{4}\1\d{4}(?!\d)/g

/** Identity cards, mobiles, landlines and bank cards, however they are spaced, spelled (幺三八…) or told in pieces. */
export function maskedNumbers(text: string): Span[] {
  const joined = text.replace(joining, (words) => joint.repeat(words.length))
  const spans: Span[] = []
  for (const match of joined.matchAll(run)) {
    const groups = groupsOf(match[0], match.index)
    const found = personal(groups)
    const count = groups.reduce((n, group) => n + group.digits.length, 0)
    if (found.length === 0 && count <= 8 && calledFor(joined, match.index))
      found.push([match.index, match.index + match[0].length])
    spans.push(...found.map(([start, end]): Span => [start, end + extensionLength(joined, end)]))
  }
  for (const match of text.matchAll(parted)) spans.push([match.index, match.index + match[0].length])
  return spans.map(([start, end]) => keepHead(text, start, end))
}

function calledFor(text: string, at: number): boolean {
  return phoneCue.test(text.slice(Math.max(0, at - 8), at))
}

function extensionLength(text: string, end: number): number {
  return extension.exec(text.slice(end, end + 16))?.[0].length ?? 0
}

/** Takes from the left the runs of groups that make up a known number; what else is as long as one goes too. */
function personal(groups: Group[]): Span[] {
  const spans: Span[] = []
  let from = 0
  while (from < groups.length) {
    const number = knownLength(groups, from)
    // 1998-11-18 100 has the digits of a mobile: rather a date starred than a number left.
    const date = isMobile(groups, from, number) ? 0 : dateLength(groups, from)
    const length = date || number
    const first = groups[from]
    const last = groups[from + length - 1]
    if (length > 0 && !date && first && last) spans.push([first.start, last.end])
    from += Math.max(1, length)
  }
  return spans
}

const phones = [
  /^1[3-9]\d{9}$/,
  /^86(?:0)?1[3-9]\d{9}$/,
  /^0086?1[3-9]\d{9}$/,
  /^0[1-9]\d{8,10}$/,
  /^(?:00)?86(?:10|0?[2-9]\d{1,2})\d{7,8}$/,
]
const cards = [/^[1-9]\d{14}$/, /^[1-9]\d{16}[\dX]$/, /^\d{13,19}$/]

/** How many groups from there make up one number; the longest wins, a single group of 11 or more always counts. */
function knownLength(groups: Group[], from: number): number {
  let digits = ''
  let best = 0
  let touching = 0
  for (let i = from; i < groups.length && digits.length <= 20; i++) {
    digits += groups[i]?.digits ?? ''
    if (phones.some((shape) => shape.test(digits))) return i - from + 1
    if (cards.some((shape) => shape.test(digits))) best = i - from + 1
    // 1391234 56703栋: a mobile whose last group runs into the next number.
    if (touching === 0 && /^1[3-9]\d{10,}/.test(digits)) touching = i - from + 1
  }
  if (best > 0 || touching > 0) return best || touching
  return (groups[from]?.digits.length ?? 0) >= 11 ? 1 : 0
}

function isMobile(groups: Group[], from: number, length: number): boolean {
  const digits = groups
    .slice(from, from + length)
    .map((group) => group.digits)
    .join('')
  return /^1[3-9]\d{9}/.test(digits)
}

/** 2026-11-18 is a date, whatever follows it. */
function dateLength(groups: Group[], from: number): number {
  const [year, month, day] = groups.slice(from, from + 3).map((group) => group.digits)
  if (!year || !month || !day || !/^(?:19|20)\d\d$/.test(year)) return 0
  return /^(?:0?[1-9]|1[0-2])$/.test(month) && /^(?:0?[1-9]|[12]\d|3[01])$/.test(day) ? 3 : 0
}

const group = new RegExp(`(?:[${digitClass}xX]|叉)+`, 'gu')

function groupsOf(found: string, index: number): Group[] {
  return [...found.matchAll(group)].map((match) => ({
    digits: [...match[0]].map((c) => (c === '叉' ? 'X' : plainDigit(c))).join(''),
    start: index + match.index,
    end: index + match.index + match[0].length,
  }))
}

/** 138********: the first three tell what it was and no more. */
function keepHead(text: string, start: number, end: number): Span {
  return /^\d{3}$/.test(text.slice(start, start + 3)) ? [start + 3, end] : [start, end]
}
