import type { Patrol } from '../../db/patrols.ts'
import type { Card } from '../../matters/message.ts'
import { dayWords, localTime } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

const how = '例如:/巡逻 开始 三期南门到小广场'

const offers = {
  hazard: { line: '像是隐患,要登记就点「登记隐患」,不用再写一遍。', label: '登记隐患', verb: '/隐患' },
  alarm: { line: '听着紧急:还在发生就打110,再点「紧急」通知值班室。', label: '紧急', verb: '/紧急' },
} as const

export const patrolTexts = {
  how: plain('发「/巡逻 开始 路线」或「/巡逻 结束 发现了什么」。', how),
  alreadyOn: (since: Date): Card => ({
    ...plain(`${localTime(since)} 起已经在巡逻,巡完点「结束」。`),
    actions: [{ label: '结束', command: '/巡逻 结束' }],
  }),
  notOn: plain('现在没有在巡逻。', how),
  wrongTime: plain('时间要在这次开始以后、现在以前,例如:/巡逻 结束 20:30'),
  on: (at: Date, masked: boolean): Card => ({
    ...plain(
      `从 ${localTime(at)} 开始记,只记时间,不记您走到哪。路上小心。`,
      '有危险先躲开,打110;巡完发:/巡逻 结束 发现了什么',
      ...(masked ? ['路线里的姓名、门牌和号码已遮盖。'] : []),
    ),
    actions: [{ label: '结束', command: '/巡逻 结束' }],
  }),
  off: (ms: number, finding: string | null, masked: boolean, offered: keyof typeof offers | null): Card => ({
    ...plain(
      `辛苦了,这次巡逻${lasted(ms)}。${finding ? `发现:${finding}` : '没有记发现。'}`,
      ...(masked ? ['姓名、门牌和号码已遮盖。'] : []),
      ...(offered ? [offers[offered].line] : []),
    ),
    ...(offered && {
      actions: [{ label: offers[offered].label, command: `${offers[offered].verb} ${finding}` }],
    }),
  }),
  forgotten: (at: Date): Card => ({
    tone: 'yellow',
    title: '巡逻忘了点「结束」',
    lines: [`已替您结束,先按 ${localTime(at)} 记。`, '不对就改,例如:/巡逻 结束 20:30'],
  }),
} as const

/** One's own last patrols. */
export function patrolsCard(patrols: readonly Patrol[]): Card {
  if (patrols.length === 0) return plain('还没有巡逻记录。', how)
  return plain(
    `您最近的巡逻 ${patrols.length} 次(只有您看得到):`,
    ...patrols.map(({ startedAt, endedAt, endedBy, route, finding }) => {
      const length = endedAt ? lasted(endedAt.getTime() - startedAt.getTime()) : '进行中'
      const marked = endedBy === 'clock' ? '(忘了结束,自动记的)' : ''
      return [dayWords(startedAt), `${length}${marked}`, route, finding].filter(Boolean).join('|')
    }),
  )
}

/** 1小时20分. */
export function lasted(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return `${hours > 0 ? `${hours}小时` : ''}${rest > 0 || hours === 0 ? `${rest}分` : ''}`
}
