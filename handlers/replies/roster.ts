import type { Action, Card } from '../../matters/message.ts'
import { instantOf, type PostingFault, type RosterFault, type Stretch } from '../../matters/roster.ts'
import { dayWords } from '../../matters/working-time.ts'
import { dateWords } from './leave.ts'
import { plain } from './refusals.ts'

const how = [
  '一行一班:日期 班次 姓名。班次写 白(08–20点)、夜(20–次日08点)、全天,或 09:00-18:00。',
  '例如:/值班 排班 下周一至下周日 白 老秦;下周一至下周日 夜 小冯',
]
const howPosting =
  '例如:/派驻 排班 下周;周警官 周一上午 周二下午 周四上午 周五上午;陈警官 周一下午 周三上午 周四下午 周五下午'

/** 11月23日(周一)20:00–次日08:00. */
export function stretchWords(stretch: Stretch): string {
  const { wallFrom, wallUntil } = stretch
  const lastsMs = instantOf(wallUntil).getTime() - instantOf(wallFrom).getTime()
  if (lastsMs > 24 * 3_600_000) return `${dayWords(instantOf(wallFrom))}–${dayWords(instantOf(wallUntil))}`
  return `${dateWords(wallFrom.slice(0, 10))}${hoursWords(stretch)}`
}

/** 20:00–次日08:00. */
export function hoursWords({ wallFrom, wallUntil }: Stretch): string {
  const next = wallFrom.slice(0, 10) === wallUntil.slice(0, 10) ? '' : '次日'
  return `${wallFrom.slice(11)}–${next}${wallUntil.slice(11)}`
}

export const rosterTexts = {
  how: plain(...how),
  mayNotPlan: plain('排班、换别人的班由所长、副所长或值班室来做。'),
  line: (line: string) => plain(`没看懂这一行:「${line}」`, ...how),
  cannot: (name: string) => plain(`${name}没有值班室的岗位,不能排值班。`),
  past: plain('有的班次已经结束,请只排今后的。'),
  noStation: plain('您的岗位不属于哪个派出所,排不了班。'),
  nothingToCopy: plain('本周还没有排班,没有可照的。', ...how),
  noSuchShift: plain('没有这个班次号。看号:/值班 本周、/派驻 本周'),
  swapHow: plain('例如:/值班 换班 12 小冯(12号班给小冯),或 /值班 换班 12 15(两个班对换)'),
  busy: (name: string, when: string) => plain(`${name}在 ${when} 已经有班,不能再接这一班。`),
  sameKind: plain('两个班要是同一种(都是值班,或都是派驻)。'),
  over: plain('这一班已经结束,不能换了。'),
  noDuty: '还没有排,紧急由值班室全体接。',
  noPosting: '还没有排。',
  weekendHow: plain('例如:/值班 周末 周六 周警官 10:00-16:00(不写时间就是 09:00-17:30)'),
  notOfficer: (name: string) => plain(`${name}不是民警,不能排周末值守。`),
  workingDay: (day: string) => plain(`${dateWords(day)} 要上班,不是周末。`),
  weekendKept: (line: string) => plain(`已排周末值守:${line}。前半小时提醒,已告诉本人。`),
} as const

/** Why a duty roster cannot be kept, each with what to do. */
export function faultsCard(faults: readonly RosterFault[], name: (id: number) => string): Card {
  const lines = faults
    .slice(0, 6)
    .map((one) =>
      one.fault === 'gap'
        ? `空档:${stretchWords(one)} 没有人。请补一行:${gapLine(one)} 姓名`
        : `重叠:${stretchWords(one)} 有${[...new Set(one.people)].map(name).join('和')}两班。请改其中一班的时间或删去一行。`,
    )
  const more = faults.length > 6 ? [`还有 ${faults.length - 6} 处。`] : []
  return { tone: 'yellow', title: '值班要7×24小时不断,没有保存', lines: [...lines, ...more] }
}

function gapLine({ wallFrom, wallUntil }: Stretch): string {
  return `${wallFrom.slice(5, 10)} ${wallFrom.slice(11)}-${wallUntil.slice(11)}`
}

export function rosterEcho(plan: {
  lines: string[]
  span: Stretch
  replaced: number
  away: string[]
}): string[] {
  return [
    ...plan.lines.slice(0, 14),
    ...(plan.lines.length > 14 ? [`……共 ${plan.lines.length} 班`] : []),
    `从 ${dayWords(instantOf(plan.span.wallFrom))} 到 ${dayWords(instantOf(plan.span.wallUntil))},没有空档。`,
    ...(plan.replaced > 0 ? [`原来的 ${plan.replaced} 班由这份代替。`] : []),
    ...plan.away,
  ]
}

