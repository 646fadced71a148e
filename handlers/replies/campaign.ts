import type { Campaign } from '../../db/campaigns.ts'
import type { Walked } from '../../db/walks.ts'
import type { Card } from '../../matters/message.ts'
import { daysWords } from './leave.ts'
import { plain } from './refusals.ts'

const how = '例如:/专项 新建 百日走访 11月25日至3月4日 每格60户'

/** A grid's part of a campaign. */
export interface Coverage {
  grid: string
  walked: Walked
}

export const campaignTexts = {
  how: plain('写上名称、起止日期和每格要走访多少户。', how),
  past: plain('结束日期已经过去,没有保存。', how),
  tooLong: plain('一次专项最长400天,没有保存。'),
  aboutSomebody: plain('名称里像有人名或号码,没有保存。请换个名称。'),
  mayNot: plain('新建、结束专项由所长来做。看进度:/专项 进度'),
  noSuch: plain('没有这个专项,或不在您的片区。看列表:/专项'),
  echo: (one: {
    name: string
    area: string
    fromDay: string
    untilDay: string
    perGrid: number
    grids: number
    days: number
  }) => [
    `专项:${one.name}(${one.area})`,
    `日期:${daysWords(one.fromDay, one.untilDay)},共${one.days}天`,
    `每格 ${one.perGrid} 户,${one.grids} 个网格,共 ${one.perGrid * one.grids} 户`,
    '网格员照常记「/走访」就算数,不用另报。每周最后一个工作日下午报一次进度。',
  ],
  kept: (name: string) => plain(`已开始「${name}」。走访照常用「/走访」记,这里自动累计,不用另报。`),
  ended: (name: string) => plain(`「${name}」已结束,不再报进度。走访记录还在。`),
} as const

/** What is going on, each with its number. */
export function campaignList(
  rows: readonly { campaign: Campaign; area: string; mayEnd: boolean }[],
  mayMake: boolean,
): Card {
  if (rows.length === 0) return mayMake ? plain('现在没有专项。', how) : plain('现在没有专项。')
  return {
    ...plain(
      ...rows.map(
        ({ campaign, area }) =>
          `${campaign.id}号|${campaign.name}|${area}|${daysWords(campaign.fromDay, campaign.untilDay)}|每格${campaign.perGrid}户`,
      ),
    ),
    actions: rows.flatMap(({ campaign, mayEnd }) => [
      { label: `进度 ${campaign.id}号`, command: `/专项 进度 ${campaign.id}` },
      ...(mayEnd ? [{ label: `结束 ${campaign.id}号`, command: `/专项 结束 ${campaign.id}` }] : []),
    ]),
  }
}

/** Coverage by grid, in the order of the grids: counts only, no names, no doors (requirement A299). */
export function coverageCard(campaign: Campaign, rows: readonly Coverage[]): Card {
  const all = rows.reduce((sum, { walked }) => sum + walked.households, 0)
  const visits = rows.reduce((sum, { walked }) => sum + walked.visits, 0)
  const atHome = rows.reduce((sum, { walked }) => sum + walked.atHome, 0)
  return {
    tone: 'plain',
    title: `${campaign.name}|${daysWords(campaign.fromDay, campaign.untilDay)}`,
    lines: [
      ...rows.map(({ grid, walked }) => `${grid}:${share(walked.households, campaign.perGrid)}`),
      ...(rows.length > 1 ? [`合计:${share(all, campaign.perGrid * rows.length)}`] : []),
      ...(visits > 0 ? [`${visits} 次走访,其中晚间和休息日 ${atHome} 次。`] : []),
      '按「/走访」的户数累计,同一户去两次算两次。',
    ],
  }
}

/** The line of a week, for one reader's grids. */
export function weekCard(
  campaign: Campaign,
  week: readonly Coverage[],
  sofar: readonly Coverage[],
  over: boolean,
): Card {
  const households = (rows: readonly Coverage[]) =>
    rows.reduce((sum, { walked }) => sum + walked.households, 0)
  const now = households(week)
  return {
    tone: 'plain',
    title: `${campaign.name}${over ? '|最后一次进度' : '|本周进度'}`,
    lines: [
      now === 0 ? '本周无。' : `本周 ${now} 户。`,
      `累计 ${share(households(sofar), campaign.perGrid * sofar.length)},到${daysWords(campaign.untilDay, campaign.untilDay)}。`,
    ],
    actions: [{ label: '看进度', command: `/专项 进度 ${campaign.id}` }],
  }
}

function share(done: number, wanted: number): string {
  const percent = wanted > 0 ? Math.min(100, Math.floor((done / wanted) * 100)) : 0
  return `${done}/${wanted} 户,${percent}%`
}
