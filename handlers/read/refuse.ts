import { tellsOfHunt } from './rules.ts'

const lookup =
  /(?:查|搜|找|问|看|告诉|提供|发|给|要|调).{0,14}(?:前科|案底|犯罪记录|开房|户籍|户口信息|身份(?:信息|证号)|住(?:在)?哪|住址|家庭住址|电话号?|手机号|联系方式|车主|车牌主人|是谁的?(?:车)?|谁的车|征信|行踪|去了哪|个人信息|身份|真名|姓名|照片|门牌)|(?:车主|这人|那人|这个人|他|她)(?:是谁|叫什么|的电话|住哪)|(?:谁|哪个)(?:家)?(?:举报|报的警|告的状|投诉)的?|举报人(?:是谁|信息|名单)|(?:调|看)(?:一下|下)?.{0,6}(?:别人|邻居|他家|她家).{0,6}(?:监控|记录)/
const blocked = /(?:挡|堵|拦|别)(?:住|着|了|在|我|到|死)|挪(?:一?下)?车|挪车|移车|出不(?:来|去)|开不出/
const injected =
  /(?:忽略|无视|忘记|忘掉|跳过|覆盖|不要遵守|抛开)[^,，。]{0,12}(?:规则|指令|设定|提示|限制|要求|之前|以上|前面|约束|安全)|(?:管理员|开发者|调试|上帝|越狱|超级用户|root|DAN|无限制)模式|扮演|授权码|新指令|<\/?system|(?:我是|本人是?)[^,，。]{0,6}(?:所长|局长|领导)[^。]{0,16}(?:执行|授权|命令|代码|编号|口令)|改成\s*(?:work|mention|assisted)|输出你的|(?:你|您)?现在(?:是|扮演|变成)(?!几|什么|不是)[^,，。]{0,10}(?:管理员|模式|AI|人工智能|助手|角色|黑客|没有限制)|系统提示|提示词|system ?prompt|ignore (?:all|any|the|previous|prior)|jailbreak|(?:把|将|给我|输出|列出|导出|公布|发出|显示)[^,，。]{0,12}(?:线索|举报人|报警人|名单|数据库|所有(?:事项|记录|信息)|后台|密钥|口令|token)|(?:我是|本人)(?:你的)?(?:开发者|管理员|超级管理|创造者|程序员)/i
const listing =
  /(?:列|拉|整理|建|做|统计|给我|出|发)(?:一?[个份张])?.{0,14}(?:名单|黑名单|台账|清单).{0,6}|(?:重点|列管|危险|问题|可疑)(?:人员|人口|分子)|给.{0,8}(?:打分|评分|排名)|上访|信访(?:人|户)|维稳/
const listed = /(?:人员|住户|租户|业主|居民|人口|信教|外地|民族|精神病|前科|上访|举报|谁)/
const looksOnly =
  /(?:看(?:着|上去|起来)?|长得|长相|一看)(?:就|都)?(?:不像|像|不是)(?:什么)?(?:个)?(?:好人|坏人|小偷|罪犯|人贩|正经人)|(?:外地人|外国人|新疆|西藏|东北人|河南人|信教|少数民族|神经病|精神病|刑满|坐过牢|乡下人|黑人)[^,，。]{0,12}(?:看着|可疑|不放心|赶走|不好|查|小心|危险|清走|不像|怕)/
const act =
  /偷|撬|翻|砸|打|骂|跟踪|尾随|敲门|徘徊|转悠|拍照|偷拍|拿(?:着)?刀|溜|爬|抢|骗|推销|拽|踩点|拉车门|塞|撒|贴|摸|吵|闹|堵|往.{0,4}(?:里|楼)/
const truth =
  /^[^,，。]{0,14}(?:是真的|真的假的|真的吗|真假|真实吗|属实|靠谱[不吗]|可信|是不是谣言|是不是真的|是谣言吗|有这(?:回|种)?事吗|是骗人的吗)[^,，。]{0,6}[吗么不啊呀嘛?？]*$/
