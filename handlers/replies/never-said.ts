import type { Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { emergencyLine, plain } from './refusals.ts'

/** The one answer to who told, and whether anybody did. It says nothing of what there is (rule K-4), in groups as well. */
export const neverSaid: Card = plain(
  '有没有人说过、是谁说的,我对任何人都不回答,问法不同也一样。对处理有意见,可找社区民警或拨12389。',
  `${emergencyLine}。`,
)

/** To the duty desk: somebody may be after who reported. Who said it stays out of it. */
export function retaliationCard(matter: MatterView | null, where: string): Card {
  return {
    tone: 'red',
    title: matter ? `🔴报复迹象|${matter.number}|${matter.place}` : `🔴报复迹象|${where}`,
    lines: [
      '有人打听反映人或放话报复。请尽快安排人核实、保护反映人,不要透露来源。',
      ...(matter ? ['已升为红色并列入督办。'] : []),
    ],
    actions: matter ? [{ label: '看详情', command: `/看 ${matter.number}` }] : [],
  }
}
