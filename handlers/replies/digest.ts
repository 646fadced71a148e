import type { Action, Card } from '../../matters/message.ts'
import { instantOf, type Stretch } from '../../matters/roster.ts'
import type { Colour } from '../../matters/taxonomy.ts'
import { dayWords } from '../../matters/working-time.ts'
import { hoursWords, stretchWords } from './roster.ts'

/** More than this in one line is not read. */
const shown = 8

export interface NumberLine {
  number: string
  colour: Colour | null
}

export interface Morning {
  who: string
  place: string
  day: string
  /** 昨日新增, or 11月27日以来新增 after days off. */
  since: string
  opened: { colours: (Colour | null)[]; foundBy: string[] }
  due: NumberLine[]
  visits: { number: string; day: number }[]
  late: (NumberLine & { rung: number })[]
  /** Past the time to assign them, and this reader may. */
  unled: NumberLine[]
  /** Their decisions of meetings that are due by today. */
  decisions: { id: number; over: boolean }[]
  /** Meetings of today at which they have a seat. */
  meetings: { at: string; name: string }[]
  shifts: { what: string; where: string; stretch: Stretch; forWhom: string | null }[]
  standsIn: { who: string; until: string }[]
}

const colourWords = { red: '红', yellow: '黄', blue: '蓝' } as const
const finders: Record<string, string> = {
  resident: '居民报',
  volunteer: '志愿者报',
  grid: '网格员报',
  patrol: '民警报',
}
const toldTo = ['', ',已报所长', ',已报大队长', ',已报副局长'] as const

/** The morning in one message (commands.md D2); who has nothing to do reads that. */
export function morningCard(seen: Morning): Card {
  const { due, visits, late, unled, decisions, meetings, shifts } = seen
  const free = [due, visits, late, unled, decisions, meetings, shifts].every((one) => one.length === 0)
  return {
    tone: late.length > 0 ? 'yellow' : 'plain',
    title: `早上好,${seen.who}|${seen.place} ${seen.day}`,
    lines: [
      openedLine(seen),
      `今天到期 ${due.length}${listed(due.map(numberWords))}`,
      `今天回访 ${visits.length}${listed(visits.map(({ number, day }) => `${number}(第${day}天)`))}`,
      `超期 ${late.length}${listed(late.map((one) => `${numberWords(one)}${toldTo[one.rung] ?? ''}`))}`,
      ...(unled.length > 0 ? [`还没有牵头人 ${unled.length}${listed(unled.map(numberWords))}`] : []),
      ...(decisions.length > 0
        ? [
            `会议决议 ${decisions.length}${listed(decisions.map(({ id, over }) => `决议${id}(${over ? '已过期' : '今天到期'})`))}`,
          ]
        : []),
      ...meetings.map(({ at, name }) => `今天开会:${at} ${name}`),
      ...shifts.map(({ what, where, stretch, forWhom }) => {
        const instead = forWhom ? `(替${forWhom})` : ''
        return `${what}:${hoursWords(stretch)}${where ? `,${where}` : ''}${instead}`
      }),
      ...seen.standsIn.map(({ who, until }) => `代班:${who}请假到${until},他的事已算在上面。`),
      ...(free ? ['今天没有要催的,也没有班。'] : []),
    ],
    actions: [
      ...firstOf([...late, ...due, ...visits, ...unled]),
      { label: '待办', command: '/待办' },
      refresh,
    ],
  }
}

const refresh: Action = { label: '刷新', command: '/早报' }

function openedLine({ since, opened }: Morning): string {
  const { colours, foundBy } = opened
  if (colours.length === 0) return `${since} 0`
  const count = (colour: 'red' | 'yellow' | 'blue') =>
    colours.filter((one) => (one ?? 'blue') === colour).length
  const byColour = (['red', 'yellow', 'blue'] as const)
    .filter((colour) => count(colour) > 0)
    .map((colour) => `${colourWords[colour]}${count(colour)}`)
  const byWhom = Object.entries(finders).flatMap(([who, words]) => {
    const n = foundBy.filter((one) => one === who).length
    return n > 0 ? [`${words}${n}`] : []
  })
  return `${since} ${colours.length}:${byColour.join(' ')}${byWhom.length > 0 ? `(${byWhom.join(',')})` : ''}`
}

function numberWords({ number, colour }: NumberLine): string {
  return `${number}(${colour ? colourWords[colour] : '—'})`
}

function listed(words: string[]): string {
  if (words.length === 0) return ''
  const more = words.length > shown ? ` 等${words.length}件` : ''
  return `:${words.slice(0, shown).join(' ')}${more}`
}

