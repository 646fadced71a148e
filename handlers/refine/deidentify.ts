import { mask } from '../read/mask.ts'
import { withoutMentions } from '../read/split-words.ts'

/**
 * Words that may leave the process: without mentions, links, accounts, names, numbers and doors, and without anything
 * in `known`, the names of people and groups that are known around them. Stricter than the mask for colleagues: a
 * number that is neither money nor a count is starred though it may be none of anybody. Of a `tip` nothing stays that
 * tells where its giver lives or works.
 */
export function deidentify(text: string, known: readonly string[], { tip = false } = {}): string {
  const bare = withoutMentions(text)
    .normalize('NFKC')
    .replace(/@[^\s@]{1,32}/g, ' ')
    .replace(links, '[链接]')
    .replace(accounts, starred)
  const unnamed = piecesOf(known).reduce((words, piece) => starAll(words, piece), bare)
  return mask(unnamed, { tip })
    .replace(longNumbers, starred)
    .replace(doors, starred)
    .replace(spelledNumbers, starred)
    .replace(called, starred)
    .trim()
}

const links = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fa5]+|(?<![\w.])[\w-]+(?:\.[\w-]+)+\/[^\s\u4e00-\u9fa5]*/gi
/** wxid_ab12, zhang-1987: letters and digits in one word of six signs or more. */
const accounts = /(?<![\w.-])(?=[\w.-]*[A-Za-z])(?=[\w.-]*\d)[A-Za-z\d][\w.-]{5,}/g
const units =
  '(?:\\.\\d+)?\\s?(?:多|来|余)?(?:[元圆块万千百亿kKwW个人次天年月周日号点时分秒米斤吨度岁户家条只台辆件张层楼栋幢座期级%]|平)'
const publicNumbers = '(?:110|119|120|122|114|12[13]\\d\\d|96110|955\\d\\d)(?!\\d)'
const longNumbers = new RegExp(`(?<![\\d.])(?!${publicNumbers})\\d{5,}(?!\\d|${units})`, 'g')
/** Three or four digits alone are a door as often as anything else; years, money and counts say what they are. */
const doors = new RegExp(
  `(?<![\\d.¥￥])(?!${publicNumbers})(?!(?:19|20)\\d\\d[-/.年])\\d{3,4}(?!\\d|${units})|\\d{3,4}(?=号房|号室|室|号(?!楼))`,
  'g',
)
const spelledNumbers = /[零〇一二三四五六七八九幺]{3,}(?![元块万千百十个人次天年月户])/g

/** 张姐, 李老师, 老王, 小陈: the mask for colleagues leaves them. */
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎乔贺赖龚'
const titles =
  '姐|哥|叔|姨|婶|嫂|伯|爷|奶|妈|爸|总|工|老|大爷|大妈|大娘|大姐|大哥|阿姨|叔叔|奶奶|爷爷|老师|医生|师傅|老板|经理|主任|书记|警官|民警|所长|队长|科长|局长|律师|先生|女士|小姐|太太'
const called = new RegExp(`(?<=[老小阿])[${surnames}]|[${surnames}](?=${titles})`, 'g')

function starred(found: string): string {
  return '*'.repeat(found.length)
}

/** A nickname whole, and what it is made of: 5-2-1001张大妈 is also 张大妈 and 1001. */
function piecesOf(known: readonly string[]): string[] {
  const pieces = known.flatMap((name) => {
    const plain = name.normalize('NFKC').trim()
    return [plain, ...(plain.match(/\p{Script=Han}{2,}|[A-Za-z]{3,}|\d{3,}/gu) ?? [])]
  })
  return [...new Set(pieces)]
    .filter((piece) => [...piece].length >= 2 && !ordinary.test(piece))
    .sort((a, b) => b.length - a.length)
}

/** What nicknames and groups are called by and what reports are about: starred, they would take the sense along. */
const ordinary =
  /^(?:号楼|单元|[东西南北]?[区门]|业主|住户|租客|邻居|居民|物业|房东|网格|网格员|民警|警官|社区|小区|花园|[一二三四五六七八九十]期|[号栋幢座楼层室期区群])+$/

function starAll(text: string, piece: string): string {
  const escaped = piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.replace(new RegExp(escaped, 'gi'), starred)
}