/** 我爸收着的 还没点: a message that came to somebody of theirs is looked into, true or not. */
const gotOne = /收(?:着|到|了)[^。]{0,10}(?:短信|信息|链接|没点|没转|没填)|短信|链接|没(?:敢)?[点扫填]/
const opinion =
  /(?:你|您|小助手|机器人)(?:来)?(?:说说?|觉得|认为|看|评评).{0,24}(?:合不合理|合理[吗不]|对不对|对吗|好不好|该不该|应不应该|怎么样|咋样|如何|谁对)|(?:你|您)(?:们)?怎么看|你的看法/
const politics =
  /信访|上访|请愿|联名上书|游行|静坐|抗议|总统|大选|选举|选(?:个)?头头|国外|外国|政党|制裁|台湾|打仗|战争|政变|美国|俄罗斯|以色列/
/** Who goes along to petition, when and with which papers: nobody's matter, and nothing to be written down. */
const petition =
  /(?:上|去|到)(?:省|市|京|北京|中央|部|区)(?:里|城|政府|厅)?(?:里)?.{0,6}(?:反映|讨说法|要说法|上访|告状|找领导).{0,20}(?:谁去|一起|咱|大家|集合|报名|几点)|(?:集合|出发).{0,12}(?:想去|要去|报名|能去)(?:的)?.{0,4}(?:私|找|联系|加|报)|(?:礼拜|星期|周)[一二三四五六日天].{0,6}(?:去|上)(?:省|市|京)里?.{0,6}反映/
/** A drill that was announced is asked about: may the children watch. */
const onlooker =
  /^(?:能|可以)?带(?:着)?(?:孩子|娃|小孩|宝宝)(?:去|来|过去)?(?:看看?|玩|参观).{0,4}(?:行不|行吗|可以吗|能行|成不|好吗)/
const wanted = /小区|单元|楼[上下道]|物业|工资|工钱|欠|电梯|漏|噪|骗|偷|打人/
const drillTalk =
  /(?:扮|饰?演|报名演|当)[^,，。]{0,3}(?:被困|伤员|群众演员|群众|病人|受害)|(?:演练|演习|疏散).{0,16}(?:几点|通知|纪念品|拍照|参加|报名|请勿|配合|通知)/
const opening =
  /^(?:您好|你好|在吗|请问|同志|警官|[,，。!！\s])*(?:我是[^,，。\s]{1,10}[,，。\s]*)?(?:有(?:件|个)事|想(?:问|咨询|反映|说)(?:个|一|点)?(?:事|下)?)[^,，。]{0,4}(?:拿不准|不知道|不晓得|不清楚)?[^,，。]{0,8}$/
const farewell = /^[^!！]{0,10}(?:多谢|感谢|谢谢)(?:各位|大家|邻居们?|群里)/
const courtesy =
  /^(?:[@\s,，.。!！~～]|谢谢?|多谢|感谢|辛苦|麻烦|好的?|收到|嗯+|哦+|ok|OK|行|知道|明白|了|啦|您|你|大家|各位|啊|呀|哈|早上?|晚上?|上午|下午|中午|晚安|好|在吗|在不在|有人吗|在么|吗|hi|hello|你是谁|机器人|小助手|平安|测试|test|[👍🙏🌹👌😊❤💪👏])+$/iu
const about =
  /(?:你|您|机器人|小助手)(?:是谁|叫什么|会(?:什么|啥|干)|能(?:干|做|帮)(?:什么|啥|嘛)|有什么(?:用|功能)|是(?:不是)?(?:真人|机器人|人工|警察)|怎么用)/
const bump = /(?:剐|刮|蹭|擦|碰|追尾|撞)(?:了|的|到|上|花|伤|坏|蹭|掉|一下)/
const grave =
  /受伤|流血|伤了|骨折|人(?:被|倒)|跑了|逃逸|不认|不赔|不承认|拒绝|扯皮|怎么办|报警|求助|帮|责任|谁(?:刮|撞|蹭|碰|剐)|找不到|没留|监控|酒驾|赔(?:多少|不)|[?？]/
const own = /私了|行吧|算了|转我|赔(?:了|我|给)|(?:我|他|对方)(?:认|赔|出)|谈好|商量好|握手|没事/

