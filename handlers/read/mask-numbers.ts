import type { Span } from './mask.ts'

const chineseDigits = '零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两'
const digit = `[\\p{Nd}${chineseDigits}]`
/** Up to three signs or blanks may stand between two digits; a line break may not. */
const gap = '[ \\t\\u00a0\\u2000-\\u200f\\u3000._\\-\\u2010-\\u2015·•()（）/]{0,3}'
const run = new RegExp(`${digit}(?:${gap}${digit}){6,}(?:${gap}[xX](?![A-Za-z]))?`, 'gu')
const phoneCue = /(?:电话|座机|固话|号码|联系方式|tel|Tel|TEL|致电|拨打|打)[:：是为\s]{0,3}$/

type Group = { digits: string; start: number; end: number }

/** Identity cards, mobiles, landlines and bank cards, however they are spaced or spelled (幺三八…). */
export function maskedNumbers(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(run)) {
    const groups = groupsOf(match[0], match.index)
    const found = personal(groups)
    spans.push(...found)
    const before = text.slice(Math.max(0, match.index - 8), match.index)
    const count = groups.reduce((n, group) => n + group.digits.length, 0)
    if (found.length === 0 && count <= 8 && phoneCue.test(before))
      spans.push([match.index, match.index + match[0].length])
  }
  return spans.map(([start, end]) => keepHead(text, start, end))
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

const known = [
  /^1[3-9]\d{9}$/,
  /^86(?:0)?1[3-9]\d{9}$/,
  /^0086?1[3-9]\d{9}$/,
  /^0\d{9,11}$/,
  /^[1-9]\d{14}$/,
  /^[1-9]\d{16}[\dX]$/,
  /^\d{13,19}$/,
]

/** How many groups from there make up one number; the longest wins, a single group of 11 or more always counts. */
function knownLength(groups: Group[], from: number): number {
  let digits = ''
  let best = 0
  let touching = 0
  for (let i = from; i < groups.length && digits.length <= 20; i++) {
    digits += groups[i]?.digits ?? ''
    if (known.slice(0, 4).some((shape) => shape.test(digits))) return i - from + 1
    if (known.slice(4).some((shape) => shape.test(digits))) best = i - from + 1
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

function groupsOf(found: string, index: number): Group[] {
  const pattern = new RegExp(`(?:${digit}|[xX])+`, 'gu')
  return [...found.matchAll(pattern)].map((match) => ({
    digits: [...match[0]].map(plainDigit).join(''),
    start: index + match.index,
    end: index + match.index + match[0].length,
  }))
}

function plainDigit(c: string): string {
  if (/[0-9]/.test(c)) return c
  if (/[xX]/.test(c)) return 'X'
  if (c === '幺') return '1'
  if (c === '两') return '2'
  const place = chineseDigits.indexOf(c)
  if (place >= 0) return String('零〇一二三四五六七八九'.includes(c) ? Math.max(0, place - 1) : place - 11)
  // Digits of other scripts and mathematical ones; any will do where NFKC knows none.
  return c.normalize('NFKC').match(/[0-9]/)?.[0] ?? '0'
}

/** 138********: the first three tell what it was and no more. */
function keepHead(text: string, start: number, end: number): Span {
  return /^\d{3}$/.test(text.slice(start, start + 3)) ? [start + 3, end] : [start, end]
}
