import {
  ambiguousSurnames,
  compoundSurnames,
  givenCharacters,
  plainWords,
  rareSurnames,
  sureSurnames,
  titleWords,
} from './mask-names-lists.ts'
import { type Guess, isWord } from './mask-names-tagger.ts'

/** 杨梅, 张开, 沈阳, 建国路, 李家村: a name to look at, and none. */
export function isPlain(text: string, start: number, end: number): boolean {
  const words = text.slice(start, end)
  if (/[*某]/.test(words)) return false
  if (plain.test(text.slice(start, end + 1)) || (words.length === 2 && isWord(text, start, end))) return true
  return ofPlace.test(`${words} ${text.slice(end, end + 5)}`)
}

const plain = new RegExp(`^(?:${plainWords})`)
const area =
  '路(?![过上边遇费])|大?[街道](?![歉理德])|[东西南北中]路|巷|弄(?=\\d|里|堂)|里(?![面边头外])|村(?!里人)|镇(?!长)|乡(?![亲里下])|[省市区县州](?!长)|屯|庄(?=\\d|村|[东西南北])|社区|小区|新[村区城]|花[园苑]|[苑邨阁轩庭](?=\\d|[一二三四五六七八九十东西南北]|$)|公寓|大[厦楼桥]|广场|中[心学]|小学|学[校院]|幼儿园|医院|诊所|药[店房]|超市|商[场城店厦]|酒店|宾馆|饭店|餐[厅馆]|公司|集团|银行|工业|[水电]站|水库|家园|豪[园庭]|[山湖桥](?=[路村镇镇区公])|国际|置业|地产|物业|五金|塑[料胶业]|纺织|服[装饰]|电器|麻辣烫|烧烤|火锅|面馆|专卖|理发|美[发容]'
/** 张江高科地铁站, 陈麻婆豆腐店: a few letters on, with no verb or small word among them. */
const thing =
  '[^在去到的了来说跟和从往进是有开把被给家让要不你我他她住这那个]{0,4}(?:店|馆|[铁车]站|厂|公园|酒楼)'
/** The blank is where the name would end; it may have taken the first letter of what follows along, or left one out. */
const ofPlace = new RegExp(
  `^(?=.{2,4} )(?:.{1,3} (?:${area}|${thing})|.+ [家庄湾塘岭坪冲坡墩](?:${area})|.{1,3}(?:[村镇乡庄路街] |[路街村镇] ))`,
)

const anySurname = `(?:${compoundSurnames}|[${sureSurnames}${ambiguousSurnames}${rareSurnames}])`
/** 王叔同意了, 李伯安: what may as well go on as a given name is no title. */
const title = new RegExp(
  `(?![叔伯太][${givenCharacters}])(?:${titleWords}|班长|[镇村乡街组站院社店会楼市区县]长|工头|队(?!伍)|爷|奶|婆|太|大哥|大姐|警|师傅|妈|爸|娘)`,
  'y',
)
const surnameAlone = new RegExp(`^[小老大]?${anySurname}$`)
const kin =
  /^(?:[老小大阿](?:汉|头|太|爷|奶|婆|公|爸|妈|爹|娘|妹|弟|哥|姐|叔|伯|婶|嫂|姨|舅|姑|孙|孙子|孙女|妹子|伴|乡|师|板|人|孩|友|伙|子|表|总|家|骨)|阿[爷婆公妹哥姐嫂伯姨嬷]|长孙|孙[子女])/

/**
 * A guess without the title that follows or stands in it (刘姐孙女, 李老师夸); null for who is called by surname, title
 * or kin alone (老周, 王叔, 阿婆): nobody outside is told by these.
 */
export function beforeTitle(text: string, guess: Guess): Guess | null {
  const { start, end } = guess
  if (kin.test(text.slice(start, end))) return null
  let cut = start + 1
  while (cut < end && !isTitled(text, cut)) cut++
  const words = text.slice(start, cut)
  if (surnameAlone.test(words) && (words.length === 2 || isTitled(text, cut))) return null
  return { ...guess, end: cut }
}

function isTitled(text: string, at: number): boolean {
  title.lastIndex = at
  return title.test(text)
}