/** Buttons that open the first of them. */
export function firstOf(rows: readonly { number: string }[]): Action[] {
  return [...new Set(rows.map(({ number }) => number))]
    .slice(0, 3)
    .map((number) => ({ label: `看 ${number}`, command: `/看 ${number}` }))
}

export const lateLine = (days: number) => `已超期 ${days} 天。`

/** All that is overdue with one colleague, in one message. */
export function overdueCard(rows: { number: string; line: string; days: number }[]): Card {
  const lines = rows.slice(0, 15).map(({ line, days }) => `${line}|已超期${days}天`)
  return {
    tone: 'yellow',
    title: `超期 ${rows.length} 件`,
    lines: [
      ...lines,
      ...(rows.length > lines.length ? [`……还有 ${rows.length - lines.length} 件,看全部:/待办 超期`] : []),
      '办了就记一笔;来不及可申请延期:/延期 编号 天数 理由。',
    ],
    actions: [...firstOf(rows), { label: '全部超期', command: '/待办 超期' }],
  }
}

export interface HandOver {
  day: string
  emergencies: string[]
  figures: { red: number; yellow: number; blue: number; late: number }
  unled: string[]
  tonight: { who: string; stretch: Stretch }[]
  next: { who: string; stretch: Stretch } | null
  gaps: readonly Stretch[]
  away: string[]
  numbers: string[]
}

/** 20:00, to whoever has the night: what stands, what nobody leads, who comes next. */
export function handOverCard(seen: HandOver): Card {
  const { emergencies, figures, unled, tonight, next, gaps, away } = seen
  return {
    tone: emergencies.length > 0 ? 'red' : gaps.length > 0 || unled.length > 0 ? 'yellow' : 'plain',
    title: `交接班 ${seen.day}`,
    lines: [
      emergencies.length > 0 ? `未解除的紧急 ${emergencies.length} 件:` : '没有未解除的紧急。',
      ...emergencies,
      `在办:红${figures.red} 黄${figures.yellow} 蓝${figures.blue},其中超期 ${figures.late}`,
      ...(unled.length > 0
        ? [`还没有牵头人:${unled.length} 件`, ...unled.slice(0, 10)]
        : [emergencies.length > 0 ? '其余都有牵头人。' : '都有牵头人。']),
      ...(unled.length > 10 ? [`……还有 ${unled.length - 10} 件,看:/待办 未接`] : []),
      ...(tonight.length > 0
        ? tonight.map(({ who, stretch }) => `现在值班:${who},到 ${dayWords(instantOf(stretch.wallUntil))}`)
        : ['值班表上现在没有人,紧急由值班室全体接。']),
      ...(next ? [`下一班:${next.who},${stretchWords(next.stretch)}`] : []),
      ...gaps.map((gap) => `⚠️没排人:${stretchWords(gap)}。请补:/值班 排班`),
      ...away,
    ],
    actions: [
      ...firstOf(seen.numbers.map((number) => ({ number }))),
      { label: '值班表', command: '/值班 本周' },
    ],
  }
}

export interface AuditWeek {
  span: string
  place: string
  counts: Record<string, number>
}

/** What a reader of the log looks for; `always` stands there with 0 too. */
const audited: { what: string; kind: string; always?: true }[] = [
  { what: '查看敏感内容', kind: 'read', always: true },
  { what: '被拒绝的操作', kind: 'refused', always: true },
  { what: '申请启封', kind: 'unseal_asked', always: true },
  { what: '同意启封', kind: 'unseal_granted' },
  { what: '不同意启封', kind: 'unseal_refused' },
  { what: '查看启封结果', kind: 'unsealed' },
  { what: '查看驻社区时间', kind: 'hours_read' },
  { what: '查日志', kind: 'audited' },
]

/** The week's log in figures, for the chief and the citizens' supervisor: how often, never who or about whom (rule A-5). */
export function auditWeekCard({ span, place, counts }: AuditWeek, outside: boolean): Card {
  const rows = audited
    .map(({ what, kind, always }) => ({ what, always, n: counts[kind] ?? 0 }))
    .filter(({ n, always }) => n > 0 || always)
  const none = rows.every(({ n }) => n === 0)
  return {
    tone: 'plain',
    title: `每周审计|${place} ${span}`,
    lines: [
      ...(none
        ? ['本周无:没有查看、拒绝和启封。']
        : rows.map(({ what, n }) => `${what} ${few(n, outside)} 次`)),
      outside
        ? '只有次数,没有内容和姓名。有疑问可向督察反映,或拨12389。'
        : '只有次数。要看明细请督察用 /审计。',
    ],
  }
}

/** Few enough to be guessed at are not told outside. */
function few(n: number, outside: boolean): string {
  return outside && n > 0 && n < 5 ? '不足5' : String(n)
}