export const awayLine = (name: string, day: string, deputy: string) =>
  `⚠️${name} ${dateWords(day)} 请假,到时由${deputy}代班。`

export const planned = (n: number, until: string) => plain(`已排 ${n} 班,排到 ${until}。已告诉各位。`)

/** To everybody on a new roster: their own shifts. */
export function yourShifts(what: string, lines: string[]): Card {
  const shown = lines.slice(0, 14)
  return {
    tone: 'blue',
    title: `您的${what}`,
    lines: [
      ...shown,
      ...(lines.length > shown.length ? [`……共 ${lines.length} 班`] : []),
      `要换班先看班号:/${what} 本周,再发:/${what} 换班 班号 @人`,
    ],
  }
}

export interface ShiftLine extends Stretch {
  id: number
  who: string
  note?: string
}

export function shiftLine({ id, who, note, ...stretch }: ShiftLine): string {
  return `${id}号班|${stretchWords(stretch)}|${who}${note ? `|${note}` : ''}`
}

/** A roster as people look at it, its gaps marked. */
export function rosterCard(list: {
  title: string
  lines: string[]
  /** What it means that nothing stands here. */
  empty: string
  gaps: readonly Stretch[]
  phone?: string
  actions: Action[]
}): Card {
  return {
    tone: list.gaps.length > 0 ? 'yellow' : 'plain',
    title: list.title,
    lines: [
      ...(list.lines.length > 0 ? list.lines : [list.empty]),
      ...list.gaps.map((gap) => `⚠️没有人:${stretchWords(gap)},紧急由值班室全体接。`),
      ...(list.phone ? [`值班电话 ${list.phone}`] : []),
    ],
    actions: list.actions,
  }
}

export const swapEcho = (lines: string[]) => [...lines, '换了以后,紧急和提醒都发给新的人。']
export const swapped = (lines: string[]) => plain('已换班,已告诉对方。', ...lines)
export const swappedTo = (by: string, lines: string[]): Card => ({
  tone: 'blue',
  title: `换班(${by})`,
  lines,
  actions: [{ label: '看值班表', command: '/值班 本周' }],
})

export const postingTexts = {
  how: plain('每周两名民警,每人四个半天。', howPosting),
  line: (word: string) => plain(`没看懂「${word}」。`, howPosting),
  notOfficer: (name: string) => plain(`${name}不是社区民警,不能排派驻。`),
  none: plain('现在没有您的派驻班次。派驻开始前一小时起可以报到;看安排:/派驻 本周'),
  already: (time: string) => plain(`${time} 已经记过到岗。`),
  here: (when: string) => plain(`已记到岗:${when}。只记时间,不记位置。`),
} as const

export function postingFaultsCard(faults: readonly PostingFault[], name: (id: number) => string): Card {
  return {
    tone: 'yellow',
    title: '派驻还差一点,没有保存',
    lines: [...faults.map((one) => postingFault(one, name)), howPosting],
  }
}

function postingFault(one: PostingFault, name: (id: number) => string): string {
  switch (one.fault) {
    case 'officers':
      return `派驻要两名民警,这里是 ${one.found} 名。`
    case 'half-days':
      return `${name(one.personId)}排了 ${one.found} 个半天,要 ${one.owed} 个。`
    case 'day off':
      return `${name(one.personId)}的 ${dateWords(one.day)} 不上班,请换一天。`
    case 'twice':
      return `${name(one.personId)}的 ${dayWords(instantOf(one.wall))} 写了两次。`
  }
}

/** Half an hour before it begins. */
export function soon(what: string, where: string, stretch: Stretch, actions: Action[]): Card {
  return { tone: 'blue', title: `${what}提醒`, lines: [`${stretchWords(stretch)},${where}。`], actions }
}

/** To the duty desk, when nobody checked in; no blame: they may just have forgotten the button. */
export function notCheckedIn(who: string, where: string, stretch: Stretch): Card {
  return {
    tone: 'yellow',
    title: '派驻未见到岗',
    lines: [`${who},${where},${stretchWords(stretch)}。过了15分钟还没点「到岗」,请打个电话问问。`],
  }
}

export const forgotCheckIn = (stretch: Stretch): Card => ({
  tone: 'yellow',
  title: '您到岗了吗?',
  lines: [`${stretchWords(stretch)} 的派驻还没点「到岗」。到了请点一下;来不了请告诉值班室。`],
  actions: [{ label: '到岗', command: '/派驻 到' }],
})
