import type { Action, Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords, localDate } from '../../matters/working-time.ts'
import type { Face } from '../meetings/face.ts'
import type { Section } from '../meetings/pack.ts'
import { fitting } from './in-group.ts'
import { dayOnly } from './minutes.ts'

/** Topics, and the ten sections in the order of the meeting. */
export const packTitles = [
  '议题',
  '上次决议',
  '红黄事项',
  '超期与督办',
  '回访不满意、重开',
  '隐患挂牌、销号',
  '反诈与宣传',
  '困难、未成年人',
  '问题清单',
  '走访、巡逻、缺员',
  '下周分工',
] as const

const nothing = '本周无'
/** Lines of one section in a card: more are read one section at a time. */
const inFull = 5
const mostLines = 30

/** The pack in the work group: how many of what, and as far as there is room what was promised last time. */
export function packCard(face: Face, sections: readonly Section[]): Card {
  const title = `${face.name}材料|${face.where}|${dayOnly(localDate(face.startsAt))}`
  const told = sections.flatMap((section, at) => (isEmpty(section) ? [] : [{ section, at }]))
  const free = sections.length - told.length
  const rest = free > 0 && told.length > 0 ? [`其余 ${free} 项${nothing}`] : []
  const heads = told.map(({ section, at }) => briefly(section, at))
  const more = `……都在:/例会 包 ${face.id}`
  const allFit = fitting([title, ...rest], heads).length === heads.length
  const shown = allFit ? heads : fitting([title, ...rest, more], heads)
  const said = [...(allFit ? shown : [...shown, more]), ...rest]
  const promised = fitting([title, ...said], (sections[1]?.lines ?? []).slice(0, inFull).map(indented))
  const at = told.findIndex((one) => one.at === 1) + 1
  return {
    tone: 'blue',
    title,
    lines: told.length === 0 ? [allQuiet(sections)] : [...said.slice(0, at), ...promised, ...said.slice(at)],
    actions: openers(face, sections),
  }
}

/** The pack for one colleague: every section with its first lines. */
export function packInPrivate(face: Face, sections: readonly Section[]): Card {
  return card(face, sections, 3)
}

/** One section, opened. */
export function sectionCard(face: Face, section: Section, at: number): Card {
  const { lines, figures } = section
  const shown = lines.slice(0, mostLines)
  return {
    tone: 'plain',
    title: `${nameOf(section, at)}|${face.where}|${dayWords(face.startsAt)}`,
    lines: isEmpty(section)
      ? [`${nothing}。`]
      : [
          ...(figures ? [figures] : []),
          ...shown,
          ...(lines.length > shown.length ? [`……还有 ${lines.length - shown.length} 条`] : []),
        ],
  }
}

/** Sections with something in them, in their order; the empty ones in one line, or nobody reads the others. */
function card(face: Face, sections: readonly Section[], most: number): Card {
  const told = sections.flatMap((section, at) =>
    isEmpty(section) ? [] : [headline(section, at), ...firstLines(section, most)],
  )
  const empty = sections.flatMap((section, at) => (isEmpty(section) ? [nameOf(section, at)] : []))
  return {
    tone: 'blue',
    title: `${face.name}材料|${face.where}|${dayWords(face.startsAt)}`,
    lines:
      told.length === 0
        ? [allQuiet(sections)]
        : [...told, ...(empty.length > 0 ? [`${nothing}:${empty.join('、')}`] : [])],
    actions: openers(face, sections),
  }
}

function allQuiet(sections: readonly Section[]): string {
  return `${nothing}:${sections.length} 项都没有新情况,照常开会。`
}

function openers(face: Face, sections: readonly Section[]): Action[] {
  return sections.flatMap(({ title, lines }, at) =>
    lines.length > 0 ? [{ label: `展开 ${title}`, command: `/例会 包 ${face.id} ${at}` }] : [],
  )
}

function isEmpty({ lines, figures }: Section): boolean {
  return lines.length === 0 && figures === undefined
}

function headline(section: Section, at: number): string {
  const { lines, figures } = section
  return `${nameOf(section, at)}:${[lines.length > 0 ? `${lines.length} 项` : '', figures].filter(Boolean).join(',')}`
}

/** Without the figures, where there is something to open. */
function briefly(section: Section, at: number): string {
  return section.lines.length > 0
    ? `${nameOf(section, at)}:${section.lines.length} 项`
    : headline(section, at)
}

const indented = (line: string) => `  ${line}`

function firstLines({ lines }: Section, most: number): string[] {
  const more = lines.length > most ? [`  ……还有 ${lines.length - most} 条,点「展开」`] : []
  return [...lines.slice(0, most).map(indented), ...more]
}

function nameOf({ title }: Section, at: number): string {
  return at === 0 ? title : `(${at})${title}`
}

export const packLines = {
  fresh: (colours: readonly (string | null)[]) => {
    const n = (colour: string | null) => colours.filter((one) => one === colour).length
    const plain = n(null) > 0 ? ` 未定色${n(null)}` : ''
    return `新增 ${colours.length}(红${n('red')} 黄${n('yellow')} 蓝${n('blue')}${plain})`
  },
  flagged: (line: string, flags: { late: boolean; watched: boolean }) =>
    `${[flags.late ? '超期' : '', flags.watched ? '督办' : ''].filter(Boolean).join('、')}|${line}`,
  unsettled: (line: string, matter: { reopened: number; satisfaction: number | null }) =>
    [
      matter.reopened > 0 ? `重开${matter.reopened}次` : '',
      matter.satisfaction !== null && matter.satisfaction <= 2 ? `满意${matter.satisfaction}分` : '',
      line,
    ]
      .filter(Boolean)
      .join('|'),
  fraud: (seen: MatterView) => `${seen.number}|${seen.title}|${seen.state}`,
  care: (seen: MatterView) => `${seen.number}|${seen.title}|${seen.state}|牵头${seen.lead}`,
  visits: ({ made, late, ahead }: { made: number; late: number; ahead: number }) =>
    `回访做了 ${made} 次,到期没做 ${late} 次,往后7天 ${ahead} 次`,
  walked: (rows: readonly { visits: number; households: number; atHome: number }[]) => {
    const sum = (of: 'visits' | 'households' | 'atHome') => rows.reduce((all, row) => all + row[of], 0)
    return `走访 ${sum('visits')} 次、${sum('households')} 户,其中晚间和休息日 ${sum('atHome')} 次`
  },
  patrolled: ({ times, minutes }: { times: number; minutes: number }) =>
    `巡逻 ${times} 次,合计${Math.round(minutes / 6) / 10}小时`,
  gap: (grid: string) => `${grid}还没有网格员`,
  assigned: (seen: MatterView) =>
    `${seen.lead}|${seen.number}|${seen.title}|${seen.dueAt ? `限${dayWords(seen.dueAt)}` : ''}`,
} as const
