import type { GroupMonth } from '../../db/group-month.ts'
import type { Card } from '../../matters/message.ts'

/** Fewer than this could point at somebody. */
const fewest = 5

/** What the bot did in a group in a month: counts only. */
export function groupMonthCard(month: number, { posted, asked, settled }: GroupMonth): Card {
  return {
    tone: 'plain',
    lines: [
      `${month}月在本群:我主动发了${posted}条,大家反映${count(asked)},办结${count(settled)}。`,
      '嫌多嫌少,群主可以发:/群设置 打扰 0–3。紧急请拨110。',
    ],
  }
}

function count(matters: number): string {
  return matters < fewest ? `不到${fewest}件` : `${matters}件`
}
