import type { CategoryId } from '../../matters/taxonomy.ts'

type Row = readonly [label: string, pattern: RegExp]

/** Who stands on the other side of a dispute, in a word that points at nobody. The first that fits. */
const sides: readonly Row[] = [
  ['房东', /房东|二房东|包租/],
  ['租客', /租客|租户|承租/],
  ['用人单位', /工资|工钱|欠薪|包工头|老板不(?:发|给)|工地|加班费|社保|辞退|开除|讨薪/],
  ['物业公司', /物业(?:费|公司|乱|不(?:修|管|处理|让)|停|断|涨|收|强)/],
  ['开发商', /开发商|售楼|交房|烂尾/],
  [
    '经营者',
    /大排档|烧烤|饭店|餐馆|酒吧|KTV|ktv|歌厅|商户|商家|店|超市|广告|理发|健身|洗浴|棋牌|麻将馆|市场|摊|网吧|修理|洗车|老板|卖家|平台|培训|机构|装修公司|中介|快递站|驿站/,
  ],
  ['施工单位', /施工|工地|打桩|渣土/],
  ['跳舞的居民', /广场舞|跳舞|音响/],
  ['楼上住户', /楼上|顶楼|上面那家|上层/],
  ['楼下住户', /楼下(?!的?(?:车|空地|广场|花坛|垃圾|通道|停))/],
  ['对门住户', /对门|对面(?:那家|住户|邻居|户)?/],
  ['隔壁住户', /隔壁|邻居|旁边那家/],
  ['车主', /(?:停|占|堵|挡|刮|剐|蹭|撞).{0,10}车|车.{0,8}(?:停|占|堵|挡|撞)|司机|车主/],
  ['养宠住户', /狗|猫|宠物|鸽/],
  ['借款人', /欠(?:我|钱)|借(?:了)?(?:我)?钱|不还/],
  ['医疗机构', /医院|诊所|医生|手术/],
  ['校方', /学校|老师|幼儿园|校方/],
  ['征收部门', /征地|拆迁|征收/],
  ['伴侣', /老公|丈夫|妻子|老婆|媳妇|离婚/],
  ['家庭成员', /婆婆|儿媳|公公|儿子|女儿|父母|我爸|我妈|哥|弟|姐|妹|亲戚/],
  ['相关住户', /谁家|哪家|那家|有人|某户|\d{3,4}/],
]

export function otherSide(text: string, category: CategoryId | null): string {
  if (category === 'dispute.property_mgmt') return '物业公司'
  if (category?.startsWith('dispute.labor')) return '用人单位'
  if (category === 'dispute.debt') return '借款人'
  return sides.find(([, pattern]) => pattern.test(text))?.[0] ?? '对方'
}

const organisations: readonly Row[] = [
  ['城管', /城管/],
  ['物业公司', /物业(?:说|让|通知|同意|批|维修|师傅|经理|管家|也有|负责|的责任)/],
  ['业委会', /业委会/],
  ['街道', /街道办/],
  ['环保部门', /环保局|生态环境/],
]

export function organisationsIn(text: string): string[] {
  return organisations.flatMap(([label, pattern]) => (pattern.test(text) ? [label] : []))
}

/** Who would have to set it right, where the words name the thing or the shop that is theirs. */
const owners: readonly Row[] = [
  [
    '犬主',
    /(?:狗|犬|泰迪|金毛|哈士奇).{0,14}(?:咬|扑|追|没(?:拴|牵|栓)|不(?:拴|牵|栓)|散养|遛)|(?:遛|养|牵).{0,4}(?:狗|犬)|狗主/,
  ],
  ['棋牌室经营者', /棋牌|麻将馆|麻将室|打麻[将奖]/],
  [
    '场所经营者',
    /(?:会所|足疗|按摩|KTV|ktv|酒吧|网吧|旅馆|宾馆|洗浴|店|老板|饭店|餐馆|超市|作坊|厂|仓库|幼儿园|托管|诊所|门市|大排档|公司|群租|二房东|房东|经营|工地|施工)/,
  ],
  [
    '相关住户',
    /谁家|哪家|那家|有户|有一户|(?:楼上|楼下|对门|隔壁|邻居)(?!.{0,2}(?:说|看|闻|听|也))|\d{3,4}(?:室|那家|的|家|住户)|养鸽|租户|租客/,
  ],
]
const ownerless =
  /^(?:hazard\.(?:fire_active|gas|water_power_heat|road_facility|water_safety|weather|elevator|structure|fire_facility)|tip\.(?:theft|fraud|violence|traffic|suspicious)|care\.)/

