import type { Card } from '../../matters/message.ts'
import { type CategoryId, categoryOf } from '../../matters/taxonomy.ts'
import type { FraudFeatureId } from '../read/facts-fraud-signs.ts'
import { notPolice } from './emergency.ts'
import { plain } from './refusals.ts'

/** The fifteen features in the words of somebody who is not at home on the net. */
export const plainFeatures: Record<FraudFeatureId, string> = {
  F01: '生人主动找上门',
  F02: '自称公检法、社保等机关',
  F03: '自称客服、快递、平台',
  F04: '冒充领导、熟人、孩子',
  F05: '吓唬人:犯案、冻结、征信',
  F06: '要保密、不许挂电话',
  F07: '要把钱转到“安全账户”',
  F08: '要点链接、扫码、装软件',
  F09: '要共享屏幕、遥控手机',
  F10: '要验证码、密码、刷脸',
  F11: '说稳赚、有内幕消息',
  F12: '刷单点赞,先给甜头',
  F13: '要先交一笔钱',
  F14: '催着马上办',
  F15: '转私下联系、送现金黄金、借银行卡',
}

export interface FraudCheck {
  features: FraudFeatureId[]
  /** Null: not sure. */
  type: CategoryId | null
  /** The duty desk was told, because money is moving. */
  alarmed: boolean
}

/** What somebody hears who had a text checked. It never says that a text is safe, and speaks of nobody. */
export function fraudCheckCard(check: FraudCheck, seenBy: 'group' | 'direct'): Card {
  const { features, type, alarmed } = check
  const hit = features.length > 0
  return {
    tone: features.length >= sure ? 'red' : hit ? 'yellow' : 'plain',
    title: `15条中命中${features.length}条`,
    lines: [
      ...(hit ? [`对上的:${features.map((id) => plainFeatures[id]).join(';')}。`] : []),
      verdict(features.length),
      ...(hit ? [`哪一种:${type ? `看着像${categoryOf(type).zh.replace(/^电诈-/u, '')}` : '不确定'}。`] : []),
      '怎么办:不转钱,不点链接,不说验证码,先挂电话;拿不准打96110。',
      '钱已经转了:马上打110报警,再打银行客服冻结,越快越好。',
      ...(seenBy === 'group' ? [] : [alarmed ? '值班室已经收到通知。' : '这段话看过就忘,没有保存。']),
      notPolice,
    ],
    // In a group anybody could press it for somebody else.
    ...(seenBy === 'direct' && !alarmed && { actions: [{ label: '钱已经转了', command: moneyGone }] }),
  }
}

/** Said by the button: the words of a report that goes to the duty desk at once. */
const moneyGone = '/反诈 我刚刚被骗,钱已经转了'

const suspicious = 3
const sure = 6

/** Taxonomy B5: up to two features are a reminder, three highly suspicious, six as good as certain. */
function verdict(count: number): string {
  if (count === 0) return '没有命中,但不能说明安全:骗子的话天天换。拿不准打96110问一问。'
  if (count < suspicious) return '有可疑的地方,先别信,别照着做。'
  return count < sure ? '非常可疑,很像诈骗。' : '几乎可以确定是诈骗。'
}

export const pasteFirst: Card = plain(
  '请把可疑的短信或聊天粘贴在「/反诈」后面发给我,例如:/反诈 您的账户异常,请点链接认证。也可以引用那条消息,只写「/反诈」。',
  `遇到要转钱的,先停下,打96110。${notPolice}`,
)
