import type { Span } from './mask.ts'
import { digitClass } from './mask-digits.ts'

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使'
const space = '[ \\t·•.\\-]?'
/** GA 36: province, letter, five (petrol) or six (新能源) signs of which one at least is a digit. */
const plate = new RegExp(
  `[${provinces}]${space}[A-Za-z]${space}[ ·•]?((?=(?:[A-Za-z]${space}){0,5}\\d)(?:[A-Za-z0-9]${space}){4,5}(?:[A-Za-z0-9]|[挂学警港澳]))(?![A-Za-z0-9])`,
  'g',
)
// A local part has at most 64 signs (RFC 5321); the bounds keep the search linear.
const at = '\\s?(?:@|[(\\[【{<]\\s?(?:at|艾特|@)\\s?[)\\]】}>]|艾特|爱特|圈a|#at#|\\sat\\s|\\*at\\*)\\s?'
const point = '\\s?(?:[.。．]|[(\\[]\\s?dot\\s?[)\\]]|点|\\sdot\\s)\\s?'
const mail = new RegExp(
  `(?<![\\w.+-])[\\w.+-]{1,64}${at}[A-Za-z0-9-]{1,63}(?:${point}[A-Za-z0-9-]{1,63}){1,4}`,
  'gi',
)
/** 微信 and QQ under the names that slip past the platforms' own filters. */
const app =
  '(?<![a-z])(?:v|w|wei|we)[\\s❤♥️-]{0,3}(?:x(?:in)?|chat|信|芯|星|心)|[微薇威徽维]\\s?[❤♥️]*\\s?(?:信|芯|心|x|型)|[微薇]\\s?[❤♥]️?|(?<=的)\\s?q(?=是|为)|(?<=[加➕+])\\s?(?:我|个)?\\s?[v微薇威q扣]|(?<![a-z])v(?=\\s?[:：])|(?<![a-z])qq?(?=\\s?[:：号]|\\s?\\d{5})|(?<![a-z])qq|扣扣|企鹅|绿泡泡|抖音|快手|小红书|钉钉|支付宝'
const between = '(?:(?:账|帐)?号(?:码)?|同号|id|是|为|搜|加|我的?|[:：,，\\s❤♥️])'
const account = new RegExp(`(?:${app})${between}{0,6}([a-z0-9][-_a-z0-9]{4,19})(?![-_a-z0-9])`, 'gi')
/** A QQ number in groups or in Chinese digits. */
const spelled = new RegExp(
  `(?:qq|扣扣|企鹅|(?<=的)\\s?q(?=是|为)|(?<![a-z])q(?=\\s?[:：])|(?<=[加➕+])\\s?q)${between}{0,6}((?:[${digitClass}][ -]?){4,10}[${digitClass}])`,
  'giu',
)
const publicNumbers = /^(?:12345|12348|12356|12315|12333|12338|12355|96\d{3}|95\d{3})$/

/** Number plates, mail addresses and the names people go by in WeChat, QQ and the like. */
export function maskedIds(text: string): Span[] {
  const accounts = [...tail(text, account), ...tail(text, spelled)]
  const own = accounts.filter(([start, end]) => !publicNumbers.test(text.slice(start, end)))
  return [...tail(text, plate), ...mails(text), ...own]
}

/** What the pattern caught in its group, which ends where the match ends. */
function tail(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length
    return [end - (match[1] ?? '').length, end]
  })
}

function mails(text: string): Span[] {
  return [...text.matchAll(mail)].map((match) => [match.index, match.index + match[0].length])
}
