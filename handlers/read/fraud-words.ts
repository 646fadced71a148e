import { inMandarin } from './lexicon/dialect.ts'

/** What swindlers write so that no filter knows it, and what they mean. */
const disguises: readonly (readonly [meaning: string, disguise: RegExp])[] = [
  ['加', /[➕✚]/gu],
  [
    '微信',
    /(?<=[加添十\s]|^)\s*(?:[vVwW][xX]?|[vVwW]信|威信|徽信|微[❤♥]|薇)(?![a-zA-Z])|薇信|徽信|微亻言|wechat/giu,
  ],
  ['QQ', /扣扣|企鹅号|蔻蔻|(?<![a-z])q(?![a-z])q?/giu],
  ['账户', /[账帐帳賬]\s*[户戶号號]/gu],
  ['刷单', /刷(?:丹|dan)/giu],
]

/** One letter apart from the next: 安 全 账 户, 转-账. */
const apart =
  /(?<!\p{Script=Han})\p{Script=Han}(?:[ \t*·.．_~|\-—]{1,2}\p{Script=Han}){2,}(?!\p{Script=Han})/gu

/** What everybody does every day, though it sounds like what a swindler asks for. */
const harmless =
  /(?:国家反诈中心|反诈中心|金钟罩)[^,，。]{0,3}(?:APP|软件|小程序)?|扫码(?:付款|支付|付钱|缴费|点餐|点单|骑车|开[锁门]|乘车|停车|充电|缴停车费|借书|签到|取[餐件])|(?:取件|提货|核酸|健康|付款|乘车)码|(?:小区|门禁|单元门|大门|闸机|道闸|打卡|考勤)[^,。]{0,4}(?:人脸(?:识别)?|刷脸)|共享(?:单车|电动?车|雨伞|充电宝|汽车)|黄金(?:周|时间|地段|瓜|海岸|分割|搭档)|(?:wi-?fi|无线(?:网)?|门禁|门锁|单元门|密码锁|保险柜|行李箱|会议)[^,，。]{0,4}密码|密码锁/giu

/**
 * A text as the signs of fraud know it: half width, simplified, in Mandarin, without the disguises of swindlers and
 * without everyday phrases that sound like theirs.
 */
export function fraudWords(text: string): string {
  const plain = inMandarin(text.normalize('NFKC').replace(/\p{Cf}/gu, ''))
  const whole = plain.replace(apart, (letters) => letters.replace(/[^\p{Script=Han}]/gu, ''))
  const meant = disguises.reduce((words, [meaning, disguise]) => words.replace(disguise, meaning), whole)
  return meant.replace(harmless, ',').replace(/[!?;:]/gu, ',')
}
