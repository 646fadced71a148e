import type { Card } from '../../matters/message.ts'
import { localDate, localTime } from '../../matters/working-time.ts'
import { eventName } from './timeline.ts'

export interface Audit {
  from: Date
  to: Date
  counts: { kind: string; n: number }[]
  trail: {
    at: Date
    kind: string
    who: string
    number: string | null
    values: Record<string, unknown> | null
  }[]
  broken: { seq: number } | null
}

/** The log of a time, by kinds and the newest of what an inspector looks for; no words of matters. */
export function auditCard({ from, to, counts, trail, broken }: Audit): Card {
  return {
    tone: broken ? 'red' : 'plain',
    title: `审计 ${localDate(from)} 至 ${localDate(to)}`,
    lines: [
      broken ? `⚠️日志链在第${broken.seq}行断开,请立即保全并上报。` : '日志链完整。',
      `次数:${counts.map(({ kind, n }) => `${eventName(kind)}${n}`).join('、') || '无'}`,
      ...trail.map(({ at, kind, who, number, values }) =>
        `${localDate(at).slice(5)} ${localTime(at)} ${who} ${eventName(kind)}${detail(values)} ${number ?? ''}`.trim(),
      ),
    ],
  }
}

/** Which verb was refused, by which door it was read: never free words. */
function detail(values: Record<string, unknown> | null): string {
  const what = values?.what ?? values?.door
  return typeof what === 'string' ? `(${what})` : ''
}
