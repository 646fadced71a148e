import { numeral } from './number.ts'
import type { Meaning } from './time-atoms.ts'
import type { Slice } from './time-calendar.ts'
import { N, num, type Rule, rule, till } from './time-pattern.ts'
import { partPattern, turnOf, turnPattern } from './time-words.ts'

const slicePattern = '上旬|中旬|下旬|上半月|下半月|月?(?:初(?![级一二三四五六七八九十])|[中底末头尾](?!学))'
const hourly = `${partPattern}|早|晚|\\d{1,2}[:点]`
const unsaid = '(?:前|后|多|来|了|以|内|没|就|之|的)'

/** Years, halves, quarters and seasons, months and dates, solar and lunar. */
export const calendarRules: Rule[] = [
  rule('-/.', '(?<!\\d)((?:19|20)\\d\\d)\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{1,2})(?!\\d)', (m) =>
    date(num(m[1]), num(m[3]), num(m[4])),
  ),
  rule('0', '(?<!\\d)(20\\d\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)', (m) =>
    date(num(m[1]), num(m[2]), num(m[3])),
  ),
  rule(
    '年',
    `(?<!\\d)(${N}{4}|${N}{2})\\s?年\\s?(${N}{1,3})\\s?月\\s?(?!初|廿)(${N}{1,3})(?:[日号]|(?!${N}))`,
    fullDate,
  ),
  rule(
    '年',
    `(?<!\\d)(${N}{4}|[0零〇89八九]${N})(?=\\s?${till}\\s?(?:${N}{4}\\s?年|${N}{2}\\s?年(?!级|代|龄|${unsaid})))`,
    (m) => year(m[1] ?? ''),
  ),
  // 初一 to 初三 alone are as often school years.
  rule(
    '初廿',
    `(?:((?<![今去明前后上${numeral}])大?年)|[农阴]历|每月|每?逢)初([一二三四五六七八九十])|(?<![${numeral}年月历逢])初([四五六七八九十]|[一二三](?=[早晚那当去回走](?!自习)))(?!中)|(?<![${numeral}月])(廿[一二三四五六七八九])(?![${numeral}])`,
    lunarDayAlone,
  ),
  rule('代', `(?:(${N}{2,3}|[上本]个?)世纪的?)?([一二三四五六七八九]十|[1-9]0)年代`, decade),
  rule(
    '年',
    `(?:[农阴]历)?(?<!\\d)(${N}{4}|[0零〇][\\d一二三四五六七八九]|${N}{2}(?!\\s?年${unsaid}(?!${N}{1,2}个)))\\s?年(?!级|代|龄)(?:度|份)?`,
    (m) => year(m[1] ?? ''),
  ),
  rule('半季春夏秋冬', '(?<!\\d)((?:19|20)\\d\\d)(?=[上下]半年|第?[一二三四]季度|[春夏秋冬][天季])', (m) =>
    year(m[1] ?? ''),
  ),
  rule('年', '(大前|(?<![马晚早楼路街网])上上?一?|前|去|今|本|明|后)年(?!轻|级|纪|岁|半)(?:度)?', (m) => ({
    kind: 'shiftYear',
    years: yearShift(m[1] ?? ''),
  })),
  rule('季', `(?:第?([一二三四1-4])|(${turnPattern}))季度`, (m) => {
    const quarter = num(m[1])
    return quarter
      ? months(quarter * 3 - 2, 3)
      : { kind: 'months', from: 0, count: 3, turn: turnOf(m[2] ?? '') }
  }),
  rule('半', '[上前下后]半年(?![前后了来多])', (m) => months(/[上前]/.test(m[0]) ? 1 : 7, 6)),
  rule('半', '([上下])个半年', (m) => ({ kind: 'months', from: 0, count: 6, turn: turnOf(m[1] ?? '') })),
  rule(
    '年',
    `(?:(?<=(?:[今明去前后本上]|${N}{2,4})年)|(?<!${N}|[今明去前后])年)([初中底末尾])(?![级学])`,
    (m) => (m[1] === '初' ? months(1, 2) : m[1] === '中' ? months(6, 2) : months(11, 2)),
  ),
  rule(
    '春夏秋冬',
    `(?<=(?:[今明去前后本]|${N}{2,4})年度?的?)[春夏秋冬][天季]?(?![节运晚联耕游分至装])|[春夏秋冬][天季]`,
    (m) => months('春夏秋冬'.indexOf(m[0].charAt(0)) * 3 + 3, 3),
  ),
  rule(
    '月',
    `(?:[农阴]历)?(闰)?(正|腊|冬|(?<=闰|[农阴]历(?:${N}{2,4}年)?)${N}{1,2}|${N}{1,2}(?=月(?:初[一二三四五六七八九十]|廿)))月(?:初?${N}{1,3}(?!${N}))?(?:日|号)?`,
    lunar,
  ),
  rule('月', `(?<!${N}|个)(${N}{1,3})\\s?月(?:份)?\\s?(${N}{1,3})(?:[日号]|(?!${N}|[个天年月周]))`, (m) =>
    date(undefined, num(m[1]), num(m[2])),
  ),
  rule('月', `(?<!${N}|[个第期周拜])(${N}{1,3})(?=\\s?${till}\\s?${N}{1,3}月)`, (m) =>
    month(num(m[1]), undefined),
  ),
  rule('月', `(?<!${N}|个|第)(${N}{1,3})\\s?月(?:份)?(${slicePattern})?(?!亮|饼|子|经|季|嫂|\\1月)`, (m) =>
    month(num(m[1]), m[2]),
  ),
  rule(
    '月',
    `(${turnPattern}|(?<![以之目])前个?)月(?:份)?(${slicePattern})?(?![亮饼子薪租季球牙台光嫂经票卡])`,
    (m) => ({
      kind: 'shiftMonth',
      months: monthShift(m[1] ?? ''),
      ...sliceOf(m[2]),
    }),
  ),
  rule('月', '(?<![个年])(上半月|下半月|月[中底末头尾]|月初(?![一二三四五六七八九十]))', (m) => ({
    kind: 'shiftMonth',
    months: 0,
    ...sliceOf(m[1]),
  })),
  rule('/', '(?<![\\d\\-/.:第栋楼室])(\\d{1,2})[/](\\d{1,2})(?![\\d/\\-个人元块%分])', (m) =>
    date(undefined, num(m[1]), num(m[2])),
  ),
  // 3.5号 and 11-3晚上, but 1-2号 are doors and 3-5日 days.
  rule(
    '.\\-',
    `(?<![\\d\\-/.:第栋楼室路街巷弄村道])(\\d{1,2})(?:\\.(\\d{1,2})(?=\\s?(?:[号日]|${hourly}))|-(\\d{1,2})(?=\\s?(?:${hourly})))`,
    (m) => date(undefined, num(m[1]), num(m[2] ?? m[3])),
  ),
]

