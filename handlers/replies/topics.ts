import type { Topic } from '../../db/topics.ts'
import type { Card } from '../../matters/message.ts'
import { dayWords } from '../../matters/working-time.ts'
import type { Face } from '../meetings/face.ts'
import { plain } from './refusals.ts'

/** One topic of the agenda. */
export function topicLine(topic: Topic, shown: { by: string; matter: string | null }): string {
  const what = topic.words ?? shown.matter ?? '一件需要保密的事'
  return `议题${topic.id}|${what}${shown.by ? `(${shown.by}提)` : ''}`
}

export const topicTexts = {
  put: (id: number, face: Face, line: string): Card => ({
    tone: 'plain',
    lines: [
      `议题${id}已列入 ${dayWords(face.startsAt)} ${face.where}${face.name}:${line}`,
      `不议了发 /议题 撤下 ${id};留到下一次发 /议题 顺延 ${id}。`,
    ],
    actions: [
      { label: '撤下', command: `/议题 撤下 ${id}` },
      { label: '顺延', command: `/议题 顺延 ${id}` },
    ],
  }),
  already: (line: string) => plain(`这件事已经在议题里:${line}`),
  noMeeting: plain('您的片区还没有排下一次会议,议题没有列入。请社区民警用 /例会 设置 或 /例会 临时 排会。'),
  say: plain('要议什么?例如:/议题 AH-1117-01,或 /议题 3号楼电动车停放;看已有的发 /议题 列表。'),
  none: (face: Face) => plain(`${dayWords(face.startsAt)} ${face.where}${face.name}还没有议题。`),
  list: (face: Face, lines: string[]): Card => ({
    tone: 'plain',
    title: `议题|${face.where}|${dayWords(face.startsAt)}`,
    lines,
  }),
  unknown: (id: string) => plain(`没有您能改的议题「${id}」。看有哪些:/议题 列表`),
  dropped: (id: number) => plain(`议题${id}已撤下。`),
  later: (id: number) => plain(`议题${id}留到下一次会议再议。`),
  settled: (id: number) => plain(`议题${id}已经议过或撤下了。`),
} as const