export function responsibleIn(text: string, category: CategoryId | null): string[] {
  if (category && ownerless.test(category)) return []
  if (category === 'hazard.animal') return /流浪|野狗|野猫|没主|无主/.test(text) ? [] : ['犬主']
  const found = owners.find(([, pattern]) => pattern.test(text))
  return found ? [found[0]] : []
}

const girls = /女孩|女儿|闺女|孙女|少女|小女生|女\s?\d{1,2}岁|女生/
const boys = /男孩|儿子|孙子|少年|小男生|男生/
const children =
  /孩子|小孩|小朋友|娃|宝宝|宝贝|婴儿|幼儿|学生|(?:^|[^\d])(?:[1-9]|1[0-7])岁|(?:^|[^几十])[一二三四五六七八九]岁|十[一二三四五六七]岁|未成年/

export function minorIn(text: string): string[] {
  if (girls.test(text) && isYoung(text, girls)) return ['女孩']
  if (boys.test(text) && isYoung(text, boys)) return ['男孩']
  return children.test(text) ? ['儿童'] : []
}

/** 我女儿六岁, 小女孩 are minors; 他儿子欠我钱 is not: 儿子 and 女儿 need an age, a school or a hurt child beside them. */
function isYoung(text: string, word: RegExp): boolean {
  if (/女孩|男孩|少女|少年|小女生|小男生|孙/.test(text.match(word)?.[0] ?? '')) return true
  return /岁|年级|班|放学|学校|幼儿园|小学|初中|滑梯|玩|打针|吓|哭|作业/.test(text)
}

const relatives: readonly Row[] = [
  ['父亲', /我(?:家)?(?:老)?(?:爸|父亲)|爸爸|老爷子/],
  ['母亲', /我(?:家)?(?:老)?(?:妈|母亲)|妈妈|老太太/],
  ['祖辈', /爷爷|奶奶|姥姥|姥爷|外婆|外公|阿婆|阿公/],
  ['配偶', /我?老公|我?老婆|丈夫|妻子|媳妇|老伴/],
  ['公婆', /婆婆|公公|岳父|岳母|丈母娘/],
  ['子女', /儿子|女儿|闺女|孩子|宝宝|娃|新生儿/],
  ['老人', /老人|大爷|大妈|大娘/],
  ['朋友', /朋友|同事|同学|邻居/],
]

export function relativeIn(text: string): string[] {
  const found = relatives.find(([, pattern]) => pattern.test(text))
  return found ? [found[0]] : []
}

const affected: readonly Row[] = [
  [
    '行动不便的老人',
    /(?:奶奶|爷爷|老人|大爷|大妈|我妈|我爸|外婆|姥姥|老太|老伴|婆婆|公公).{0,14}(?:轮椅|行动不便|卧床|瘫|走不|腿脚|下不)|(?:轮椅|行动不便|卧床|瘫).{0,6}(?:老人|奶奶|爷爷)/,
  ],
  ['行动不便的人', /轮椅|行动不便|卧床|瘫|走不动|下不来/],
  ['独居老人', /独居|空巢|孤寡|一个人住/],
  ['孕产妇', /孕妇|怀孕|月子|快生|要生|羊水/],
  [
    '老人',
    /老人|老太|老头|大爷|大妈|大娘|奶奶|爷爷|阿婆|阿公|姥|外婆|外公|老伯|[六七八九]十(?:多|来|几)?岁|[6-9]\d(?:多)?岁|我妈|我爸|母亲|父亲|婆婆|公公|老伴/,
  ],
  ['儿童', /孩子|小孩|娃|宝宝|女儿|儿子|闺女|孙|学生|小朋友|男孩|女孩/],
  ['被困人员', /困|出不来|关在/],
  [
    '需要帮助的人',
    /有人|个人|一?个男|一?个女|男的|女的|大哥|大姐|小伙|姑娘|工人|师傅|邻居|住户|行人|我(?:家)?(?:老公|老婆|爱人|姐|妹|哥|弟)/,
  ],
]

export function affectedIn(text: string): string[] {
  const found = affected.find(([, pattern]) => pattern.test(text))
  return found ? [found[0]] : []
}
