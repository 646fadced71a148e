import type { Card } from '../../matters/message.ts'

/** Loud, because a make-up Saturday that is not known is missed silently. */
export function noHolidayTable(year: number): Card {
  return {
    tone: 'yellow',
    title: `还没有 ${year} 年的放假安排`,
    lines: [
      `系统里没有国务院公布的 ${year} 年放假和调休表,工作日暂按周一到周五算,调休的日子会算错。`,
      '请技术人员升级,或把放假、上班的日子写进 matters/holidays.json。补上之前每周提醒一次。',
    ],
  }
}