/** 别信 骗子, 快打110, 不赖我家: said to somebody in the group, not to the bot. */
const repliesToOthers =
  /^(?:大家|你们?|您|亲|姐妹们?|千万|都|可)?(?:快|赶紧|赶快|赶忙|还是)?(?:别|不要|甭)(?:信|点|扫|理|转|加|上当|怕|吵|急|闹)[^\n]{0,10}$|^(?:大家|你|您)?(?:快|赶紧|赶快|直接|建议|可以)(?:去)?(?:打|报|拨|找)(?:110|119|120|12345|96110|报警|警|物业|警察)|^(?:这|介|那)?(?:可|真)?(?:不|甭)(?:赖|怪|关|是)我|^(?:肯定|绝对|一看)?(?:就)?是?(?:骗子|骗人的|诈骗)[吧啊的了!！。\s]*(?:我.{0,6}(?:去年|前年|上次|以前|之前|也)[^\d]{0,10})?$/
/** 失踪要满24小时才管吧: what people believe about whom the police look for. */
const hearsay =
  /(?:要|得|必须|是不是)?(?:等|满|超过|到)(?:了)?(?:24|二十四|48|四十八)(?:个)?小时[^,，。]{0,10}(?:才|立案|以后|之后)/
const solicits =
  /宝妈|日结|扫码进|进群领|加(?:我|V|v|微|薇)|招(?:募|聘|兼职)|福利群|诚招|一单\d|佣金秒|名额有限|私聊我|免费领/
const promises =
  /^(?:收到|好的?|行|明白|ok)[,，。!！\s]*(?:我|马上|这就|已|现在)?|我(?:来|这边|去|马上|这就|现在|\d+分钟|下午|上午|明天|今天)[^,，。]{0,6}(?:协调|到|跟进|处理|联系|安排|报|去看|过去|上门|核实|办|对接|落实)|(?:会上|例会)(?:过|议|研究)|请.{0,8}(?:跟进|核实|处理|落实|配合|关注|反馈)/

/** Why nothing is opened for these words, or null. A real danger told beside them is looked at before this is asked. */
export function refusalOf(words: string, heard: { addressed: boolean; staff: boolean }): string | null {
  if (words.trim() === '' || courtesy.test(words)) return '没有事项内容'
  if (injected.test(words)) return '不接受改变规则的要求'
  if (opinion.test(words)) return '不发表看法'
  if (politics.test(words) && !wanted.test(words)) return '不议论这类话题'
  if (petition.test(words)) return '不议论这类话题'
  if (drillTalk.test(words) || onlooker.test(words)) return '演练'
  if (words.length < 40 && opening.test(words)) return '还没说是什么事'
  if (farewell.test(words) && !heard.addressed && !reportsMore(words)) return '致谢'
  if (lookup.test(words) && !blocked.test(words) && !tellsOfHunt(words) && !reportsMore(words))
    return '不提供他人信息'
  if (listing.test(words) && listed.test(words)) return '不做名单和评分'
  if (looksOnly.test(words) && !act.test(words)) return '请描述行为、时间、地点'
  if (truth.test(words) && !gotOne.test(words)) return '不判断消息真假'
  if (about.test(words) && words.length < 20) return '问的是机器人'
  if (settledAlone(words, heard.addressed)) return '当事人自行了结'
  if (!heard.addressed && (repliesToOthers.test(words) || hearsay.test(words))) return '回应别人的话'
  if (!heard.addressed && solicits.test(words) && !/收到|骗|举报|靠谱|真的|被|我[^们]|[?？]/.test(words))
    return '招揽广告,不是反映'
  if (heard.staff && promises.test(words)) return '工作人员的答复'
  return null
}

/** A scratch, nobody hurt, nothing asked for: whoever drives settles it, or comes back and asks. */
function settledAlone(words: string, addressed: boolean): boolean {
  if (own.test(words) && bump.test(words) && !grave.test(words)) return true
  return (
    !addressed && bump.test(words) && /车|三轮|电驴/.test(words) && !grave.test(words) && words.length < 40
  )
}

/** 帮我找狗主人, 丢了电瓶想看监控: a matter that asks for somebody all the same. */
function reportsMore(words: string): boolean {
  return /咬|偷|丢|抢|骗|伤|打了|砸|漏|吵|弄死|报复|威胁|泼|堵门|走失|走丢|不见了|掉下|扔|撞|逃/.test(words)
}
