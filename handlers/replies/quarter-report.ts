import type { Question } from '../../db/quarter-reports.ts'
import type { Card, Picture } from '../../matters/message.ts'
import { leastCell, type PublicFigures, type PublicRow } from '../../matters/public-figures.ts'
import { quarterWords } from '../../matters/quarters.ts'
import { dayOnly } from './minutes.ts'
import { plain } from './refusals.ts'

/** The four strengths of the station's work (requirement A020), and what is counted in each. */
export const figureNames = {
  sections: ['治理硬实力', '要素管控力', '警社聚合力', '便民利企服务力'] as const,
  rows: {
    disputes: '矛盾纠纷',
    hazards: '安全隐患',
    broughtUp: '群众反映',
    visits: '上门回访',
    services: '办事服务',
    problems: '问题清单',
  },
} as const

/** How each line counts: 排查61件,化解59件,化解率96.7%. */
const words: Record<string, { found: string; settled: string; rate: string; unit: string }> = {
  矛盾纠纷: { found: '排查', settled: '化解', rate: '化解率', unit: '件' },
  安全隐患: { found: '发现', settled: '消除', rate: '消除率', unit: '处' },
  群众反映: { found: '', settled: '', rate: '', unit: '件' },
  上门回访: { found: '', settled: '', rate: '', unit: '次' },
  办事服务: { found: '', settled: '办好', rate: '办结率', unit: '件' },
  问题清单: { found: '列入', settled: '解决', rate: '解决率', unit: '个' },
}

const few = `少于${leastCell}`

/** One line of figures in words. */
export function rowWords(row: PublicRow): string {
  const how = words[row.label] ?? { found: '', settled: '', rate: '', unit: '件' }
  if (row.found === null) return `${row.label}${how.found}${few}${how.unit}`
  const settled = row.settled === null ? '' : `、${how.settled}${row.settled}${how.unit}`
  const rate = row.rate === null ? '' : `、${how.rate}${row.rate.toFixed(1)}%`
  return `${row.label}${how.found}${row.found}${how.unit}${settled}${rate}`
}

/** The same for a group, where a hundred characters are many: 矛盾纠纷27件,化解22件(81.5%). What may not be told is left out. */
function briefly(rows: readonly PublicRow[]): string {
  const told = rows.flatMap((row) => {
    const { settled = '', unit = '件' } = words[row.label] ?? {}
    if (row.found === null) return []
    const share = row.rate === null ? '' : `(${row.rate.toFixed(1)}%)`
    return [
      `${row.label}${row.found}${unit}${row.settled === null ? '' : `,${settled}${row.settled}${unit}${share}`}`,
    ]
  })
  return told.length > 0 ? told.join(';') : `都${few}`
}

function sectionWords({ name, rows }: PublicFigures['sections'][number]): string {
  return `${name}:${rows.map(rowWords).join(',')}`
}

/** Every figure of a report in one text, for who sees no picture. */
export function figuresInWords({ sections }: PublicFigures): string {
  return sections.map(sectionWords).join(';')
}

/** In a residents' group: the four strengths, a line each, and the picture. */
export function reportCard(
  report: { quarter: string },
  told: { station: string; figures: PublicFigures; picture: Picture },
): Card {
  return {
    tone: 'blue',
    title: `${told.station}${quarterWords(report.quarter)}汇报`,
    lines: [
      ...told.figures.sections.map(({ name, rows }) => `${name}:${briefly(rows)}`),
      `${few}的不列。看分类、提问:私聊我 /汇报会`,
    ],
    picture: told.picture,
  }
}

/** The same in private, with the kinds each line is made of. */
export function reportInFull(
  report: { quarter: string; reportOn: string },
  told: { station: string; figures: PublicFigures; picture: Picture; answers: readonly Question[] },
): Card {
  const parts = told.figures.sections.flatMap(({ rows }) =>
    rows.flatMap((row) =>
      row.parts.length > 1
        ? [`${row.label}分类:${row.parts.map(({ name, n }) => `${name}${n}`).join('、')}`]
        : [],
    ),
  )
  const answered = told.answers.filter(({ state }) => state === 'answered')
  return {
    tone: 'blue',
    title: `${told.station}${quarterWords(report.quarter)}汇报|${dayOnly(report.reportOn)}`,
    lines: [
      ...told.figures.sections.map(sectionWords),
      ...parts,
      `少于${leastCell}的数不公开,小类并入“其他”,谁也认不出来。`,
      ...(answered.length > 0 ? ['大家的提问:', ...answered.flatMap(answerLines)] : []),
    ],
    picture: told.picture,
  }
}

