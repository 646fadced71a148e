import { all, any, needOf } from './needs.ts'

const swindle =
  /[骗诈]|刷单|做单|垫单|[连联卡]单|返利|佣金|提现|安全账户|公检法|公安局|市局|警官|民警打|通缉|洗(?:黑)?钱|客服|理赔|百万保障|解冻|保证金|征信|注销|贷款|理财|投资|导师|内幕|平台|荐股|验证码|共享屏幕|屏幕共享|远程|中奖|网恋|裸聊|退改签|游戏账号|装备|冒充|假|警官|警察|换号|领导|任务|APP|app|下载|涉案|办案|专案|检察|法院|电话里的?(?:人|那)|指挥|(?:接了?个|陌生)电话/
/** 客服 and 平台 alone may be any shop; on the telephone it takes more to be a swindle. */
const script =
  /[骗诈]|刷单|[连联]单|自称|公检法|公安|警官|假警|安全账户|洗(?:黑)?钱|涉嫌|通缉|说(?:自己)?是.{0,3}[市省]局|屏幕|远程|保证金|解冻|征信|百万保障|贷款|理财|投资|冒充|验证码|取消(?:会员|扣费)|涉案|办案|专案|检察|电话里的?(?:人|那)|指挥|(?:接了?个|陌生)电话.{0,12}(?:说|叫|让|喊)/
const trade = /外卖|差评|骑手|配送|餐|买家秀|商家|点单/
const recent = /刚|刚才|刚刚|今[天早晚]|上午|下午|中午|早上|现在|已经|(?:分钟|小时|半小时)(?:前|之前)|方才/
const moved =
  /(?:转|汇|打|垫|充|付|刷|投|存|交|给)(?:了|过去|出去|走|给|进去|完)+.{0,8}(?:\d|[一二两三四五六七八九十几]+[百千万]|块|元|钱|款)|(?:\d+|[一二两三四五六七八九十几]+[百千万])(?:多)?(?:块|元|万|千|钱)?(?:都|全|就)?(?:被)?(?:转|汇|打|垫|充)(?:了|过去|出去|走|给)|被骗(?:了|走)?.{0,6}(?:\d|[一二两三四五六七八九十几]+[百千万]|钱|块|元)|转(?:账|钱)了|转(?:完|过|了)(?:账|钱)|(?:钱|卡里|账户|存款|余额).{0,8}(?:被(?:转|划|刷)走|没了|少了|不见)|(?:转|汇|打|存|充)(?:到|进|入|去).{0,10}(?:账[户号]|卡|平台|对方)|骗(?:走|了|去)(?:我|她|他|我妈|我爸)?.{0,6}(?:\d|[一二两三四五六七八九十几]+[百千万]|钱|块|元)/
const plea =
  /怎么办|咋办|急|快|帮|止付|追回|要回来|拦|报警|救|[!！😭😱]|能.{0,4}(?:回来|追)|不让提现|提不(?:了|出)|提现|不能提/u
const inCall =
  /(?:接|打|通|听)(?:着|了)?(?:个)?电话.{0,4}(?:[\d一二三四五六七八九十两几半]+(?:个)?(?:多)?(?:分钟|小时|钟头)|好久|半天)(?!前|以前)|正?在输.{0,2}(?:验证码|密码|卡号)|指挥.{0,4}(?:去|到)?(?:银行|转|取钱|汇)|(?:正在?|还在|一直在|现在|在)(?:跟|和|与|给)?.{0,12}(?:打电话|接电话|通话|视频|转账|汇款|操作|共享|听.{0,6}(?:电话|指挥|话)|跟.{0,10}(?:聊|通话|视频)|被骗|去银行|转钱)|(?:电话|视频)(?:还)?(?:没挂|不挂|不肯挂|不让挂|一直没挂|还通着)|(?:去|在)(?:了)?银行.{0,6}(?:转|汇|取)|(?:开|打开|开启|共享)(?:了|着).{0,4}(?:屏幕|共享)|屏(?:幕)?(?:都)?(?:给|让)(?:人家?|他们?|她|对方)看|正?在?(?:给.{1,4})?念.{0,4}(?:短信|验证码|那串)|屏幕(?:共享)?(?:已经)?(?:开了|开着|被控制)|手机(?:被|让).{0,4}(?:远程)?控制|(?:今天|刚|刚才|现在)[^,，。]{0,6}被骗去|(?:拦|劝)(?:都|也)?(?:不住|不听|不动)|(?:刚|已经|都|把)[^,，。]{0,8}(?:卡号|验证码|密码)[^,，。]{0,8}(?:给|告诉|报|发|念|说)|(?:给|告诉|报|发|念)(?:了)?(?:他|她|人家|对方)[^,，。]{0,6}(?:卡号|验证码|密码)|(?:马上|正准备|准备|要)(?:去)?(?:给.{0,6})?(?:转账|汇款|转钱|打钱|取钱)/
