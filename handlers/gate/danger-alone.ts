import { all, any, needOf } from './needs.ts'

const alone = /独居|空巢|一个人(?:住|在家|生活)|自己一个人|孤寡|五保|失独/
const elder =
  /老人|老太|老头|老爷子|大爷|大妈|大娘|奶奶|爷爷|阿婆|阿公|阿姨|老伯|老奶|姥姥|姥爷|外婆|外公|[七八九]十(?:多|来)?岁|[789]\d(?:多)?岁|我妈|我爸/
const neighbour = /邻居|对门|隔壁|楼[上下]|住户|租户|\d{3,4}(?:室|户|的|那家)|那家|这家/
const unseen =
  /(?:[\d一二两三四五六七好几]+个?(?:多)?(?:天|日|星期|礼拜|周)|好久|很久|一直)(?:都|也|了)?(?:没|未)(?:有人?)?(?:见|看见|看到|瞧见|出门|出来|下楼|动静|露面|联系|人影|声音|开门|遛弯|遛狗|来|出现|影子|影)/
const unanswered =
  /(?:敲|拍|砸|按|叫)(?:了)?(?:半天|好久|几次|好几次|很久)?(?:的)?(?:门铃?)?(?:半天|好久|几次)?(?:都|也|一直)?(?:没|不|无)(?:有)?(?:人)?(?:应|开|答|回|反应|动静|声)|(?:没|无)人(?:应|答|开)门?|不应[声门]|不开门|(?:电话|手机)(?:也|都|一直|打过去)*(?:关机|不接|打不通|没人接|不通|无人接)|打(?:电话|了\S{0,4}电话).{0,4}(?:不接|没人接|不通)|失联|联系不[上到]/
const ominous =
  /(?:屋里|家里|门缝|里面|楼道).{0,8}(?:臭味|怪味|异味|腐|有味)|(?:灯|电视).{0,4}(?:一直|白天黑夜|整天|几天)*(?:都)?(?:亮|响|开)(?:着)?(?:了)?(?:[\d一二两三几]+天|$|一直|整天)?|(?:报纸|牛奶|快递|外卖).{0,6}(?:没拿|没取|堆)/
const jest =
  /演练|演习|电影|电视剧|小说|新闻|去年|前年|以前|上次|上回|物业(?:电话)?(?:打不通|没人接|不接)|快递(?:员)?(?:电话)?|客服|租客退租|找到了|人没事/

/** What a text has to hold for `soundsAbandoned` to be true of it. */
export const abandonedNeeds = any([needOf(unseen), needOf(unanswered), all([needOf(alone), needOf(ominous)])])

/** Somebody who lives alone, or an elder, unseen for days and not answering: nobody knows whether they are alive. */
export function soundsAbandoned(text: string): boolean {
  if (jest.test(text)) return false
  const silent = unanswered.test(text)
  const missed = unseen.test(text)
  const odd = ominous.test(text)
  if (alone.test(text) && (missed || silent || odd)) return true
  if (!silent && !missed) return false
  const cues = Number(silent) + Number(missed) + Number(odd)
  if (elder.test(text)) return cues >= 2 || /[敲拍叫]门|不应/.test(text)
  return cues >= 2 && neighbour.test(text)
}
