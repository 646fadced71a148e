import type { Card } from '../../matters/message.ts'
import { dayWords } from '../../matters/working-time.ts'
import type { Face } from '../meetings/face.ts'
import { meetingLine, meetingName } from './meeting.ts'
import { plain } from './refusals.ts'

/** Everything /例会 answers beside its cards. */
export const meetTexts = {
  unknown: (said: string) => plain(`没有找到您能看的会议「${said}」。看有哪些:/例会 列表`),
  notYours: plain('这个会由社区民警、综治中心或主持人来安排,您现在改不了。'),
  none: (prefer: 'coming' | 'begun') =>
    prefer === 'coming'
      ? plain('没有排好的会议。排例会:/例会 设置 每周 周三 9:30;临时开会:/例会 临时 周五15:00 题目。')
      : plain('最近14天没有开过的会。要写更早的,请带上编号,例如:/例会 纪要 12 议了什么。'),
  list: (faces: readonly Face[]): Card => ({
    tone: 'plain',
    title: `往后的会 ${faces.length} 个`,
    lines: faces.length > 0 ? faces.map(meetingLine) : ['没有排好的会议。'],
    actions: faces.slice(0, 5).map((face) => ({ label: `看第${face.id}号`, command: `/例会 ${face.id}` })),
  }),
  parts: plain(
    '/例会 看下一次;/例会 包 看材料;/例会 签到;/例会 纪要 文字;/例会 决议 谁 什么 期限;/例会 办完 决议号;',
    '/例会 确认、发布;/例会 改期 时间;/例会 取消;/例会 设置 …;/例会 临时 时间 题目;/例会 列表。',
  ),
  figuresOnly: plain('您的职责只看数,不看逐件内容。'),
  noSection: plain('没有这一项。请点材料卡上的「展开」。'),
  sayWhen: (part: string) => plain(`改到什么时候?例如:/例会 ${part} 下周四 9:30`),
  echoMove: (face: Face, to: Date, off: boolean) => [
    meetingName(face),
    `原定:${dayWords(face.startsAt)}`,
    `改到:${dayWords(to)}${off ? ',这一天不上班' : ''}`,
    '改后会告诉大家,原来的提醒作废。',
  ],
  moved: (face: Face, told: boolean) =>
    plain(`${meetingName(face)}改到 ${dayWords(face.startsAt)}。${told ? '' : '已通知工作群。'}`),
  echoCancel: (face: Face) => [meetingName(face), `${dayWords(face.startsAt)} 不开了,会告诉大家。`],
  cancelled: (face: Face, told: boolean) =>
    plain(
      `${meetingName(face)} ${dayWords(face.startsAt)} 已取消。${told ? '' : '已通知工作群。'}没议的事留到下一次。`,
    ),
  begunAlready: (face: Face) => plain(`${meetingName(face)} 已经开过了,不能再改期。`),
  cancelledAlready: (face: Face) => plain(`${meetingName(face)} 已经取消了。`),
  notYet: (face: Face) => plain(`${meetingName(face)} 还没开:${dayWords(face.startsAt)}。`),
  writtenUp: (face: Face) => plain(`${meetingName(face)} 的纪要已确认,不能再改。有补充请在下一次会上提。`),
  sayMinutes: plain('议了什么?例如:/例会 纪要 三件红黄事项都有人管了,电动车棚下周选址。'),
  minutesKept: (
    face: Face,
    text: string,
    { masked, confirms }: { masked: boolean; confirms: boolean },
  ): Card => ({
    tone: 'plain',
    title: `纪要草稿|${meetingName(face)}`,
    lines: [
      ...text.split('\n'),
      ...(masked ? ['姓名、门牌和号码已遮盖。'] : []),
      `再发一段会接在后面;重写发 /例会 纪要 重写 文字。${confirms ? '写好了点「确认」。' : `写好了请主持人(${face.chair || '待定'})确认:/例会 确认 ${face.id}`}`,
    ],
    ...(confirms && { actions: [{ label: '确认', command: `/例会 确认 ${face.id}` }] }),
  }),
  noDraft: (face: Face) => plain(`${meetingName(face)} 还没有纪要草稿。先写:/例会 纪要 ${face.id} 议了什么`),
  echoConfirm: (face: Face, text: string, decisions: number) => [
    `确认 ${meetingName(face)} 的纪要(决议 ${decisions} 项):`,
    ...text.split('\n'),
    '确认后不能再改。',
  ],
  confirmed: (face: Face): Card => ({
    tone: 'plain',
    lines: [`${meetingName(face)} 的纪要已确认。点「发布」发到工作群。`],
    actions: [{ label: '发布', command: `/例会 发布 ${face.id}` }],
  }),
  confirmFirst: (face: Face): Card => ({
    tone: 'plain',
    lines: [`${meetingName(face)} 的纪要还没确认,确认后才能发布。`],
    actions: [{ label: '确认', command: `/例会 确认 ${face.id}` }],
  }),
  publishedAlready: (face: Face) => plain(`${meetingName(face)} 的纪要已经发布了。`),
  published: (face: Face) => plain(`${meetingName(face)} 的纪要已发布,马上发到工作群。`),
  attended: (face: Face, names: string[]) => plain(`已签到 ${meetingName(face)}:${names.join('、')}。`),
  attendOnDay: (face: Face) => plain(`签到在开会当天:${dayWords(face.startsAt)}。`),
  sayTopic: plain('临时会写上时间和题目,例如:/例会 临时 周五15:00 车棚选址'),
  echoCall: (where: string, title: string, at: Date, off: boolean) => [
    `${where}临时会议:${title}`,
    `时间:${dayWords(at)}${off ? ',这一天不上班' : ''}`,
    '定下后会通知工作群,并按时提醒。',
  ],
  called: (face: Face, told: boolean) =>
    plain(`${meetingName(face)} 定在 ${dayWords(face.startsAt)}。${told ? '' : '已通知工作群。'}`),
  noArea: plain('您没有可以排会的社区,请联系社区民警或综治中心。'),
} as const

