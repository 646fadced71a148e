import type { AmountReading, Danger, Facts } from '../../matters/reading.ts'
import type { CategoryId, Kind, RuleId, Urgency } from '../../matters/taxonomy.ts'
import { saysAgain, saysLong } from './recurrence.ts'

/** What the grounds are looked for in. `category` is null while words only continue a story. */
export interface Told {
  text: string
  kind: Kind | null
  category: CategoryId | null
  danger: Danger | null
  guard: string | null
  urgency: Urgency
  facts: Facts
  amount: AmountReading | null
}

/** One row a rule: the grounds in what was told. What only history tells: matters/history-rules.ts, matters/raise.ts. */
const grounds: readonly (readonly [rule: RuleId, holds: (told: Told) => boolean])[] = [
  ['R1', ({ danger, urgency }) => danger !== null && danger !== 'fraud' && urgency === 'emergency'],
  [
    'R2',
    ({ category, text, guard }) =>
      Boolean(category && harmed.test(category)) ||
      (guard === null && /性侵|猥亵|强奸|家暴|虐待(?:孩子|儿童|老人|小孩)/.test(text)),
  ],
  [
    'R3',
    ({ text, guard, kind }) =>
      guard === null && kind !== 'service' && extreme.test(text) && !joking.test(text),
  ],
  [
    'R5',
    ({ text, facts, category }) =>
      (facts.people ?? 0) >= 10 &&
      (/对峙|堵(?:门|路|住|在)|围(?:住|着|堵|攻|了)|聚(?:集|众)|打起来|冲突|拉横幅|讨薪|(?:拖|欠)(?:着|了)?.{0,8}(?:工资|工钱|薪)/.test(
        text,
      ) ||
        category === 'dispute.labor.migrant_wages'),
  ],
  [
    'R7',
    ({ amount, kind, text }) =>
      kind !== 'service' &&
      kind !== 'tip' &&
      ((amount?.cny ?? 0) >= 50_000 ||
        /权属|产权(?:归|纠纷|争)|确权|强拆|征地|拆迁(?:款|补偿|办)|征收补偿/.test(text)),
  ],
  ['R8', ({ text }) => revenge.test(text)],
  [
    'R9',
    ({ text, category }) =>
      (category === 'hazard.lpg_storage' || /液化气|煤气罐|炸药|汽油|易燃易爆/.test(text)) &&
      many.test(text) &&
      indoors.test(text),
  ],
  ['R10', ({ danger }) => danger === 'fraud'],
  [
    'Y1',
    ({ text, facts, category }) =>
      facts.injury === 'minor' ||
      /推搡|推了(?:我|他|她|一把)|拉扯|撕扯|揪(?:着|住)/.test(text) ||
      (damage.test(`${category} ${text}`) && contested.test(text)),
  ],
  ['Y2', ({ text, kind }) => kind !== 'care' && saysAgain(text)],
  [
    'Y3',
    ({ category, kind, text }) =>
      Boolean(category && legal.test(category)) ||
      (kind === 'dispute' &&
        /押金|合同|违约|租约|欠条|借条|协议|仲裁|劳动|起诉|责任(?:划分|认定|归)/.test(text)),
  ],
  ['Y4', ({ text }) => departments.filter((one) => one.test(text)).length >= 2],
  ['Y5', ({ facts }) => (facts.households ?? 0) >= 5],
  [
    'Y6',
    ({ amount, kind }) =>
      (kind === 'dispute' || kind === 'tip' || kind === null) && between(amount?.cny ?? 0, 5000, 50_000),
  ],
  ['Y7', ({ facts }) => (facts.needs?.length ?? 0) > 0],
  ['Y8', ({ text }) => inVain.test(text)],
  ['Y9', ({ text, kind }) => kind !== 'service' && kind !== 'feedback' && saysLong(text)],
]

/** The colour rules whose grounds stand in the words themselves. */
export function firedRules(told: Told): RuleId[] {
  return grounds.flatMap(([rule, holds]) => (holds(told) ? [rule] : []))
}

/** Somebody else hunts whoever reported: that is told, not asked who it was. */
export function tellsOfHunt(text: string): boolean {
  return hunted.test(text)
}

const hunted =
  /(?:有人|有个|他们?|她们?|楼[上下]|对方|老板|店家?|隔壁|那[家人])[^。!！?？\n]{0,14}(?:打听|追问|到处(?:问|找)|挨家|揪|查|骂)[^。!！?？\n]{0,10}(?:谁|哪个)[^。!！?？\n]{0,6}(?:举报|告的?|投诉|报的)/
const harmed = /^care\.(?:domestic_violence|minor_abuse|minor_bullying)$/
const legal =
  /^dispute\.(?:rental|contract|debt|labor|business|housing_homestead|expropriation|medical|land_forest)/