function date(year: number | null | undefined, month: number | null, day: number | null): Meaning | null {
  if (!month || !day || month > 12 || day > 31) return null
  return year ? { kind: 'date', year, month, day } : { kind: 'date', month, day }
}

function fullDate(m: RegExpMatchArray): Meaning | null {
  const said = year(m[1] ?? '')
  return said?.kind === 'year' ? date(said.year, num(m[2]), num(m[3])) : null
}

function year(written: string): Meaning | null {
  const value = num(written)
  if (value === null) return null
  if (value >= 1900 && value < 2100) return { kind: 'year', year: value }
  if (!/^(?:\d\d|[零〇一二三四五六七八九]{2})$/.test(written)) return null
  return { kind: 'year', year: value + (value > 50 ? 1900 : 2000) }
}

/** 九十年代 are the last nineties; 二十世纪九十年代 those of that century. */
function decade(m: RegExpMatchArray): Meaning | null {
  const [, said = '', tens] = m
  const century = said.startsWith('上') ? 20 : said.startsWith('本') ? 21 : num(said)
  const decade = num(tens) ?? 0
  const from = century ? (century - 1) * 100 + decade : decade + (decade > 20 ? 1900 : 2000)
  return { kind: 'years', from, count: 10 }
}

function yearShift(word: string): number {
  return { 大前: -3, 前: -2, 去: -1, 明: 1, 后: 2 }[word] ?? turnOf(word)
}

function months(from: number, count: number): Meaning {
  return { kind: 'months', from, count }
}

function lunarDayAlone([words, ofYear, ...days]: RegExpMatchArray): Meaning[] {
  const lunar: Meaning = {
    kind: 'lunar',
    month: ofYear ? 1 : null,
    day: num(days.find(Boolean)),
    leap: false,
  }
  return /每|逢/.test(words) ? [{ kind: 'every' }, lunar] : [lunar]
}

function lunar(m: RegExpMatchArray): Meaning | null {
  const [words, leap, name = ''] = m
  const month = { 正: 1, 冬: 11, 腊: 12 }[name] ?? num(name)
  const rest = words.slice(words.indexOf('月') + 1).replace(/[初日号]/g, '')
  const day = rest ? num(rest) : null
  if (!month || month > 12 || (day !== null && (day < 1 || day > 30))) return null
  return { kind: 'lunar', month, day, leap: Boolean(leap) }
}

function month(value: number | null, slice: string | undefined): Meaning | null {
  return value && value <= 12 ? { kind: 'month', month: value, ...sliceOf(slice) } : null
}

function monthShift(word: string): number {
  return word.startsWith('前') ? -1 : turnOf(word)
}

/** 月初, 中旬, 月底 are ten days each. */
function sliceOf(word: string | undefined): { slice?: Slice } {
  if (!word) return {}
  if (word.includes('半')) return { slice: word.startsWith('上') ? [1, 16] : [16, null] }
  return { slice: /[初上头]/.test(word) ? [1, 11] : word.includes('中') ? [11, 21] : [21, null] }
}
