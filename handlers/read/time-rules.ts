import { numeral } from './number.ts'
import type { Meaning } from './time-atoms.ts'
import {
  clock,
  clockOfWords,
  date,
  dayOfMonth,
  duration,
  feast,
  fullDate,
  lunar,
  month,
  num,
  part,
  partOfYear,
  shiftMonth,
  weekOrEnd,
  weekShift,
  year,
  yearShift,
} from './time-meanings.ts'
import {
  clockNumber,
  dayPattern,
  dayShift,
  durationUnit,
  feasts,
  numberPattern,
  partPattern,
  weekPattern,
} from './time-words.ts'

type Rule = [RegExp, (m: RegExpMatchArray) => Meaning | Meaning[] | null]
const re = (source: string) => new RegExp(source, 'g')
const N = `[${numeral}]`
const prev = '(?:上上个?|上个?|前个?)'
const next = '(?:下下个?|下个?|来)'
const here = '(?:这个?|本|当)'

/** In order: what an earlier rule took, a later one cannot. */
export const rules: Rule[] = [
  [
    /(?<!\d)((?:19|20)\d\d)\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)/g,
    (m) => date(num(m[1]), num(m[3]), num(m[4])),
  ],
  [
    re(`(?<!\\d)(${N}{4}|${N}{2})\\s?年\\s?(${N}{1,3})\\s?月\\s?(${N}{1,3})(?:[日号]|(?!${N}))`),
    (m) => fullDate(m),
  ],
  [
    re(
      `(?<!\\d)(${N}{4}|[0零]\\d|${N}{2}(?!\\s?年(?:前|后|多|来|了|以|内|没|就|之|的)))\\s?年(?!级|代|龄)(?:度|份)?`,
    ),
    (m) => year(m[1] ?? ''),
  ],
  [
    re(`(大前|前|去|今|本|明|后)年(?!轻|级)(?:度)?`),
    (m) => ({ kind: 'shiftYear', years: yearShift(m[1] ?? '') }),
  ],
  [
    re(
      `(上上?个?|下下?个?|这个?|本|当|第?[一二三四1-4])季度|([上下前后])半年(?![前后了来多])|(?:(?<=年)|(?<!${N}|[今明去前后\\d])年)([初中底末])(?![级学])|(春|夏|秋|冬)[天季]`,
    ),
    (m) => partOfYear(m),
  ],
  [
    re(
      `(?:农历|阴历)?(正月|腊月|冬月|(?:农历|阴历)${N}{1,2}月|${N}{1,2}月(?=初[一二三四五六七八九十]|廿))(?:(?:初|廿)?${N}{1,3}(?:日|号)?)?`,
    ),
    (m) => lunar(m[0], m[1] ?? ''),
  ],
  [re(`(?:大年)?(?:除夕|年三十)(?:夜)?`), () => ({ kind: 'lunar', month: 12, day: 30 })],
  [
    re(`(?<!${N}|个)(${N}{1,3})月(?:份)?(${N}{1,3})(?:[日号]|(?!${N}|[个天年月]))`),
    (m) => date(undefined, num(m[1]), num(m[2])),
  ],
  [
    re(`(?<!${N}|个|第)(${N}{1,3})月(?:份)?(上旬|中旬|下旬|[初中底末])?(?!亮|饼|子|经|季)`),
    (m) => month(num(m[1]), m[2]),
  ],
  [re(`(${prev}|${next}|${here})月(?:份)?(上旬|中旬|下旬|[初中底末])?`), (m) => shiftMonth(m[1] ?? '', m[2])],
  [re('月(初|中|底|末)'), (m) => shiftMonth('这', m[1])],
  [
    /(?<![\d\-/.:第栋楼室])(\d{1,2})[/](\d{1,2})(?![\d/\-个人元块%分])/g,
    (m) => date(undefined, num(m[1]), num(m[2])),
  ],
  [
    re(
      `(?<![\\d\\-/.:第栋楼室路街巷弄村道])(\\d{1,2})[.\\-](\\d{1,2})(?=\\s?(?:号|日|${partPattern}|早|晚|\\d{1,2}[:点]))`,
    ),
    (m) => date(undefined, num(m[1]), num(m[2])),
  ],
  [
    re(`(${dayPattern})`),
    (m) => ({ kind: 'shiftDay', days: dayShift[(m[1] ?? '').replace(/儿个?$/, '天')] ?? 0 }),
  ],
  [re(`(?:每|逢|每逢|一到)(?:个)?(${weekPattern})`), (m) => [{ kind: 'every' }, weekOrEnd(m[1] ?? '', null)]],
  [
    re(`(上上个?|上个?|这个?|本|下下个?|下个?)(${weekPattern})`),
    (m) => weekOrEnd(m[2] ?? '', weekShift(m[1] ?? '')),
  ],
  [re(weekPattern), (m) => weekOrEnd(m[0], null)],
  [
    re(`(上上个?|上个?|这个?|本|下下个?|下个?)(?:周|礼拜|星期)(?!${N}|[日天])`),
    (m) => ({ kind: 'week', weeks: weekShift(m[1] ?? '') }),
  ],
  [
    re(
      `(?:每(?:隔)?(?:${N}{0,2})(?:个)?(?:天|日|晚|夜|周|月|年|星期|礼拜|小时|分钟)|天天|夜夜|整天|成天|一天到晚|从早到晚|隔三差五|三天两头|日日|年年|月月|整宿|每到|一到(?=${partPattern}|晚)|每(?=${partPattern}))(?:都)?`,
    ),
    (m) =>
      /[晚夜]/.test(m[0]) && !/一天|从早/.test(m[0])
        ? [{ kind: 'every' }, { kind: 'part', part: '晚上' }]
        : { kind: 'every' },
  ],
  [
    re(
      `(${Object.keys(feasts)
        .sort((a, b) => b.length - a.length)
        .join('|')})(?:节|假期|长假|小长假|假)?(?:期间|那天|当天)?`,
    ),
    (m) => feast(m),
  ],
  [
    re(`(\\d{1,2})\\s?[:：]\\s?([0-5]\\d)(?:\\s?[:：]\\s?[0-5]\\d)?(?!\\d)(?:时|分)?`),
    (m) => clock(num(m[1]), num(m[2]), { exact: true }),
  ],
  [
    re(`(?<![${numeral}.:\\-第])(${N}{1,3})(?=\\s?(?:到|至|[-—~～])\\s?${N}{1,3}(?:点|时(?!候|间)))`),
    (m) => clock(num(m[1]), 0, { exact: true }),
  ],
  [
    re(
      `(?<![第有这那几说.\\d${numeral.slice(3)}])(${clockNumber})(?:点钟?|时(?!候|间|段|常|不|代|刻|尚|长|节|期))(?:(半)|(一刻|三刻|1刻|3刻)|过?(${N}{2,3}|${N}(?=分))分?|(多|来(?=钟))|(整))?(?![${numeral}万千百%％倍度]|[儿意建要希想看疑请](?!不|是|我|你)|都不|都没)(?:钟)?(?:${N}{1,3}秒)?(?:左右|前后|许|以后|之后|以前|之前)?(?=(到|至|[-—~～]|就|才|开始|前|后|了))?`,
    ),
    (m) => clockOfWords(m),
  ],
  [re(partPattern), (m) => part(m[0])],
  [
    re(
      `(?<=[今昨明前当]|天|号|[一二三四五六末])(早|晚|夜)(?![饭餐点会安了])|(?<=日)(早|晚)(?![饭餐点会安了])|(早|晚|夜)(?=${N}{1,2}[点:])`,
    ),
    (m) => part(m[0]),
  ],
  [
    re(
      `(?<![第${numeral}.])(最近|近|过去的?|未来的?|这|前|后)?(${numberPattern})(个)?(半|多|来)?(?:个)?(${durationUnit})(半|多)?(?:左右|的时间|时间)?(之后|以后|后(?![面门边窗院])|之内|以内|内|之前|以前|前(?![面门边台院])|以来|来|了|没|还没|就到|到(?!\\d)|过来)?`,
    ),
    (m) => duration(m),
  ],
  [re('刚才|刚刚|方才|适才|刚(?=[把被才看听发有来从在出进一])'), () => ({ kind: 'now', recent: true })],
  [re('现在|目前|这会儿|此刻|眼下|当前|此时|(?<!真)正在(?!乎)'), () => ({ kind: 'now', recent: false })],
  [
    re('最近|近日|近来|近期|这几天|前几天|前两天|这两天|前些天|前段时间|前阵子|这阵子|这段时间'),
    (m) => ({ kind: 'lately', days: /两天/.test(m[0]) ? 2 : /段|阵|期/.test(m[0]) ? 30 : 7 }),
  ],
  [
    re(
      `(?<![${numeral}\\d.\\-第#街路弄巷座栋里站滩）)])(${N}{1,3})[号日](?!三餐|[后前]面|[之文商窗铺后楼线院门车店机厂码库台坑桌位令称召召房子本记常夜程子报期志]|栋|公馆)`,
    ),
    (m) => dayOfMonth(num(m[1])),
  ],
]