const extreme =
  /扬言.{0,12}(?:杀|砍|炸|烧|捅|弄死|同归于尽|跳|打死)|同归于尽|(?:要|就|早晚|迟早|一定|信不信)(?:我)?(?:去|来|把)?.{0,4}(?:杀|砍|捅|弄|打|整|炸|烧)死?(?:了|死|平)?(?:你|他|她|你们|他们|全家|物业|这帮|那帮)(?:全家)?|(?:杀|灭|弄死|砍死)(?:了)?(?:你|他|她)?全家|不让我(?:好)?过.{0,6}(?:谁|你们|大家)(?:都|也)/
const joking = /[😂🤣😆]|哈哈|\[(?:笑哭|捂脸|偷笑)\]|游戏|开玩笑|王者|排位|电视剧|电影|小说/u
const revenge =
  /(?:谁|哪个)[^,，。]{0,10}(?:捅(?:出去|的)|透的风|告的密|(?:点了|点的|说(?:出去)?的)(?=[^\n]{0,30}(?:站出来|小心|等着|收拾|算账|找他|找你|弄|打断|别让|报复|好看|没完|饶不了|红包|悬赏|私我)))|有种(?:就)?站出来|别(?:让|给)我(?:查|逮|知道|抓|揪)(?:着|到|出来)|(?:查|逮|抓)(?:着|到|出来)了?[^,，。]{0,6}(?:腿|手|打断|弄死|收拾)|(?:打听|查|想知道|问|追问|找出来?|揪出).{0,10}(?:谁|哪个)(?:家|人)?(?:举报|告的|报的|告状|投诉)|(?:谁|哪个)(?:举报|告|投诉|报)的.{0,16}(?:弄|打|砸|小心|别让|等着|收拾|找他|报复)|(?:打击)?报复|(?:举报|投诉|报警|告发|作证)(?:了|完|以?后|之后|的事).{0,20}(?:威胁|堵|泼|砸|扎|骂上门|找上门|敲门|恐吓|盯|跟踪|收拾|刁难)/
/** Five or more of them; the number of a building is none. */
const many =
  /(?:[5-9]|\d{2,}|[五六七八九十]|十几|几十)(?:多|来|余|几)?(?:只|个(?![月人小钟])|瓶|罐|桶|箱|升|公斤|吨)|好几(?![天次年个])|好几个(?![月人小钟])|好多|大量|很多|成堆|一(?:屋子|堆|车)/
const indoors =
  /居民楼|楼[里内上下道]|家里|屋里|单元|地下室|车库|出租[房屋]|住宅|小区|\d+(?:栋|号楼|幢)|储藏室|门面房|一楼/
const damage = /damage_compensation|traffic_accident|water_leak|砸坏|撞坏|弄坏|刮|剐|泡(?:了|坏)|损坏|赔/
const contested =
  /各执一词|不(?:认|承认|肯赔|愿赔|赔|想赔|肯认|同意赔)|不(?:赖|关|怪)我|不是(?:我|他|她)(?:家)?(?:弄|砸|撞|漏|干)|推(?:卸|脱|诿)?责任|扯皮|谁的责任|互相推|赖账|耍赖|死不|抵赖|都说不是|拒绝赔/
const departments = [
  /物业/,
  /城管/,
  /派出所|公安局|交警/,
  /居委会|村委会|社区/,
  /街道办?|镇政府|乡政府/,
  /消防(?!栓|通道|车道|车|设施|器材|门)/,
  /环保局?|生态环境/,
  /市场监管|工商/,
  /妇联/,
  /民政/,
  /教育局|法治副校长/,
  /住建|房管/,
  /卫健|疾控/,
  /人社|劳动(?:局|监察)/,
  /12345/,
  /司法所|法院/,
]
const helper =
  '(?:物业|网格员?|社区|居委会?|村委会?|民警|警察|派出所|城管|12345|保安|管理处|业委会|街道|房东|110)'
const inVain = new RegExp(
  `${helper}[^。!！?？\\n]{0,16}(?:没用|没啥用|不管用|屁用|不(?:解决|处理|作为|理睬?|当回事)|不了了之|没(?:人管|下文|解决|结果|效果|处理|动静)|解决不了|管不了|推(?:来|诿|给|脱)|敷衍|踢皮球|白(?:说|跑|搭)|无果|[来管]了?(?:也|又|还是)|来.{0,4}[趟次回]|劝.{0,4}(?:不听|没用))|(?:找|跟|和|给|向|打|报|反映|投诉)(?:了|过)?(?:好)?[^,，。]{0,4}${helper}[^。!！?？\\n]{0,10}(?:不管|[\\d两二三四五六七八九十几多]+(?:次|遍|回|趟)|多次|都没|没人|不理|还是)|(?:调解|协调|沟通)(?:了|过)?.{0,6}(?:没用|没成|不成|失败|无效|没结果|无果|好?几次)|走了(?:又|就|接着|继续)`,
)

function between(value: number, from: number, below: number): boolean {
  return value >= from && value < below
}
