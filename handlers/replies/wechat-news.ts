import type { Write } from '../../db/write.ts'
import type { Card } from '../../matters/message.ts'
import { localDate, localTime } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { tellAdmins } from '../tell-admins.ts'
import { plain } from './refusals.ts'

/** What an administrator has to know of a WeChat account. */
export type WechatNews =
  | { what: 'login_wanted'; account: string; since: Date }
  | { what: 'away'; account: string; since: Date; reason: string }
  | { what: 'gap'; account: string; from: Date; to: Date; reason: string }
  | { what: 'unnamed'; account: string; since: Date }
  | { what: 'invited'; account: string; since: Date }
  /** As many were sent as a day allows; all but emergencies wait until tomorrow. */
  | { what: 'capped'; account: string; since: Date }
  | { what: 'risk_accepted'; accounts: readonly string[]; since: Date }

const reasons: Record<string, string> = {
  stopped: '程序停着',
  crashed: '进程意外退出',
  silent: '连接没有反应',
  logged_out: '微信退出了登录',
  overflow: '数据库一时存不下',
}

/** Tells the administrators, or while there are none the duty desk, a piece of news about a WeChat account, once. */
export function wechatNews(desk: Desk, news: WechatNews): Write {
  return tellAdmins(desk, cardOf(news), keyOf(news))
}

function keyOf(news: WechatNews): string {
  if (news.what === 'gap') return `wechat:gap:${news.account}:${news.from.toISOString()}`
  if (news.what === 'risk_accepted') return `wechat:risk:${news.accounts.join('+')}`
  if (news.what === 'unnamed' || news.what === 'invited' || news.what === 'capped')
    return `wechat:${news.what}:${news.account}:${localDate(news.since)}`
  return `wechat:${news.what}:${news.account}:${news.since.toISOString()}`
}

function cardOf(news: WechatNews): Card {
  if (news.what === 'login_wanted')
    return plain(
      `微信账号 ${news.account} 退出了登录(${when(news.since)} 起)。`,
      '请在服务器终端或登录页(/wechat/login)用该账号的手机扫码。扫码之前,它所在的群里我什么都听不到,也发不出消息。',
    )
  if (news.what === 'away')
    return plain(
      `微信账号 ${news.account} 状态异常(${when(news.since)} 起,${reasons[news.reason] ?? '原因不明'})。`,
      '正在自动重启。恢复之前不用它发消息,群里说的话可能听不到。',
    )
  if (news.what === 'unnamed')
    return plain(
      `微信账号 ${news.account} 的昵称里没有“机器人”三个字。`,
      '请在手机上改昵称:机器人不冒充真人。',
    )
  if (news.what === 'invited')
    return plain(
      `有人邀请微信账号 ${news.account} 进群。`,
      '机器人自己不能接受这种邀请:请用该账号的手机点开,确认是本社区的群再进。',
    )
  if (news.what === 'capped')
    return plain(
      `微信账号 ${news.account} 今天发满了上限(WECHAT_DAILY_CAP)。`,
      '除紧急提示外,其余消息排到明早六点后再发。常常发满,请少设几个群或加一个账号,不要调高上限。',
    )
  if (news.what === 'risk_accepted')
    return plain(
      `微信个人号已启用(${news.accounts.join('、')})。`,
      '个人号自动化不是微信官方接口,账号可能被限制或封禁;部署时已确认接受(WECHAT_ACCEPT_ACCOUNT_RISK=yes)。优先使用飞书等官方渠道。',
    )
  return plain(
    `微信账号 ${news.account} 恢复了。${when(news.from)} 至 ${when(news.to)} 没有在听(${reasons[news.reason] ?? '原因不明'})。`,
    '这段时间群里说的话收不到,也补不回来;要紧的事请在群里再问一声。',
  )
}

function when(at: Date): string {
  return `${localDate(at).slice(5)} ${localTime(at)}`
}
