import { vagueAmount } from './amount-vague.ts'
import { numeral } from './number.ts'
import type { Meaning } from './time-atoms.ts'
import { lengthOf, type Toward } from './time-length.ts'
import { N, num, type Rule, rule, till } from './time-pattern.ts'

const count = `(?:\\d{1,3}(?:,\\d{3})+|\\d{1,5}(?:\\.\\d{1,2})?万?|[二三四五六七八九]?十几|好?几[十百]|数[十百]|[${numeral}百千万]{1,7}|好?几|数|半|[大老]半|小半|多)`
const unit =
  '秒钟?|分半?钟|分(?=半?(?:[前后内]|[以之][前后内])|\\d{1,2}秒)|(?<=(?:小时|时|钟头)(?:零|又)?[\\d一二三四五六七八九十]{1,3})分(?!之|钟)|刻钟|小时|钟头|钟(?!头|[表声楼点])|个?工作日|天|日(?=[后前内])|(?<=两|[3-9]\\d|[1-9]\\d\\d|[四五六七八九]十)日(?!元|本)|整?[夜晚]上?(?!饭)|宿(?!舍)|礼拜(?![一二三四五六日天])|星期(?![一二三四五六日天])|周年|周(?![一二三四五六日末边岁围年])|月(?![份初底中末])|年(?![级代份龄卡制])|季度'
const head = `最近|近|过去的?这?|之前的?|此前|头|未来的?|接下来的?|今后|往后|之后的?|还剩下?|还有|再过|这|(?<![以之目])前|(?<![以之最然])后|(?<![楼早晚路网街马身地天底以])[上下](?=${N}{1,2}(?:周|个))|过(?=两天|几天|段|阵)`
const tail =
  '之后|以后|后(?![面门边窗院])|之内|以内|内|之前|以前|前(?![面门边台院])|以上|以下|以来|来|了|就到|到(?!\\d)|过来'

/** How long, counted from now, and what is only told to be now or lately. */
export const lengthRules: Rule[] = [
  rule(
    '天周月年时钟分刻秒期拜日度夜晚宿',
    `(?<![第${numeral}.])(?:(${head})\\s?)?(?:(${count})\\s?(?:${till}))?(${count})\\s?(个)?(半|多|来)?(?:个)?(${unit})(?:${N}[夜晚宿](?!上))?(半|多)?(?:左右|的时间|时间)?(${tail})?`,
    duration,
  ),
  rule('时钟', '(?:上|过去|前)一?个(?:小时|钟头)', () => ({
    kind: 'length',
    ...lengthOf(1, '小时', 'past'),
  })),
  rule('刚方适', '刚才|刚刚|方才|适才|刚(?=[把被才看听发有来从在出进一])', () => ({ kind: 'now' })),
  rule('现目会此眼当正', '现在|目前|这会儿|此刻|眼下|当前|此时|(?<!真)正在(?!乎)', () => ({ kind: 'now' })),
  rule(
    '最近这前',
    '最近|近日|近来|近期|前些天|前些日子|这些天|这些日子|前段时间|前阵子|这阵子|这段时间|前一阵子?|前一段时间?',
    (m) => ({ kind: 'lately', days: /段|阵|期/.test(m[0]) ? 30 : 7 }),
  ),
]

/** 三到五天 counts as the lower of the two, as 几万 does among amounts. */
function duration(m: RegExpMatchArray): Meaning | null {
  const [, said = '', least, most = '', pieces, inner, name = '', outer, end = ''] = m
  const amount = countOf(least ?? most)
  const half = inner === '半' || outer === '半' || /分半钟/.test(name) ? 0.5 : 0
  // 六月 is June; without 个 only 两月 and 半月 are lengths.
  if (!amount || (name === '月' && !pieces && /^[\d一三四五六七八九十]+$/.test(most))) return null
  // 吵了一夜 is last night.
  if (amount === 1 && /[夜晚宿]/.test(name)) return { kind: 'part', part: '晚上' }
  const length = lengthOf(amount + half, name, towardOf(said, end))
  // 5000年 is history; and working days are counted one by one.
  return length.days > 40_000 || length.workingDays > 60 ? null : { kind: 'length', ...length }
}

/** 两三天 is two, 十来天 ten, 几天 three. */
function countOf(words: string): number | null {
  if (/^(?:好?几|数|多)$/.test(words)) return 3
  const odd = { 半: 0.5, 大半: 0.7, 老半: 0.7, 小半: 0.3 }[words]
  const pair = words.match(/^(十?[一二两三四五六七八])[二三四五六七八九]$/)
  return odd ?? (pair ? num(pair[1]) : (vagueAmount(words) ?? num(words)))
}

/** 三天内 and 未来三天 begin now; 近三天, 三天了 and 三天来 end now; 三天前 and 三天后 are days. */
function towardOf(head: string, tail: string): Toward {
  if (/近|过去|这|前|头|上/.test(head)) return 'past'
  if (/未来|接下来|今后|往后|后|还|下/.test(head) || /内|下/.test(tail)) return 'within'
  if (/前/.test(tail)) return 'ago'
  if (/后/.test(tail) || /过/.test(head) || /到|过来/.test(tail)) return 'ahead'
  return /来|了/.test(tail) ? 'past' : 'lasting'
}
