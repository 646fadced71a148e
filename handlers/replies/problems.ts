import type { Problem } from '../../db/problems.ts'
import type { Card } from '../../matters/message.ts'
import { localDate } from '../../matters/working-time.ts'
import { dayOnly } from './minutes.ts'
import { plain } from './refusals.ts'

/** One problem of the list: what, the solution, who, until when, how it stands. */
export function problemLine(problem: Problem, owner: string | null, now: Date): string {
  const { id, state, solution, dueOn } = problem
  const term = dueOn ? `限${dayOnly(dueOn)}${dueOn < localDate(now) ? ',已过期' : ''}` : ''
  const plan = solution ? [`方案:${solution}`, owner ?? '', term] : ['待定方案']
  const waits = state === 'asked' ? '等提出人确认' : ''
  return [`问题${id}`, problem.problem, ...plan, waits].filter(Boolean).join('|')
}

export const problemTexts = {
  how: plain(
    '/问题清单 新增 [@提出人] 什么问题;方案 号 @人 怎么办 期限;关闭 号(会问提出人是否解决)。单发看清单。',
  ),
  notHere: plain('问题清单在工作群、企业群或私聊里用。'),
  notYours: plain('记问题、定方案由社区民警、综治中心或园区来做。'),
  list: (lines: string[]): Card => ({
    tone: 'plain',
    title: `问题清单 ${lines.length} 项`,
    lines: lines.length > 0 ? lines : ['没有没解决的问题。'],
  }),
  kept: (id: number, problem: string) =>
    plain(`已列入问题清单:问题${id}|${problem}`, `定方案:/问题清单 方案 ${id} @人 怎么办 期限`),
  say: plain('什么问题?例如:/问题清单 新增 南门卸货区被占'),
  missing: (label: string, id: number) =>
    plain(`还缺「${label}」。例如:/问题清单 方案 ${id} @网格员大高 划出卸货时段 下周五`),
  echo: (id: number, line: { solution: string; owner: string; by: string }) => [
    `问题${id}的方案:${line.solution}`,
    `负责:${line.owner}`,
    `期限:${line.by}`,
  ],
  planned: (id: number, solution: string, owner: string, by: string) =>
    plain(`问题${id}|方案:${solution}|${owner}负责,${by}前。办好后请提出人确认才关闭。`),
  yours: (id: number, line: string): Card => ({
    tone: 'blue',
    title: `问题${id}由您负责`,
    lines: [line, `办好了发 /问题清单 关闭 ${id},会请提出人确认。`],
    actions: [{ label: '办好了', command: `/问题清单 关闭 ${id}` }],
  }),
  unknown: (said: string) => plain(`没有您能改的问题「${said}」。看清单:/问题清单`),
  planFirst: (id: number) => plain(`问题${id}还没有方案,先定方案再关闭:/问题清单 方案 ${id} @人 怎么办 期限`),
  askedNow: (id: number) => plain(`已请提出人确认问题${id}是否解决。提出人点「解决了」才关闭。`),
  ask: (problem: Problem): Card => ({
    tone: 'blue',
    title: `您提的问题解决了吗|问题${problem.id}`,
    lines: [problem.problem, `做了:${problem.solution ?? ''}`, '您说解决了才关闭;没解决我们接着办。'],
    actions: [
      { label: '解决了', command: `/问题清单 解决了 ${problem.id}` },
      { label: '没解决', command: `/问题清单 没解决 ${problem.id}` },
    ],
  }),
  closed: (id: number) => plain(`谢谢您,问题${id}已关闭。您是谁的记录也删了。`),
  closedForOwner: (id: number) => plain(`问题${id}:提出人说解决了,已关闭。`),
  again: (id: number) => plain(`知道了,问题${id}接着办。`),
  againForOwner: (id: number, problem: string): Card => ({
    tone: 'yellow',
    title: `问题${id}还没解决`,
    lines: [`提出人说还没解决:${problem}`, `换个办法:/问题清单 方案 ${id} @人 怎么办 期限`],
  }),
} as const
