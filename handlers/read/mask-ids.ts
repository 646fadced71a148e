import type { Span } from './mask.ts'

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使'
/** GA 36: province, letter, five (petrol) or six (新能源) signs of which one at least is a digit. */
const plate = new RegExp(
  `[${provinces}][A-Za-z][\\s·•.\\-]?(?=[A-Za-z]{0,5}\\d)([A-Za-z0-9]{5,6}|[A-Za-z0-9]{4,5}[挂学警港澳])(?![A-Za-z0-9])`,
  'g',
)
// A local part has at most 64 signs (RFC 5321); the bound keeps the search linear.
const mail = /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g
const account =
  /(?:微信号?|威信|薇信|[vV]信|[wW][eE][cC]hat|(?<![A-Za-z])(?:vx|VX|Vx|wx|WX|wechat)|[qQ]{2}号?|扣扣号?|企鹅号?|[加➕+]\s?[vV微薇]|[vV](?=[:：])|抖音号|快手号|支付宝(?:账号)?)(?:[号是为:：\s]{0,3})([A-Za-z0-9][-_A-Za-z0-9]{4,19})(?![-_A-Za-z0-9])/g
const publicNumbers = /^(?:12345|12348|12356|12315|12333|12338|12355|96\d{3}|95\d{3})$/

/** Number plates, mail addresses and the names people go by in WeChat, QQ and the like. */
export function maskedIds(text: string): Span[] {
  return [...tail(text, plate), ...mails(text), ...tail(text, account)]
}

/** What the pattern caught in its group, which ends where the match ends. */
function tail(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const caught = match[1] ?? ''
    if (publicNumbers.test(caught)) return []
    const end = match.index + match[0].length
    return [[end - caught.length, end]]
  })
}

function mails(text: string): Span[] {
  return [...text.matchAll(mail)].map((match) => [match.index, match.index + match[0].length])
}
