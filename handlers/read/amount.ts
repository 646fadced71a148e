import type { AmountReading } from '../../matters/reading.ts'
import { vagueAmount } from './amount-vague.ts'
import { halfWidth, toNumber } from './number.ts'

// Every repetition is bounded, and no number begins inside another: 64 KB of digits must not take seconds.
const figure =
  '(?<![\\d.,])(?:\\d{1,3}(?:[,，]\\d{3}){1,4}|\\d{1,12})(?:\\.\\d{1,6})?(?:\\s?[多余]?[十百千万亿wWkK]{1,3}\\d?)?'
const chinese = '零〇一二两三四五六七八九十百千万萬亿壹贰叁肆伍陆柒捌玖拾佰仟'
const words = `(?<![${chinese}几数])[${chinese}]{1,16}(?:[多余][百千万亿]{1,2}|点[零〇一二三四五六七八九]{1,4}万?)?`
const number = `(?:${figure}|${words})`
const vague =
  '(?:好?几|几十|上|数|小|成)[十百千万亿]{1,3}|[二三四五六七八九]?十几[百千万亿]{0,3}|[百千万]把|百来|[一二两三四五六七八九]{2}[十百千万]{1,3}'
const yuan = '(?:多|来|余)?\\s?(?:元整?|圆整?|块钱|块(?![儿地头砖板肉布木石玻])|rmb|RMB|人民币|大洋)'

/** With a sign before it or a unit after it, it is money: ¥300, 两千块, 3块5, 五毛. */
const marked = new RegExp(
  [
    `[¥￥]\\s?(?<signed>${number})`,
    `(?<fuzzy>${vague})(?:多|来)?${yuan}`,
    `(?<whole>${number})${yuan}(?:(?<tenth>[\\d一二三四五六七八九])(?:[毛角]|(?=$|[^\\d.\\u4e00-\\u9fa5]|\\.(?!\\d)|[的吧了呢])))?(?:(?<cent>[\\d一二三四五六七八九])分)?`,
    '(?<![\\d.])(?<dime>[\\d一二两三四五六七八九几])[毛角](?:钱)?(?!一样|不拔|大楼|都|也|[病样球衣洲形度落色])',
  ].join('|'),
  'g',
)
const verb =
  '赔偿?|转账?|垫付?|付款?|欠款?|花费?|押金|工资|损失|收费?|罚款?|骗走?|借款?|充值?|返还?|退款?|退还|输|赢|报价|房租|物业费|租金|定金|订金|首付|消费|卖|佣金|打了|打款|汇款?|交费?|缴费?|要价|要我?|给|扣|补偿?|私了|修车费|医药费|费用|价格|贷款?|薪|奖金|红包|偷走?|丢了|敲诈|勒索|现金|存款?|投资?|买|工钱|货款|本金|被坑|坑了?'
/** A bare number is money only beside a verb of money: 垫了3000, 赔我八百. */
const spent = new RegExp(
  `(?:${verb})[了过掉走去给我他她你们钱共一起约大概差不多将近是为到至少才要:：\\s]{0,6}?(?<number>${vague}|${number})(?![\\d\\-:：./楼栋号单室路线几]|多[分个年天人]|[美港日欧英韩澳加台][元币镑圆])`,
  'g',
)
/** 八百行不, 三百私了, 两千你赔. */
const offered = new RegExp(
  `(?<!第)(?<number>${vague}|${number})(?=行不|行吗|可以不|可以吗|私了|怎么样|成不|成交|你赔|赔我|不能再少|封顶|消费|押金|定金|订金|保证金)`,
  'g',
)
/** 这八万, 15k: nobody counts anything else so without naming it. */
const large =
  /(?<![第\d.一二三四五六七八九十百千])(?<number>[\d一二两三四五六七八九十][\d.零一二两三四五六七八九十百千]{0,10}(?:[万萬亿][\d一二三四五六七八九]?|[kK](?![\w])|[wW](?![\w])))(?![一二三四五六七八九十百千万亿\d伏瓦])/g
const counted =
  /^(?:[个人次天年月日号点时分秒米斤度岁户家条只台辆件张套部本遍趟单期栋幢楼层室瓶箱包袋双把片路届名位口粒顿声句种页字平方公倍%％]|多?[个人次天年月斤米户家条辆件台]|小时)/
/** People and views are counted in ten thousands too. */
const heads = /(?:人口|人数|粉丝|阅读|播放|点击|积分|编外|临聘)[^,，。\d]{0,4}$/
const foreign = /^.{0,2}(?:(?:美|港|日|欧|英|韩|澳|加|台|新台)[元币镑圆]|泰铢|卢布|法郎)/

/** The first sum of money a text speaks of; null if there is none. */
export function readAmount(text: string): AmountReading | null {
  return readAmounts(text)[0] ?? null
}

/** Every sum of money in yuan. 几万 counts as its lower bound, twice the unit (20,000); foreign money is left out. */
export function readAmounts(text: string): AmountReading[] {
  const half = halfWidth(text)
  const found = new Map<number, AmountReading>()
  const taken = new Uint8Array(half.length)
  const add = (start: number, end: number, cny: number | null) => {
    if (cny === null || !(cny > 0) || cny > 1e13 || taken.subarray(start, end).includes(1)) return
    taken.fill(1, start, end)
    found.set(start, { text: text.slice(start, end), cny: Math.round(cny * 100) / 100 })
  }
  for (const match of half.matchAll(marked)) {
    const end = match.index + match[0].length
    if (!foreign.test(half.slice(end - 2, end + 2))) add(match.index, end, sumOf(match.groups ?? {}))
  }
  for (const match of [...half.matchAll(offered), ...half.matchAll(spent), ...half.matchAll(large)]) {
    const said = match.groups?.number ?? ''
    const end = match.index + match[0].length
    if (
      isSum(said) &&
      !foreign.test(half.slice(end, end + 4)) &&
      !counted.test(half.slice(end, end + 2)) &&
      !heads.test(half.slice(Math.max(0, end - said.length - 8), end - said.length))
    )
      add(end - said.length, end, worth(said))
  }
  return [...found].sort(([a], [b]) => a - b).map(([, amount]) => amount)
}

/** Two digits at least, no phone and no year: 给我5 is no sum, 打110 neither. */
function isSum(said: string): boolean {
  if (/^(?:110|119|120|122|114|12\d{3}|9[56]\d{3}|100\d\d)$/.test(said)) return false
  if (/^\d+$/.test(said)) return said.length >= 2 && said.length <= 6 && !/^(?:19|20)[0-3]\d$/.test(said)
  return (
    /[百千万萬亿wWkK.,，]/.test(said) &&
    /[\d一二两三四五六七八九十几上数小成把来壹贰叁肆伍陆柒捌玖]/.test(said)
  )
}

function sumOf(groups: Record<string, string | undefined>): number | null {
  if (groups.signed) return worth(groups.signed)
  if (groups.fuzzy) return vagueAmount(groups.fuzzy)
  if (groups.dime) return (groups.dime === '几' ? 2 : (toNumber(groups.dime) ?? 0)) / 10
  const whole = worth(groups.whole ?? '')
  if (whole === null) return null
  return whole + (toNumber(groups.tenth ?? '') ?? 0) / 10 + (toNumber(groups.cent ?? '') ?? 0) / 100
}

/** 1万2, 2.5万, 15k, 30w, 一万二. */
function worth(said: string): number | null {
  const text = said
    .replace(/[\s多余]/g, '')
    .replace(/[wW]/g, '万')
    .replace(/[kK]/g, '千')
  return vagueAmount(text) ?? toNumber(text)
}
