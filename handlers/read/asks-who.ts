const told =
  '(?:举报|检举|投诉|反映|告发|告密|告的?状|爆料|报料|报警|报的?案|(?:告|点|捅|递)(?:了)?(?:的|我|咱|俺|出去|上去)|打(?:的|了)?(?:小报告|110|12345)|[打报]的(?:电话|警)|(?:叫|喊)(?:来)?的?(?:警察|民警|警官)|告诉(?:了)?(?:你们|警察|民警|网格员?|派出所|居委会?)|透的?风|说出去|报上[去来]|提供的?线索)'
const who =
  '(?:谁|哪个(?:人|家伙|混蛋|王八蛋|龟儿子|狗东西|孙子)?|哪位|哪[一]?家|哪户|什么人|啥人|何人|哪儿?的人)'
const giver =
  '(?:举报|检举|投诉|反映|告发|报警|线索|爆料|告密|提供线索)(?:了)?(?:我|我们|我家|咱|俺)?(?:的)?(?:人|者|那个?人|那位|那家|人家|方)'

/** 找谁投诉, 向谁反映: somebody wants to tell, and asks where. */
const whereTo = /(?:找|向|跟|给|和|对|同|由|该|归|到|去)(?:谁|哪个|哪位|哪家|什么人)/
/** 谁 … 举报 */
const asked = new RegExp(`${who}[^,，。;；!！?？]{0,8}${told}`, 'u')
/** 举报人是谁, 线索人的电话 */
const named = new RegExp(
  `${giver}[^,，。;；!！?？]{0,6}(?:是(?:谁|哪|什么人)|叫什么|姓什么|名字|名单|姓名|身份|电话|手机|信息|住哪|住址|哪个|哪家|长什么样|男的|女的)|(?:谁|哪个|哪家|哪位)(?:是|才是)[^,，。]{0,4}${giver}|(?:查|告诉|透露|说|给|发|列|要|看)[^,，。]{0,6}${giver}`,
  'u',
)
/** 是不是老王举报的, 老王反映的吧 */
const guessed = new RegExp(
  `(?:是不是|是否|难道是|莫非是|肯定是|一定是|就是|是)(?!我|咱|俺|因|为)[^,，。;；!！?？我想要]{1,10}?(?:去)?${told}(?:的|我|了|过|吧|吗|么|嘛|呀|[?？]|$)|^(?!我|咱|俺|能|可以|怎么|如何|要|想|请问)[^,，。;；!！?？我]{1,8}(?:举报|检举|投诉|告发|反映|告状)的?(?:吧|吗|么|对不对|对吗|是不是|没有?)[?？。!！\\s]*$`,
  'u',
)
/** 有没有人举报我, 我被举报了吗 */
const whether =
  /(?:有没有|有无|是不是有|是否有|有)(?:人|谁|邻居|哪个|线索)[^,，。;；!！?？]{0,8}(?:举报|检举|投诉|告发|反映|告|点)(?:了|过)?(?:我|咱|俺|他家)[^,，。;；!！]{0,8}(?:吗|么|没|[?？]|$)|(?:我|咱|俺)[^,，。;；!！?？]{0,6}被[^,，。;；!！?？]{0,4}(?:举报|检举|投诉|告发|告|点)(?:了|过)?(?:吗|么|没|没有|[?？])/u

/** What plainly is more than the question: it is told that something was done, by others, to somebody. */
const more =
  /咬|偷|丢了|抢|被骗|打了|打伤|砸|漏水|泼|堵(?:我|门|锁)|敲门|扎(?:了)?(?:我|车)?胎|跟踪|威胁|恐吓|骂上门|找上门|走失|走丢|到处(?:问|打听)|有人(?:在)?(?:问|打听|追问|放话)|挨家|他们?(?:在)?(?:问|打听|放话)/u

/**
 * Does somebody ask who reported, or whether anybody did? In whatever words; but not who asks where to report, nor who
 * tells that others asked and what they did.
 */
export function asksWhoReported(text: string): boolean {
  const said = text.normalize('NFKC').replace(/\s+/gu, '')
  if (said.length > longestQuestion || more.test(said)) return false
  if (named.test(said) || whether.test(said)) return true
  return (asked.test(said) && !whereTo.test(said)) || guessed.test(said)
}

/** Characters; who needs more tells a story. */
const longestQuestion = 80
