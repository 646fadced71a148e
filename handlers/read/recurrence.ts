import { againPattern } from './time-words.ts'

const number = '[\\d一二两三四五六七八九十几]+'

/** What only passes by every day (孩子天天从这过) is no repetition of the matter. */
const passing =
  /(?:每天|天天|每晚|每周)(?:都)?(?:有)?(?:好多|很多|多少)?(?:人|孩子|小孩|老人|学生)?(?:要)?(?:[从打]?(?:这|那|楼下|门口|旁边)[里儿边]?)?(?:过|路过|经过|走|上班|上学|接送|放学|坐|吃|锻炼|散步|玩)/g
const everyDay = new RegExp(
  `每[天晚夜日周月]|每个?(?:星期|礼拜|周[一二三四五六末日]|月)|${againPattern}|一到(?:晚上|半夜|周末|夜里|夏天|下雨|饭点)`,
)
const times = new RegExp(
  `第(?:[二两三四五六七八九十]|[2-9]|\\d{2,})[次回]|(?:连续|接连|连着|一连)(?:好)?${number}(?:个)?(?:天|晚|夜|周|次|月)|(?:好几|[两二三四五六七八九十几]|\\d+)(?:多)?(?:次|回|遍)了|三番五次|屡次|多次|再三|反反复复|没完没了`,
)
const oneMonth =
  '(?:[三四五六七八九]|[3-9]|\\d{2}|十[一二]?|好?几|多)个?多?月|大?半年(?:多)?|(?:[一二两三四五六七八九十几多好]+|\\d{1,2})年(?!前|级|代|底|初|轻|级|龄|纪|货|会|夜|终)'
const long = new RegExp(
  `(?:闹|吵|打|矛盾|纠纷|积怨|结怨|扯皮|拖欠?|拖着|持续|一直|欠|占|忍|僵|结仇|不和|不对付|投诉|反映|长达|已经|都|快|这).{0,8}(?:${oneMonth})|(?:${oneMonth})(?:多)?(?:来|以来|的)?(?:了|一直|都|矛盾|积怨|纠纷|恩怨|没(?:解决|人管|修))|常年|长年|多年来?|积怨|世仇|宿怨`,
)
const livedThere = /(?:住|搬|买|结婚|工作|干|开|租|养|用|入住|交房)(?:了|来|过来|进来|在)?.{0,4}(?:年|月)/

/** Explicitly told to happen again and again (rule Y2): 每天, 天天, 第三次. A single 又 is not enough. */
export function saysAgain(text: string): boolean {
  const rest = text.replace(passing, '')
  return everyDay.test(rest) || times.test(withoutCalls(rest))
}

/** Told to have gone on for three months or more (rule Y9). */
export function saysLong(text: string): boolean {
  const match = long.exec(text)
  return (
    match !== null &&
    !livedThere.test(text.slice(Math.max(0, match.index - 4), match.index + match[0].length))
  )
}

/** How often somebody called for help says nothing about how often it happened. */
function withoutCalls(text: string): string {
  return text.replace(
    /(?:打|找|报|反映|投诉|来|说)(?:了|过)?[^,，。!！\s]{0,8}?(?:好几|[两二三四五六七八九十几]|\d+)(?:多)?[次回遍趟]了?/g,
    '',
  )
}
