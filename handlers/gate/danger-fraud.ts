const swindle =
  /[骗诈]|刷单|做单|垫单|[连联卡]单|返利|佣金|提现|安全账户|公检法|公安局|警官|民警打|通缉|洗钱|客服|理赔|百万保障|解冻|保证金|征信|注销|贷款|理财|投资|导师|内幕|平台|荐股|验证码|共享屏幕|屏幕共享|远程|中奖|网恋|裸聊|退改签|游戏账号|装备|冒充|换号|领导|任务|APP|app|下载/
const recent = /刚|刚才|刚刚|今[天早晚]|上午|下午|中午|早上|现在|(?:分钟|小时|半小时)(?:前|之前)|方才/
const moved =
  /(?:转|汇|打|垫|充|付|刷|投|存|交|给)(?:了|过去|出去|走|给|进去|完)+.{0,8}(?:\d|[一二两三四五六七八九十几]+[百千万]|块|元|钱|款)|(?:\d+|[一二两三四五六七八九十几]+[百千万])(?:多)?(?:块|元|万|千|钱)?(?:都|全|就)?(?:被)?(?:转|汇|打|垫|充)(?:了|过去|出去|走|给)|被骗(?:了|走)?.{0,6}(?:\d|[一二两三四五六七八九十几]+[百千万]|钱|块|元)|转(?:账|钱)了|(?:钱|卡里|账户|存款|余额).{0,8}(?:被(?:转|划|刷)走|没了|少了|不见)|骗(?:走|了|去)(?:我|她|他|我妈|我爸)?.{0,6}(?:\d|[一二两三四五六七八九十几]+[百千万]|钱|块|元)/
const plea =
  /怎么办|咋办|急|快|帮|止付|追回|要回来|拦|报警|救|[!！😭😱]|能.{0,4}(?:回来|追)|不让提现|提不(?:了|出)|提现|不能提/u
const inCall =
  /(?:正在?|还在|一直在|现在).{0,12}(?:打电话|接电话|通话|视频|转账|汇款|操作|共享|听.{0,6}(?:电话|指挥|话)|跟.{0,10}(?:聊|通话|视频)|被骗|去银行|转钱)|(?:电话|视频)(?:还)?(?:没挂|不挂|不肯挂|不让挂|一直没挂|还通着)|(?:去|在)(?:了)?银行.{0,6}(?:转|汇|取)|(?:开|打开|开启|共享)(?:了|着).{0,4}(?:屏幕|共享)|屏幕(?:共享)?(?:已经)?(?:开了|开着|被控制)|手机(?:被|让).{0,4}(?:远程)?控制|(?:拦|劝)(?:都)?(?:不住|不听)|(?:马上|正准备|准备|要)(?:去)?(?:给.{0,6})?(?:转账|汇款|转钱|打钱|取钱)/
const stopped =
  /没(?:有)?(?:转(?:账|钱)?|上当|信|理|损失|被骗|给钱|打款)|(?:幸好|幸亏|还好|好在)|差[点些]|识破|已(?:经)?(?:追回|退回)|挂了电话|把.{0,4}电话挂了|拉黑|不会上当|未遂/
const before =
  /(?:去年|前年|以前|之前|上次|上回|上个?(?:月|周|星期|礼拜)|前几?天|前阵子|前段时间|(?:[\d两二三四五六七八九几]+|[十]+)(?:多)?(?:天|周|个月|年|个?星期)(?:前|以前|之前)|几年前|半年|那年|曾|有一次|老早|好久前|表[妹姐哥弟].{0,4}被骗过|朋友.{0,4}被骗过|被骗过)/
const warning =
  /反诈|提醒(?:大家|各位|您|居民|业主)|警惕|谨防|请勿|切勿|不要(?:轻信|相信|点击|转账)|凡是|防骗|案例|民警提示|预警|新骗局|宣传|讲座|转发|下载国家反诈|新闻|电视剧|电影|演练/
const told =
  /正在(?:听|和|跟|给|接)|我(?:妈|爸|奶奶|爷爷|婆婆|公公|老公|老婆|姥姥|外婆|儿子|女儿)|我(?:刚|已经|被|今天|上午|下午)|刚才/

/** Money moved within a day, a screen shared, a call going on: minutes count (rule R10). */
export function fraudInProgress(text: string): boolean {
  if (!swindle.test(text)) return false
  if (warning.test(text) && !told.test(text)) return false
  if (stopped.test(text) && !/刚才?(?:又)?转|已经转|转了/.test(text)) return false
  if (inCall.test(text)) return true
  return moneyJustMoved(text)
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
