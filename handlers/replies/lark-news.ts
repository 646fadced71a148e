import type { Card } from '../../matters/message.ts'
import { localTime } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

/** To the administrators: the app was not granted what all members say. `passive` groups wait for it. */
export function larkMentionOnly(passive: number): Card {
  const waiting =
    passive > 0
      ? [`有${passive}个群设成了旁听或工作模式,现在那里的话我听不到,居民可能以为我在听。`]
      : ['现在没有群设成旁听或工作模式,不影响使用。']
  return plain(
    '飞书应用没有「获取群组中所有消息」权限(im:message.group_msg):群里只听得到@我的话。',
    ...waiting,
    '要旁听:在开发者后台开通这项权限、发布新版本、请企业管理员审核;不开通就把这些群改成:/群设置 模式 点名。',
  )
}

/** To the administrators: nothing has been heard on Lark for a while, because the connection does not stand. */
export function larkDown(since: Date): Card {
  return plain(
    `飞书的长连接从${localTime(since)}起断着,居民的话我现在收不到。`,
    '请看网络、应用是否被停用、同一应用是否开了太多连接(最多50个);在一直重连,恢复后会补读旁听群。',
  )
}

/** To the administrators: what Lark sends is rightly signed, but stamped with a time that is not ours. */
export function larkClockWrong(wrongByMs: number): Card {
  const minutes = Math.round(Math.abs(wrongByMs) / 60_000)
  return plain(
    `飞书推送的时间和本机相差约${minutes}分钟(本机${wrongByMs > 0 ? '慢' : '快'}),推送都被拒收,居民的话我收不到。`,
    '请校准服务器时钟(NTP)。飞书会在7小时内重推,校准后大多能补上。',
  )
}
