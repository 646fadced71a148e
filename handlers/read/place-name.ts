import { halfWidth } from './number.ts'

export interface Name {
  text: string
  start: number
  end: number
}

/** A named spot; `indoors` ones belong to the building they are said with, the others do not. */
export interface Spot extends Name {
  indoors: boolean
  /** More for a spot with a name of its own than for any gate or lift. */
  weight: number
}

const han = '\\u4e00-\\u9fa5'
const strong =
  '花园|小区|家园|新村|公寓|大厦|嘉园|佳园|雅园|雅苑|名苑|佳苑|丽苑|嘉苑|新苑|华苑|景苑|苑|新城|山庄|别墅|名邸|华府|府邸|公馆|豪庭|华庭|名都|名城|花城|宿舍|家属院|大院|社区'
/** Also ends of ordinary words (家里, 公园, 农村), so only believed when a number or 小区 follows. */
const weak = '里|村|屯|庄|寨|园|城|湾|府|庭|郡|坊|湖|弄'
const strongName = new RegExp(`[${han}A-Za-z·]{2,12}?(?:${strong})(?!区)(?:[${han}]{0,2}小区)?`, 'g')
const weakName = new RegExp(
  `[${han}·]{1,10}?(?:${weak})(?=[\\s]*(?:[东西南北]区|[0-9一二三四五六七八九十]{1,3}(?:期|栋|幢|号|座|组|社|队|单元|巷|-)))`,
  'g',
)
const villageName = new RegExp(`[${han}]{2,10}?(?:村|屯|社区)`, 'g')
const laneName = new RegExp(`[${han}]{0,8}?(?:路|街|道)?\\d{1,5}弄|[${han}]{2,8}?(?:胡同|巷)(?=\\d)`, 'g')

/** A name begins after the last of these: people write without spaces. 和, 来, 有 also begin names and stay. */
const cut =
  /^.*(?:[的了在是住我你他她们咱这那个到从于就把被让请问说给跟去回逛位省市县镇乡,，]|街道|大道|路(?!.{0,2}$)|开发区|[东西南北一-龥]{2}区(?=.{3})|投诉|反映|咨询|举报|关于|购买|附近|邻居|业主|有人|听说|麻烦|师傅|作为|成为|造成|目前|通过|本人|号|今天|昨天|昨晚|今晚|刚才|现在|前天|明天|早上|晚上|半夜|最近)/u
const noName =
  /^(?:小区|社区|家属院|大院|公寓|宿舍|别墅|新村|.*(?:全|本|各|哪|整|整个|老旧|隔壁|农|乡|每|几|当地|同|目前|单身|学区|职工|学生|人才|偷|城中)(?:小区|社区|村|公寓|宿舍)|.(?:村|宿舍|公寓)|[新花名]城|[东西南北中]苑|(?:这|那|哪|家|群|楼|夜|心|手|城|屋|院|校|店|厂|车|梯|公|幼儿|校|菜|果|县|商)(?:里|园|城|村|府))$/

/** The residential area or village a text names first, its phase included (安和花园三期); null if none is sure. */
export function findCommunity(text: string): Name | null {
  const half = halfWidth(text)
  for (const pattern of [strongName, weakName, laneName, villageName]) {
    for (const match of half.matchAll(pattern)) {
      const name = trim(match[0], match.index)
      if (name) return withPhase(text, name)
    }
  }
  return null
}

const spotWords =
  '小广场|广场|车棚|充电桩|充电棚|充电站|车库|停车场|停车位|停车棚|车位|地库|垃圾站|垃圾房|垃圾桶|垃圾点|垃圾堆|快递柜|快递站|菜鸟驿站|驿站|门卫室|门岗|岗亭|保安亭|居委会|村委会|物业办公室|服务中心|健身区|健身器材|游乐场|儿童乐园|凉亭|花坛|绿化带|草坪|喷泉|河边|湖边|江边|河道|桥下|桥底|桥头|桥上|桥洞|十字路口|丁字路口|三岔路口|路口|巷口|村口|公交站台|公交站|地铁站|车站|加油站|菜市场|农贸市场|市场|超市|棋牌室|麻将馆|麻将室|网吧|[Kk][Tt][Vv]|酒吧|茶楼|饭店|饭馆|餐馆|大排档|烧烤店|烧烤摊|夜市|便利店|小卖部|药店|诊所|门诊|养老院|颐养院|敬老院|福利院|幼儿园|小学|中学|学校|培训班|托管班|公园|工地|工厂|厂房|车间|仓库|出租屋|宾馆|旅馆|酒店|民宿|公厕|厕所|水塘|池塘|鱼塘|水库|水渠|商铺|门面|商场|浴室|洗浴中心|足疗店|按摩店|理发店|美容院|健身房|祠堂|活动室|活动中心|医院|警务室|教堂|篮球场|球场|操场|院子|天井'
