import type { Span } from './mask.ts'
import {
  ambiguousSurnames,
  compoundSurnames,
  givenCharacters,
  rareSurnames,
  sureSurnames,
} from './mask-names-lists.ts'

const noGiven =
  '国家|国土|国学|建立|建国门|阳光|安全|健康|健全|和平|青春|清新|新春|福利|胜利|森林|泰国|家园|家庭|文明|平安|春天|新城|学家|先天|天天|长江|江河|光明|光荣|国庆|全家|全国|喜欢|学习|学生|明天|明年|月光|长城|金融|家长|海洋|东海|江东|东江|文学|文化|宝山|龙山|国际|海东|山东|广东|信片|似锦|铁塔|海儿|建设|佣金|学费|定金|流程|成功|城邦|股长|思源|福源|源海'
const titles =
  '先生|女士|小姐|同志|阿姨|叔叔|大爷|大妈|大娘|奶奶|爷爷|伯伯|老师|医生|护士|警官|民警|主任|书记|经理|师傅|老板|局长|所长|队长|科长|校长|律师|同学'
const cue =
  '姓名|名字|名叫|叫做|他叫|她叫|我叫|叫|我是|联系人|业主|住户|租客|房东|房主|户主|法人|当事人|受害人|嫌疑人|患者|收件人|收款人|开户名|户名|本人|举报|网格员|民警|辅警|医生|司机|老板娘?|邻居|老公|老婆|丈夫|妻子|儿子|女儿|孙子|孙女|父亲|母亲|爸爸|妈妈|弟弟|妹妹|哥哥|姐姐|同事|(?<=[号楼栋室房\\d])'

// 那张, 3张 count.
const sheet = '(?!(?<=[那这几两每一\\d])张)'
const some = `(?:${compoundSurnames}|${sheet}[${sureSurnames}])`
// 支付学费, 设施建设, 如何利民 hold a surname that is none.
const any = `(?<![支设好如规正属由关对])(?:${compoundSurnames}|${sheet}[${sureSurnames}${ambiguousSurnames}])`
const two = `(?!.?(?:${noGiven}))`
/** Hardly ever in a name, though names are open to all else. */
const grammar =
  '的了是在不我你他她它这那有都也就要会说能和跟与及或很太最更还又再被把将让给从到去来上下里外前后左右大小多少个只些么吗呢吧啊呀哦嘛哈啦着过得地对为以于而但因所如果没无非未已经常每各某此其之人家店路街村镇县市省区厂校局所院部门公司室号楼层栋幢车水电气火年月日时分点元块钱一二三四五六七八九十百千万亿两几第件条张位名次回遍种类样式面头边方向事情问题什谁哪怎可应该必须需想看听讲叫做用买卖吃喝睡打拿放开关进出起落走跑站坐住工作业务物品机构社会政府民生活动员工总经理主任书记老师医警察投诉反映举报处理解决'
const other = `(?![${grammar}])[\\u4e00-\\u9fa5]`
const edge = '(?<=^|[^\\u4e00-\\u9fa5某])'
const close = '(?=$|[^\\u4e00-\\u9fa5])'
const then = '(?=$|[^\\u4e00-\\u9fa5]|[的跟和与及在住是被把将说也又都去来打电家于因欠让骗拿给已系有没不手身])'

/** After these a name comes, however unlike one it looks: 姓名田七, 孩子叫乐乐. */
const called = '(?:姓名|名字|名叫|[人我他她妈爸儿女子孩婆公爷奶]叫)[:：是叫\\s]{0,2}'
const ends = '(?=$|[^\\u4e00-\\u9fff]|[的了在今])'

/** Most texts hold nothing of the kind, and a look for less is soon done. */
const needs = {
  called: /[叫名]/,
  some: /某/,
  any: new RegExp(`(?:${compoundSurnames}|[${sureSurnames}${ambiguousSurnames}])[${givenCharacters}]`),
  sure: new RegExp(`(?:${compoundSurnames}|[${sureSurnames}])(?:[${givenCharacters}]|.[${givenCharacters}])`),
}

/** From the surest context to none, each with what it needs; the group is the name. */
const rules = (
  [
    [
      'called',
      `${called}([${sureSurnames}${ambiguousSurnames}${rareSurnames}][\\u4e00-\\u9fff]{1,2})${ends}`,
    ],
    ['called', `${called}(([\\u4e00-\\u9fff])\\2)`],
    ['any', `(?:${cue})[:：是叫\\s]{0,2}(${any}${two}[${givenCharacters}][\\u4e00-\\u9fa5]?)${then}`],
    ['any', `(${any}${two}[${givenCharacters}][${givenCharacters}]?)(?=${titles})`],
    ['some', `(${any}某(?:某|[${givenCharacters}]))`],
    ['sure', `(${some}${two}[${givenCharacters}][${givenCharacters}])`],
    ['any', `${edge}(${any}${two}[${givenCharacters}][${givenCharacters}])${then}`],
    ['any', `(${any}${two}[${givenCharacters}][${givenCharacters}])${close}`],
    ['sure', `(${some}${two}(?:[${givenCharacters}]${other}|${other}[${givenCharacters}]))${then}`],
    ['sure', `${edge}(${some}[${givenCharacters}])${close}`],
  ] as const
).map(([need, source]) => ({ need: needs[need], pattern: new RegExp(source, 'g') }))
const doubleSurname = new RegExp(`^(?:${compoundSurnames})`)

/** Full names of people: 刘翠萍 → 刘**. Rules and lists only; who is called by kin or title alone stays. */
export function maskedByRules(text: string): Span[] {
  return rules.flatMap(({ need, pattern }) =>
    (need.test(text) ? [...text.matchAll(pattern)] : []).map((match): Span => {
      const name = match[1] ?? ''
      const start = match.index + match[0].length - name.length
      return [start + (doubleSurname.test(name) ? 2 : 1), start + name.length]
    }),
  )
}