export const stopped =
  /没(?:有)?(?:转(?:账|钱)?|上当|信|理|损失|被骗|给钱|打款)|(?:幸好|幸亏|还好|好在)|差[点些]|识破|已(?:经)?(?:追回|退回)|挂了电话|把.{0,4}电话挂了|拉黑|不会上当|未遂/
export const before =
  /(?:去年|前年|以前|之前|上次|上回|上个?(?:月|周|星期|礼拜)|前几?天|前阵子|前段时间|(?:[\d两二三四五六七八九几]+|[十]+)(?:多)?(?:天|周|个月|年|个?星期)(?:前|以前|之前)|几年前|半年|那年|曾|有一次|老早|好久前|表[妹姐哥弟].{0,4}被骗过|朋友.{0,4}被骗过|被骗过)/
export const warning =
  /反诈|提醒(?:大家|各位|您|居民|业主)|警惕|谨防|请勿|切勿|不要(?:轻信|相信|点击|转账)|凡是|防骗|案例|民警提示|预警|新骗局|宣传|讲座|转发|下载国家反诈|新闻|电视剧|电影|演练/
export const told =
  /正在(?:听|和|跟|给|接)|我(?:妈|爸|奶奶|爷爷|婆婆|公公|老公|老婆|姥姥|外婆|儿子|女儿)|我(?:刚|已经|被|今天|上午|下午)|刚才/

/** Money moved within a day, a screen shared, a call going on: minutes count (rule R10). */
export function fraudInProgress(text: string): boolean {
  if (posesAsOffice(text)) return true
  if (!swindle.test(text) || trade.test(text)) return false
  if (warning.test(text) && !told.test(text)) return false
  if (stopped.test(text) && !/刚才?(?:又)?转|已经转|转了/.test(text)) return false
  if (inCall.test(text) && script.test(text)) return true
  return moneyJustMoved(text)
}

const office = /公安|[市省]局的|警察|警官|检察|法院|专案|办案|公检法|通管局|银监|反诈中心|省厅|刑警|民警/
const onLine =
  /打(?:着|了)?电话|接电话|免提|念.{0,3}(?:短信|验证码|数字|那串)|通(?:着)?电话|电话里|(?:打|开|连)(?:着)?视频|视频(?:会议?|通话)|开会|聊|通话|说话/
const shut =
  /反?锁(?:着|了|上|起|门)|不(?:让|准|许)(?:我们?|人|她|他)?.{0,3}(?:进|说|讲|挂|告诉)|不[让准许]跟[^,，。]{0,3}[说讲]|(?:不能|不得)(?:说|讲|挂|告诉)|占线|不接我|屏幕|共享|转(?:账|钱)|取钱|银行|听不进|拦不住|劝不|涉案/

/** Somebody is on the line with "police", and behind a locked door, silent to the family or sharing the screen. */
export function posesAsOffice(text: string): boolean {
  if (warning.test(text) && !told.test(text)) return false
  return office.test(text) && onLine.test(text) && shut.test(text) && !/我(?:直接)?挂|逗|骗子|挂了/.test(text)
}

/** Money that left within the last day, as far as the words tell: told as fresh, or told as a cry without a date. */
export function moneyJustMoved(text: string): boolean {
  if (!moved.test(text)) return false
  return sentencesOf(text).some((sentence) => {
    if (!moved.test(sentence) && !recent.test(sentence)) return false
    return !before.test(sentence) && moved.test(sentence) && (recent.test(sentence) || plea.test(text))
  })
}

function sentencesOf(text: string): string[] {
  return text.split(/[。!！?？;；\n]/)
}

/** What a text has to hold for `fraudInProgress` to be true of it. */
export const fraudNeeds = any([
  all([needOf(office), needOf(onLine), needOf(shut)]),
  all([needOf(swindle), any([all([needOf(inCall), needOf(script)]), needOf(moved)])]),
])
