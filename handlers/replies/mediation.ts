import type { Card } from '../../matters/message.ts'
import { type Colour, colourNames, type RuleId } from '../../matters/taxonomy.ts'
import type { MatterView } from '../../matters/view.ts'

/** 人民调解法 §26: what is open to both when a mediation has failed or came too late. */
export const lawfulRoutes =
  '可依法走的路:有仲裁协议或属劳动争议的申请仲裁;归行政机关管的申请行政处理;都可以向法院起诉。法律咨询拨12348。'

/** To who reported, who need not be a party: neither verdict nor detail. */
export const mediationFailed =
  '这次协商没有结果,我们会接着跟进。各方仍可依法申请仲裁、行政处理或向法院起诉,法律咨询拨12348。'

/** To who recorded it: what it made of the colour, and by which rule. */
export function mediationRaised(rule: RuleId, colour: Colour): string {
  return `调解未成(规则${rule}),已升为${colourNames[colour]}色。`
}

export const mediationMoved = '协商有了进展,办好后会回访您。'

/** 人民调解法 §33, with the last day. */
export function mayConfirm(until: string): string {
  return `双方可在${until}前一起向法院申请司法确认(协议生效起30日内)。`
}

/** When the thirty days are over. */
export const tooLateToConfirm =
  '已过30日,不能再申请司法确认。对方不履行的:可就协议向法院起诉;给付钱款的,可去公证或申请支付令。法律咨询拨12348。'

export const againstPolice = (reasons: string[]) =>
  `⚠️有「${reasons.join('、')}」的迹象,按《公安机关办理行政案件程序规定》第179条不适用治安调解。`

/** Ten days are left. */
export function confirmationDueCard(seen: MatterView, until: string, able: boolean): Card {
  return {
    tone: 'yellow',
    title: `司法确认还剩10天|${seen.number}`,
    lines: [`调解协议最迟${until}可申请司法确认,请问双方要不要一起申请;不申请不用管它。`],
    actions: able ? [{ label: '已申请', command: `/司法确认 ${seen.number}` }] : [],
  }
}
