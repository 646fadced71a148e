/** site: estates, schools, shops, villages; org: companies; road; area: what holds several sites; run: rare letters in a row. */
export type NameKind = 'site' | 'org' | 'road' | 'area' | 'run'

export interface FoundName {
  kind: NameKind
  /** The letters before the kind's word, at most five: of 安和花园 安和. */
  stem: string
  word: string
  at: number
  times: number
}

const words: [NameKind, string][] = [
  [
    'site',
    '花园 家园 新村 公寓 大厦 嘉园 佳园 雅苑 名苑 佳苑 嘉苑 丽苑 景苑 新苑 小区 苑 新城 山庄 别墅 名邸 华府 首府 公馆 豪庭 华庭 名都 名城 之城 府 城 郡 湾 园 庭 墅 居 国际 广场 商铺 楼盘 项目 宿舍 家属院 安置房 公园 印象 水岸 天下 春天 名家 庭院 天著 公元 世家 阳光 时代 中心 汇 院 幼儿园 小学 中学 大学 学院 学校 校区 高中 初中 一小 二小 三小 附小 附中 酒店 宾馆 超市 医院 卫生院 门诊 厂 驾校 市场 夜市 工地 搅拌站 垃圾站 采石场 加油站 村 组 屯 寺 景区 水库 站 桥 茶楼 餐馆 饭店 会所 ktv 网吧 麻将馆 美食 小镇 基地 产业园 物流园 工业园',
  ],
  [
    'org',
    '公司 集团 银行 农商行 支行 分行 培训 工作室 影楼 俱乐部 健身 教育 英语 机构 物业 平台 协会 医药 地产 置业 科技 金融 数码 网络 贷 财富 联盟 教练',
  ],
  ['road', '大道 路 街 巷 高速 国道 省道 线 立交 隧道 匝道'],
  ['area', '社区 街道 镇 乡 湖 山 河 片区 开发区 经开区 高新区'],
]
const kindOf = new Map(words.flatMap(([kind, list]) => list.split(' ').map((word) => [word, kind] as const)))
const anyWord = new RegExp([...kindOf.keys()].sort((a, b) => b.length - a.length).join('|'), 'g')

/** A name begins after the last of these: people write without spaces. */
const before =
  /^.*(?:[的了在是住我你他她们咱这那个到从于就把被让请问说给跟去回对向和与及或为由以至之间内外上下有无没不还又都也很太最更再能可会要想将已正并而但若如因所其此每各某该本等位处距离经靠近往市区县镇乡0-9]|街道|大道|路(?=.{2})|社区|投诉|反映|咨询|举报|建议|关于|购买|附近|邻居|业主|有人|质疑|申请|请求|解决|居民|旁边|周边|隔壁|整个|目前|作为|成为|通过|位于|座落|坐落|名叫|叫做|现在|前|后|里面|门口|道路|施工|违规|违法|非法|严重|一家|一个|一条|希望|恳请|强烈|要求|反对|自来水|全国|我国|政府|部门|领导|书记|开发商)/
/** What stands before such a word without naming it. */
const noName = new Set(
  '老 新 住宅 安置 整个 居民 商品 单位 农 乡 民办 公办 公立 私立 配套 有限 责任 股份 有限责任 股份有限 分 总 子 物业 物业管理 管理 发展 投资 开发 房地产 房地产开发 地产 置业 建设 工程 科技 网络科技 信息技术 文化 文化传播 教育 农业 商业 中国 商 工 国有 人民 中医 妇幼 第一 大 小 农贸 菜 建材 批发 房产 二手房 人才 农村 城市 主干 高速公 公交 地铁 火车 汽车 高铁 加油 充电 公 铁 马 十字 中心 绿化 人行 消防 断头 学校 培训 民 义务 体育 室内 电 出租 大型 工业 产业 高新技术 经济技术 经济 公共 停车 多家 一些 很多 几家 用人 自 水 煤气 天然气 燃气 供水 供电 供暖 保安 装修 中介 建筑 施工 劳务 保险 中央 省 国家 地方 全 相关 同一 购物 服务 售楼 医疗 活动 老年 美好 花 建筑工 农民工 工业园 开工 竣工 办公 教学 实验 国际 城乡 乡村 自然 行政 垃圾 废品 国家级 大众 主要 次要 小吃 夜宵 烧烤 沿街 临街'.split(
    ' ',
  ),
)

/** The places and companies a plain text names, each once, as well as can be told without knowing them. */
export function namesIn(plain: string): FoundName[] {
  const found = new Map<string, FoundName>()
  for (const { 0: word, index } of plain.matchAll(anyWord)) {
    const stem = stemBefore(plain, index)
    if (stem.length < 2 || noName.has(stem)) continue
    const key = stem.slice(-3) + word
    const known = found.get(key)
    if (known) known.times++
    else found.set(key, { kind: kindOf.get(word) ?? 'site', stem, word, at: index, times: 1 })
  }
  return [...found.values()]
}

function stemBefore(plain: string, end: number): string {
  const lead = plain.slice(Math.max(0, end - 7), end)
  const word = lead.slice(lead.lastIndexOf(' ') + 1)
  return word.slice(before.exec(word)?.[0].length ?? 0).slice(-5)
}

/** 小区, 我区, and what ends in a word before 区政府 (去找区…). */
const noDistrict =
  /[的了在是去找拿到后由被对从让请给跟与及我他们你局].?[区县]$|[小社地片校市景园辖库新发开病学郊灾宅民活墅业管林厂矿禁商东西南北中]区$|[主老新市县内心]城区$|[全我本该各][区县]$/

/** The districts and counties it names: two letters and 区 or 县, or the code that stands for a name (A3区). */
export function districtsIn(plain: string): Set<string> {
  const found = [...plain.matchAll(/(?:[a-z]\d{1,2}|[\u4e00-\u9fff]{2})[区县]/g)].map(([name]) => name)
  return new Set(found.filter((name) => !noDistrict.test(name)))
}

const digits = '零一二三四五六七八九十'
const numbered =
  /(?<![0-9a-z])第?([a-z]?\d{1,4}|[一二三四五六七八九十]{1,2})(路(?!口)|号线|期|栋|幢|号楼|组|单元|中(?=学|[^国心间])|小(?=学|[^区时]))/g

/** What it counts off: bus 205路 under 路, building 3栋 under 栋. Two texts that number otherwise speak of two. */
export function numberedIn(plain: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [, number = '', of = ''] of plain.matchAll(numbered)) {
    const kind = of === '幢' || of === '号楼' ? '栋' : of
    const all = found.get(kind) ?? new Set<string>()
    found.set(kind, all.add(digits.includes(number) ? String(digits.indexOf(number)) : number))
  }
  return found
}
