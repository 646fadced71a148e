import type { Card } from '../../matters/message.ts'
import { emergencyLine, plain } from './refusals.ts'

/** The one answer to who told, and whether anybody did. It says nothing of what there is (rule K-4), in groups as well. */
export const neverSaid: Card = plain(
  '有没有人说过、是谁说的,我对任何人都不回答,问法不同也一样。对处理有意见,可找社区民警或拨12389。',
  `${emergencyLine}。`,
)

/** To the duty desk: somebody may be after who reported, of whatever. Who said it stays out of it. */
export function retaliationCard(where: string): Card {
  return {
    tone: 'red',
    title: `🔴报复迹象|${where}`,
    lines: ['有人打听反映人或放话报复。请尽快安排人核实、保护反映人,不要透露来源。'],
  }
}
