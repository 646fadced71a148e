import { gramsOf } from '../read/grams.ts'
import { fold } from '../read/lexicon/cue.ts'
import { cueSums } from '../read/lexicon/index.ts'
import { type Expert, scoreOf } from './expert.ts'

/** What speaks for and against a text being a report, as the numbers the gate weighs. */
export type Evidence = Float32Array

export interface Experts {
  /** Learned from public boards and corpora of chatter: knows many manners of writing. */
  board: Expert
  /** Learned from lines and logs of neighbourhood groups: knows how people there put things. */
  chat: Expert
  /** Learned from logs almost alone: knows what goes on with a story, and nothing of posts. */
  story: Expert
}

export const evidenceNames = [
  'one',
  'board',
  'chat',
  'cue',
  'cues',
  'length',
  'short',
  'door',
  'asks',
  'topic',
  'offer',
  'board×length',
  'chat×length',
] as const

/** Indices, to name them where they are used. */
export const at = Object.fromEntries(evidenceNames.map((name, index) => [name, index])) as Record<
  (typeof evidenceNames)[number],
  number
>

/** All between about −3 and 3, so that none drowns the others. */
export function evidenceOf(text: string, experts: Pick<Experts, 'board' | 'chat'>): Evidence {
  const grams = gramsOf(text)
  const board = scoreOf(grams, experts.board) / 4
  const chat = scoreOf(grams, experts.chat) / 4
  let most = 0
  let many = 0
  for (const sum of cueSums(fold(text)).values()) {
    if (sum > most) most = sum
    if (sum > 1) many++
  }
  const length = Math.log1p(text.length) / 4
  return Float32Array.of(
    1,
    board,
    chat,
    Math.min(most, 6) / 3,
    Math.min(many, 4) / 4,
    length,
    text.length < 6 ? 1 : 0,
    door.test(text) ? 1 : 0,
    asks.test(text) ? 1 : 0,
    topic.test(text) ? 1 : 0,
    Math.min(offers.filter((one) => one.test(text)).length, 3) / 3,
    board * length,
    chat * length,
  )
}

const door = /[0-9０-９一二三四五六七八九十百]+\s*(?:栋|幢|号|楼|单元|室|门|层|组|队|弄)|\d{3,4}(?!\d)/
const asks = /[?？吗么呢]\s*$|[?？]/
/** Posts are put under topics between two signs; a chain message (#接龙) has one. */
const topic = /#[^#\n]{2,24}#/

/** How shops and companies speak to people they do not know; one such word alone is anybody's. */
const offers = [
  /优惠|特惠|特价|[钜巨]惠|促销|抢购|秒杀|限时|限量|团购|包邮|赠送|好礼|大奖|折[起扣上]|[立直满][减降送]|买.{1,3}[送赠]/,
  /详询|咨询|热线|致电|来电|恭候|莅临|恭迎|诚邀|欢迎(?:您|选购|光临|品鉴)|到店|进店|加盟|预约/,
  /退订|拒收|回复?\s?(?:td|[tnr](?![a-z]))|转发无效|凭此?(?:短信|图)/i,
  /尊敬的(?:会员|客户|用户|业主|顾客|车主|家长)|亲爱的(?:会员|客户|顾客|姐妹)|我[司们]?公司|竭诚/,
  /首付|均价|月[供息]|利息|额度|放款|无?抵押|流量|套餐|话费|户型|现房|招[商聘募]|日结|长白班|包吃|批发|厂家|直[销供]|上门(?:服务|安装|送|量)|\d\s*元?[起/]|\d\s*元[一每]/,
]
