import { maskedIds } from './read/mask-ids.ts'
import { maskedNames } from './read/mask-names.ts'
import { maskedNumbers } from './read/mask-numbers.ts'
import { halfWidth } from './read/number.ts'

const asksWho =
  /谁|车主|业主|住户|租客|户主|姓名|名字|身份证|电话|手机|微信|车牌|住址|住哪|人员|名单|(?:^|[^\d])(?:老|小|阿)[\p{Script=Han}]$|某$|先生|女士|大妈|大爷|阿姨|叔|哥|姐/u

/** A name, a nickname, a phone, an identity number, a plate, a face: nothing is looked for by who somebody is (rule A-4). */
export function looksLikePerson(words: string): boolean {
  const said = halfWidth(words)
  return (
    asksWho.test(words) ||
    maskedNames(said).length > 0 ||
    maskedNumbers(said).length > 0 ||
    maskedIds(said).length > 0
  )
}
