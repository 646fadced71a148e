const own = '(?:我们?|俺们?|咱们?|本人)'
const near = '(?:对门|隔壁|楼上|楼下|对面|同层|同单元|前后楼)'
const household =
  '(?:的?邻居|的?住户|的?租户|的?租客|的?业主|的?人家|那一?家|这一?家|那一?户|这一?户|那屋|那两口子|那个?人)'
const kin =
  '老公|老婆|爱人|对象|媳妇|儿子|女儿|孩子|爸爸?|妈妈?|父亲|母亲|爷爷|奶奶|外公|外婆|哥哥?|姐姐?|弟弟?|妹妹?|叔叔?|舅舅?|姑姑?|姨妈?|姐夫|嫂子|表[哥姐弟妹]|堂[哥姐弟妹]|侄子|外甥|亲戚'
const known =
  '同事|老板|领导|经理|工友|房东|二房东|室友|舍友|合租的?|同学|老乡|朋友|闺蜜|前夫|前妻|前男友|前女友|客户|邻居|保姆|师傅'

const they = '(?:他|她|他们|她们|对方)'
const work = '(?:上班|打工|工作|干活|实习|做事)'
const shared = '(?:栋楼?|幢楼?|单元|层楼?|楼道?|小区|村|厂|公司|单位|宿舍|班)'

/** From the longest phrase to the shortest; what is put in place tells nothing of who is speaking. */
const phrases: [RegExp, string][] = [
  [new RegExp(`${own}家?(?:就|正好|也)?(?:住|在){0,2}${they}家?的?${near}`, 'g'), '就在附近'],
  [new RegExp(`${own}[和跟与]${they}(?:是|做|当)?(?:${kin}|${known})`, 'g'), '认识'],
  [new RegExp(`${own}是${they}(?:家|们)?的?(?:${kin}|${known})`, 'g'), '认识'],
  [new RegExp(`(${they}|那[个人]+)是${own}的?(?:${kin}|${known})`, 'g'), '$1是某人'],
  [new RegExp(`${own}在${they}(?:的|那)?(?:店|厂|公司|工地|家|场子|手下)?里?${work}`, 'g'), '了解情况'],
  [new RegExp(`${own}(?:${work}|租住?|住)的(?:那[家个栋间])?`, 'g'), '某'],
  [new RegExp(`[和跟与]${own}家?(?:住|在){0,2}同?一?个?${shared}的?`, 'g'), '附近的'],
  [new RegExp(`${own}家?(?:住)?的?${near}${household}?`, 'g'), '附近某户'],
  [new RegExp(`${near}${household}`, 'g'), '附近某户'],
  [/(?<![^，。,.!！?？；;\s])邻居家?/g, '附近某户'],
  [new RegExp(`${own}家?的?(?:${kin})的?(?:${known})`, 'g'), '有人'],
  [new RegExp(`${own}(?:家里?|屋里?)?的?(?:${kin}|${known})(?![们间])`, 'g'), '有人'],
  [new RegExp(`${own}(?:的?)(?:公司|单位|厂里?|店里?|工地|学校|宿舍|车间|办公室)`, 'g'), '某单位'],
  [new RegExp(`${own}(?:这|那)?(?:栋楼?|幢楼?|单元|楼道?|层|号楼)(?![上下里])`, 'g'), '某楼'],
  [new RegExp(`${own}(?:家|屋)?(?:窗口|窗户|阳台|门口|楼道)(?:里|上|外)?`, 'g'), '附近'],
  [new RegExp(`(?:就)?(?:住|在)?${own}家(?:旁边|附近|门前|后面|前面)`, 'g'), '附近'],
]

/**
 * A tip without the words by which its giver can be found: 我家对门 is 附近某户, 我同事 is 有人 (rule K-3). Said twice,
 * it says the same. Only for tips: in a dispute 楼上那家 is what it is about.
 */
export function withoutTeller(text: string): string {
  const once = phrases.reduce((said, [phrase, instead]) => said.replace(phrase, instead), text)
  // 我家我家附近: what was put in may make a phrase with what stands before it. Each round is shorter or the last.
  return once === text || once.length > text.length ? once : withoutTeller(once)
}