interface DecisionSaid {
  what: string
  owner: string
  by: string
  number: string | null
}

/** Around a decision. */
export const decisionTexts = {
  missing: (label: string) =>
    plain(`还缺「${label}」。`, '例如:/例会 决议 @网格员小林 车棚选址方案 周五;涉及事项的在前面写编号。'),
  echo: (face: Face, line: DecisionSaid) => [
    `记入 ${meetingName(face)}:`,
    `决议:${line.number ? `${line.number} ` : ''}${line.what}`,
    `负责:${line.owner}`,
    `期限:${line.by}`,
  ],
  kept: (id: number, { number, what, owner, by }: DecisionSaid) =>
    plain(`决议${id}:${number ? `${number} ` : ''}${what}|${owner}负责|${by}前。没办完会带到下一次会。`),
  yours: (id: number, { number, what, by }: DecisionSaid, face: Face): Card => ({
    tone: 'blue',
    title: `例会决议${id}由您负责`,
    lines: [
      `${meetingName(face)}:${number ? `${number} ` : ''}${what}|${by}前`,
      `办好了发 /例会 办完 ${id};要改日子发 /例会 改限 ${id} 日期。`,
    ],
    actions: [{ label: '办完了', command: `/例会 办完 ${id}` }],
  }),
  unknown: (said: string) => plain(`没有您能改的决议「${said}」。看没完成的:/例会 决议`),
  settledAlready: (id: number) => plain(`决议${id}已经办结了。`),
  finished: (id: number) => plain(`决议${id}已完成,下一次会上会报告。`),
  droppedWhy: (id: number) => plain(`不再办要写理由,例如:/例会 不办 ${id} 已由物业办好`),
  dropped: (id: number) => plain(`决议${id}不再办,下一次会上会说明。`),
  echoTerm: (id: number, line: string, by: string) => [`决议${id}:${line}`, `期限改到:${by}`],
  newTerm: (id: number, by: string) => plain(`决议${id}期限改到 ${by}。`),
  list: (lines: string[]): Card => ({
    tone: 'plain',
    title: `没完成的决议 ${lines.length} 项`,
    lines: lines.length > 0 ? lines : ['没有没完成的决议。'],
  }),
} as const
