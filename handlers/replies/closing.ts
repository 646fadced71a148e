import { needsReport, type Question, questionsOf } from '../../matters/closing.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Card } from '../../matters/message.ts'
import { dayWords } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

type Asked = Pick<Matter, 'number' | 'kind' | 'category'>
type Plan = { day: number; dueAt: Date }[]

const words: Record<Question, (plan: Plan) => string> = {
  settled: () => '事情解决了吗?(没谈成的,去哪里继续已经说清也算)',
  told: () => '双方和反映人都告知结果了吗?',
  danger: () => '还有隐患留下吗?',
  visit: (plan) => `回访约好了吗?(答「是」就自动约:${planWords(plan)})`,
}
const names: Record<Question, string> = { settled: '解决', told: '告知', danger: '隐患', visit: '回访' }
const good: Record<Question, string> = { settled: '是', told: '是', danger: '无', visit: '是' }

function planWords(plan: Plan): string {
  return plan.map((one) => `第${one.day}天 ${dayWords(one.dueAt)}`).join('、')
}

/** The questions before closing, one tap for the usual answer; of some already answered the rest. */
export function closingCard(matter: Asked, missing: Question[], given: string, plan: Plan): Card {
  const all = questionsOf(matter.kind)
  const whole = missing.length === all.length
  const count = ['', '一', '两', '三', '四'][missing.length]
  const rest = missing.map((question) => `${names[question]}=${good[question]}`).join(' ')
  const report = needsReport(matter.category)
  return {
    tone: 'plain',
    title: `${whole ? '办结前' : '还差'}${count}问|${matter.number}`,
    lines: [
      ...missing.map((question, index) => `${index + 1}. ${words[question](plan)}`),
      ...(report ? [reportLine(matter.number)] : []),
      `也可以写:/办结 ${matter.number} ${all.map((question) => good[question]).join(' ')}`,
    ],
    actions: report
      ? []
      : [
          {
            label: whole ? `${count}项都妥,办结` : '其余都妥,办结',
            command: whole
              ? `/办结 ${matter.number} ${count}项都妥`
              : `/办结 ${matter.number} ${given} ${rest}`,
          },
          ...(missing.includes('settled')
            ? [{ label: '还没解决', command: `/办结 ${matter.number} 解决=否` }]
            : []),
          ...(missing.includes('danger')
            ? [{ label: '还有隐患', command: `/办结 ${matter.number} 解决=是 告知=是 隐患=有 回访=是` }]
            : []),
        ],
  }
}

const reportLine = (number: string) =>
  `涉及未成年人,要写明已向谁报告:/办结 ${number} 是 是 无 是 报告=单位、日期、文号`

/** A danger is left: it becomes a matter of its own, or this one goes on. */
export function dangerCard(matter: Asked, mayStandApart: boolean): Card {
  return {
    tone: 'yellow',
    title: `还有隐患,先说怎么办|${matter.number}`,
    lines: mayStandApart
      ? [
          '隐患不能随着办结丢下:另立一件有人跟的,或者这件先不办结。',
          `写明类别更好,例如:/办结 ${matter.number} 是 是 有 是 另立=高空坠物`,
        ]
      : ['这件先不办结;隐患请另行 /上报,有人跟了再办结。'],
    actions: [
      ...(mayStandApart
        ? [
            {
              label: '另立隐患并办结',
              command: `/办结 ${matter.number} 解决=是 告知=是 隐患=有 回访=是 另立`,
            },
          ]
        : []),
      { label: '先不办结', command: `/办结 ${matter.number} 解决=否 隐患还在` },
    ],
  }
}

/** Why it stays open, and the next step. */
export function stillOpenCard(number: string, why: Question, moved: boolean): Card {
  const next = {
    settled: '接着办:可记办理、约会诊、请督办;确实办不了的可转办。',
    told: '请先把结果告知双方和反映人,记一笔办理,再化解、办结。',
    danger: '隐患还在,请接着整改,消除了再化解、办结。',
    visit: '',
  }[why]
  return {
    ...plain(moved ? `${number} 没有办结,回到办理中。` : `${number} 没有办结,还在转办。`, next),
    actions: moved ? [{ label: '记办理', command: `/办理 ${number} 已告知双方` }] : [],
  }
}

export const closingTexts = {
  emergency: (number: string) => `${number} 还是紧急状态,要先由值班室解除。`,
  partner: (number: string, lead: string) =>
    `${number} 您是搭档,可以记办理;化解和办结由牵头的${lead}来做,请联系${lead}。`,
  mustVisit: (plan: Plan) =>
    `办结都要约回访。回访答「是」,就按 ${planWords(plan)} 自动约;日子不合适可以改期。`,
  needsReport: (number: string) => reportLine(number),
  concluded: (number: string, plan: Plan) => [
    `${number} 已办结。`,
    ...plan.map((one) => `第${one.day}天回访:${dayWords(one.dueAt)}`),
  ],
  apart: (number: string) => `隐患另立为 ${number},单独办理。`,
  toReporters: (plan: Plan) =>
    plan[0] ? `已办结。${dayWords(plan[0].dueAt)}前后会回访您。` : '已办结,谢谢您的反映。',
} as const

export const resolvedTexts = {
  resolved: (number: string) => `${number} 已化解。办结后会自动约回访。`,
  failed: '没谈成的,请告诉双方还能走哪些路(会诊、三所一庭、调解、法院),办结时要答四问。',
  oneLeft: (number: string) => `${number} 已当场化解。还差一问:有没有隐患留下?`,
  officer: (name: string) => `${name} 说已化解,请核对四问后办结。`,
} as const