/** To the chief: what would be told, fourteen days before, and once more on the morning. */
export function draftCard(
  report: { id: number; quarter: string; reportOn: string; approvedAt: Date | null },
  told: { figures: PublicFigures; picture: Picture; today: boolean; groups: number },
): Card {
  const when = told.today ? '今天10:00' : `${dayOnly(report.reportOn)}10:00`
  return {
    tone: report.approvedAt ? 'blue' : 'yellow',
    title: `向群众汇报${told.today ? '' : '(草稿)'}|${quarterWords(report.quarter)}`,
    lines: [
      ...told.figures.sections.map(sectionWords),
      `${few}的已不列数。发布时按当天的数。`,
      report.approvedAt
        ? `您已同意,${when}发到 ${told.groups} 个居民群。`
        : `您同意后,${when}发到 ${told.groups} 个居民群;不同意就不发。`,
    ],
    actions: report.approvedAt ? [] : [{ label: '同意发布', command: `/汇报会 同意 ${report.id}` }],
    picture: told.picture,
  }
}

/** Seven days before, in the residents' groups. */
export function questionsCard(report: { reportOn: string }, station: string): Card {
  return {
    tone: 'blue',
    title: `${station}请您提问`,
    lines: [
      `${dayOnly(report.reportOn)} 向大家汇报这个季度的工作。想问什么,私聊我发:/提问 您的问题。`,
      '不记是谁问的,请不写姓名门牌。紧急请拨110。',
    ],
  }
}

/** A week after, in the residents' groups. */
export function answersCard(
  report: { quarter: string },
  station: string,
  questions: readonly Question[],
): Card {
  const answered = questions.filter(({ state }) => state === 'answered')
  const [first] = answered
  const more = answered.length - 1
  return {
    tone: 'blue',
    title: `${station}答复提问|${quarterWords(report.quarter)}`,
    lines: first
      ? [...answerLines(first), ...(more > 0 ? [`还有 ${more} 条答复,私聊我发 /汇报会 看。`] : [])]
      : ['这次没有收到要答复的提问。平时有事私聊我发 /上报,紧急请拨110。'],
  }
}

/** A question in which something had to be starred, or a building stands, would point at somebody: its answer speaks for itself. */
function answerLines({ id, words: question, answer }: Question): string[] {
  const pointing = /\*|\d+\s*(?:号楼|栋|幢|单元|室)/u.test(question)
  return [pointing ? `提问${id}(涉及具体人家,原话不公开)` : `问:${question}`, `答:${answer ?? ''}`]
}

/** To those who prepare it: what is still to be answered. */
export function openQuestionsCard(
  report: { quarter: string },
  questions: readonly Question[],
  by: string,
): Card {
  return {
    tone: 'plain',
    title: `群众提问 ${questions.length} 条|${quarterWords(report.quarter)}`,
    lines: [
      ...(questions.length > 0
        ? questions.map(({ id, words: question }) => `提问${id}|${question}`)
        : ['没有要答复的提问。']),
      ...(questions.length > 0 ? [`${by}前答复:/汇报会 答 号 文字;不宜公开答复的:/汇报会 不答 号。`] : []),
    ],
  }
}

export const reportTexts = {
  noneOfYours: plain('还没有已公布的汇报。'),
  opened: (station: string, report: { quarter: string; reportOn: string }) =>
    plain(
      `${station}${quarterWords(report.quarter)}汇报已排:${dayOnly(report.reportOn)}10:00 发到居民群。`,
      '提前14天出草稿请所长同意,提前7天征集提问,会后7天答复。',
    ),
  over: plain('这个季度已经过去,不再排汇报。'),
  agreed: (report: { quarter: string; reportOn: string }) =>
    plain(`已同意。${quarterWords(report.quarter)}汇报 ${dayOnly(report.reportOn)}10:00 发到居民群。`),
  agreedAlready: plain('这份汇报已经同意过了。'),
  chiefOnly: plain('汇报由所长同意后才发。'),
  unknown: plain('没有这份汇报。看有哪些:/汇报会'),
  notYours: plain('汇报由所长和综治中心准备。'),
  noQuestion: (said: string) => plain(`没有提问「${said}」。看有哪些:/汇报会 提问`),
  sayAnswer: (id: number) => plain(`答什么?例如:/汇报会 答 ${id} 车棚下月动工,先开放南侧充电桩。`),
  answered: (id: number) => plain(`提问${id}的答复已记,到时一起发布。`),
  leftOut: (id: number) => plain(`提问${id}不公开答复。`),
  tooLate: plain('答复已经发布了。'),
  notCollecting: plain('现在没有在征集提问。有事请发 /上报,紧急请拨110/119/120。'),
  sayQuestion: plain('想问什么?例如:/提问 电动车棚什么时候建。不记是谁问的。'),
  asked: (text: string, day: string) =>
    plain(`收到:${text}`, `不记是谁问的,${day}前后统一答复。紧急请拨110/119/120。`),
  danger: plain(
    '这听起来要马上处理,请现在拨110/119/120。也可以直接把情况发给我,我转值班室。没有当作提问记下。',
  ),
  tooMany: plain('这次提问已经很多,先不收了。有事请发 /上报,紧急请拨110/119/120。'),
} as const