const indoorWords =
  '电梯间|电梯口|电梯|楼道|楼梯间|楼梯口|楼梯|消防通道|楼顶|天台|顶楼|地下室|架空层|单元门口|单元门|过道|走廊|消火栓|管道井|电表箱|配电箱|大厅|楼底|楼后|楼前'
const gateWords =
  '(?:小区|学校|校|公园|市场|村|院)?(?:[东西南北]|东南|东北|西南|西北|正|后|前|侧|大|旁|小)门(?:口|外|岗)?|\\d{1,2}号门|(?:学校|小区|市场|超市|医院|银行|幼儿园|村|厂|校|店|单元)门口'
const gate = new RegExp(gateWords, 'g')
const indoor = new RegExp(`(?:[0-9A-Za-z\\u4e00-\\u9fa5]{1,3}(?:栋|号楼|幢|单元))?(?:${indoorWords})`, 'g')
const bridge = '(?:那个|那座|的|那)?(?:桥下|桥底|桥上|桥头|桥(?![梁牌墩]))'
const outdoor = new RegExp(
  `(?:[“"「『《][^“”"「」『』《》]{1,12}[”"」』》]|[${han}A-Za-z0-9]{0,10}?)(?:${spotWords})(?:[一二三四五六七八九0-9]{1,2}[楼层][${han}]{0,4}?(?:${spotWords}))?(?:(?:门口|旁边|对面|后面|后门|前门)(?:${bridge})?|${bridge})?`,
  'g',
)
const notThere = /[去送跑上回到往走爬坐乘跳]$/

/** The named spot of a text that tells most; null if it names none. */
export function findSpot(text: string): Spot | null {
  const half = halfWidth(text)
  const spots = [...spotsIn(half, outdoor, 2), ...spotsIn(half, gate, 2), ...spotsIn(half, indoor, 0)]
  let best: Spot | null = null
  for (const spot of spots.sort((a, b) => a.start - b.start))
    if (!best || spot.weight > best.weight) best = spot
  return best && { ...best, text: text.slice(best.start, best.end) }
}

function spotsIn(text: string, pattern: RegExp, weight: number): Spot[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const name =
      pattern === outdoor
        ? trimSpot(match[0], match.index)
        : { text: match[0], start: match.index, end: match.index + match[0].length }
    if (!name || notThere.test(text.slice(Math.max(0, name.start - 1), name.start))) return []
    const bare = pattern === outdoor && new RegExp(`^(?:${spotWords})$`).test(name.text)
    return [{ ...name, indoors: weight === 0, weight: bare ? 1 : weight }]
  })
}

function trim(found: string, index: number): Name | null {
  const head = found.length - 2
  const cutAt = found.slice(0, head).match(cut)?.[0].length ?? 0
  const text = found.slice(cutAt)
  if (text.length < 2 || noName.test(text)) return null
  return { text, start: index + cutAt, end: index + found.length }
}

const spotCut =
  /^.*(?:[的了在是住我你他她们咱这那个到从于就把被让请问说给跟去回逛位往有又把被没都还也先再些为至或并占堵放骗找,，床]|和(?=.{2})|投诉|反映|本人|但|引进|一家|如此|今天|昨天|昨晚|刚才|现在|前天|我们|附近|旁边)/u

function trimSpot(found: string, index: number): Name | null {
  const word = found.match(new RegExp(`(?:${spotWords}).*$`))
  const head = found.length - (word?.[0].length ?? 0)
  const cutAt = found.slice(0, head).match(spotCut)?.[0].length ?? 0
  return { text: found.slice(cutAt), start: index + cutAt, end: index + found.length }
}

function withPhase(text: string, name: Name): Name {
  const phase = text.slice(name.end).match(/^\s?(?:[一二三四五六七八九十]|\d{1,2})期/)
  const end = name.end + (phase?.[0].length ?? 0)
  return { text: text.slice(name.start, end), start: name.start, end }
}
