import type { CategoryId } from '../../matters/taxonomy.ts'
import { fraudFeaturesIn } from './facts-fraud.ts'
import type { FraudFeatureId } from './facts-fraud-signs.ts'
import { fraudWords } from './fraud-words.ts'

/** The ten types the Ministry names, each with the features that speak for it and the words that do. */
const signs: readonly {
  type: CategoryId
  features: Partial<Record<FraudFeatureId, number>>
  strong: RegExp
  weak: RegExp
}[] = [
  {
    type: 'tip.fraud.task_rebate',
    features: { F12: 3 },
    strong: /刷单|[连联卡垫复]单|做任务|点任务|返[利佣]|佣金|点小?(?:赞|红心)|抢单/,
    weak: /兼职|垫付|提现|日结|任务|关注|本金|再做|福利群/,
  },
  {
    type: 'tip.fraud.investment',
    features: { F11: 3 },
    strong:
      /投资|理财|炒(?:股|币|黄金|原油|外汇)|股票|荐股|带单|分红|矿机|虚拟币|数字币|外汇|期货|内幕消息|养老项目/,
    weak: /导师|老师|收益|利息|平台|取不出|提不出|入金|开户|翻[倍番]|打不开/,
  },
  {
    type: 'tip.fraud.shopping_service',
    features: {},
    strong:
      /不发货|代购|代抢|二手|低价|便宜(?:卖|出|转)?[^,。]{0,6}(?:烟|酒|茅台|手机|化肥)|朋友圈(?:买|低价)|假货|货到|(?:买|订|卖)(?:了|的)?[^。]{0,24}(?:拉黑|删了?|没影|没货|消失|不发|没了|空号|关店)|代办|发票|演唱会/,
    weak: /定金|尾款|发货|卖家|下单|付了款|拉黑|运费|没货|网上买|门票/,
  },
  {
    type: 'tip.fraud.fake_customer_service',
    features: { F03: 3 },
    strong:
      /自称[^,。]{0,6}客服|理赔|百万保障|自动(?:扣|续)费|快递(?:丢|理赔|公司)|积分|会员|ETC|密码器|(?:双|三|两|2|3)倍赔|免密支付|物流/,
    weak: /客服|退款|扣费|屏幕|取消|京东|淘宝|抖音|支付宝|银联|网银|激活|升级/,
  },
  {
    type: 'tip.fraud.loan_credit',
    features: {},
    strong:
      /贷(?:款|[\d一二两三四五六七八九十几])|办贷|批贷|网贷|校园贷|借款|放款|征信|下款|助学贷|信用卡提额|无抵押|套现|刷(?:银行)?流水/,
    weak: /会员费|解冻费|额度|利率|利息|流水|解冻|注销|黑户|保证金|还款|秒批/,
  },
  {
    type: 'tip.fraud.impersonate_leader',
    features: { F04: 3 },
    strong:
      /我是你|换(?:了)?(?:个)?(?:新)?号|冒充(?:领导|熟人|老师|班主任|校长|老板|儿子|孙)|头像(?!还?亮|灰|黑)|(?:书记|领导|老板|校长|局长|董事长)[^。]{0,10}(?:转|垫|打款|加我|办公室|汇)|财务|被盗|上号借钱|出(?:了)?车祸|撞(?:了)?人|购物卡/,
    weak: /借钱|急用|声音|资料费|不方便|开会|领导|老师|同学|孙子|儿子/,
  },
  {
    type: 'tip.fraud.impersonate_police',
    features: { F02: 3, F05: 1, F06: 1, F07: 2 },
    strong:
      /安全账户|通缉|警官|公安|检察|法院|涉案|洗(?:黑)?钱|专案|公检法|笔录|医保局|社保|通(?:信)?管理?局|领事馆|大使馆|疾控|办案/,
    weak: /保密|核查|清白|冻结|拘|账户|护照|传票/,
  },
  {
    type: 'tip.fraud.dating',
    features: {},
    strong:
      /网恋|裸聊|相亲|交友|婚恋|没见(?:过|着)(?:真)?(?:面|人)|(?:网上|网络上?|软件上|快手上?|抖音上?)[^,。]{0,6}(?:谈|处|认识|认得|认了|加)[^,。]{0,12}(?:女|男|姑娘|妹|对象|媳妇|老公|军|工程师|护士)|军医|未婚妻|未婚夫|彩礼|通讯录[^,。]{0,8}(?:发|群发|手)|宝贝|叫老公|喊老公|网友/,
    weak: /女朋友|男朋友|对象|结婚|视频|媳妇|女的|老公|想你|缘分|车票|住院/,
  },
  {
    type: 'tip.fraud.game',
    features: {},
    strong: /游戏|皮肤|装备|点券|代练|钻石|防沉迷|王者|吃鸡|原神|蛋仔|(?:卖|买)(?:了)?(?:个)?号|外挂|皮服/,
    weak: /账户|充值|手机号|解冻|孩子|找回|冻结|扫码/,
  },
  {
    type: 'tip.fraud.ticket_change',
    // It always comes in the voice of a customer service too.
    features: { F03: 2 },
    strong: /航班|机票|退改签|改签|退票|误机|航空|(?:火车|高铁|飞机)票|车次|飞机|高铁|动车/,
    weak: /延误|取消|故障|补偿|票/,
  },
]

/** From this weight on, and this far before the next, a type is named. */
const enough = 3
const ahead = 1

/** Which of the ten types of fraud a text looks like; null: not sure. */
export function fraudTypeIn(text: string): CategoryId | null {
  const words = fraudWords(text)
  const shown = fraudFeaturesIn(text)
  const [best, next] = signs
    .map(({ type, features, strong, weak }) => ({
      type,
      weight:
        shown.reduce((sum, id) => sum + (features[id] ?? 0), 0) +
        3 * Math.min(2, distinct(words, strong)) +
        Math.min(2, distinct(words, weak)),
    }))
    .sort((a, b) => b.weight - a.weight)
  if (!best || best.weight < enough || best.weight - (next?.weight ?? 0) < ahead) return null
  return best.type
}

/** How many different words of the kind stand there. */
function distinct(words: string, sign: RegExp): number {
  return new Set(words.match(new RegExp(sign, 'giu'))).size
}
