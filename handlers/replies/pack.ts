import type { Action, Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import type { Face } from '../meetings/face.ts'
import type { Section } from '../meetings/pack.ts'

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

/** The pack in the work group: what was promised last time in full, of the rest how many. */
export function packCard(face: Face, sections: readonly Section[]): Card {
  return {
    tone: 'blue',
    title: `例会材料|${face.where}|${dayWords(face.startsAt)}`,
    lines: sections.flatMap((section, at) => [headline(section, at), ...promisedLines(section, at)]),
    actions: openers(face, sections),
  }
}

/** The pack for one colleague: every section with its first lines. */
export function packInPrivate(face: Face, sections: readonly Section[]): Card {
  return {
    tone: 'blue',
    title: `例会材料|${face.where}|${dayWords(face.startsAt)}`,
    lines: sections.flatMap((section, at) => [
      headline(section, at),
      ...section.lines.slice(0, 3).map((line) => `  ${line}`),
      ...(section.count > 3 ? [`  ……还有 ${section.count - 3} 条,点「展开」`] : []),
    ]),
    actions: openers(face, sections),
  }
}

/** One section, opened. */
export function sectionCard(face: Face, section: Section, at: number): Card {
  const { lines, count } = section
  return {
    tone: 'plain',
    title: `${nameOf(section, at)}|${face.where}|${dayWords(face.startsAt)}`,
    lines:
      count === 0
        ? [`${nothing}。`]
        : [...lines.slice(0, mostLines), ...(count > mostLines ? [`……还有 ${count - mostLines} 条`] : [])],
  }
}

function headline(section: Section, at: number): string {
  return `${nameOf(section, at)}:${section.count === 0 ? nothing : section.count}`
}

function promisedLines({ lines, count }: Section, at: number): string[] {
  if (at !== 1) return []
  const more = count > inFull ? [`  ……还有 ${count - inFull} 条,点「展开」`] : []
  return [...lines.slice(0, inFull).map((line) => `  ${line}`), ...more]
}

function nameOf({ title }: Section, at: number): string {
  return at === 0 ? title : `(${at}) ${title}`
}

function openers({ id }: Face, sections: readonly Section[]): Action[] {
  return sections.flatMap(({ count, title }, at) =>
    count > 0 ? [{ label: `展开 ${title}`, command: `/例会 包 ${id} ${at}` }] : [],
  )
}

export const packLines = {
  fresh: (colours: readonly (string | null)[]) => {
    const n = (colour: string | null) => colours.filter((one) => one === colour).length
    const plain = n(null) > 0 ? ` 未定色${n(null)}` : ''
    return `这一周新增 ${colours.length}:红${n('red')} 黄${n('yellow')} 蓝${n('blue')}${plain}`
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
    `回访:做了 ${made} 次,到期没做 ${late} 次,往后7天 ${ahead} 次`,
  gaps: (grids: readonly string[]) => `还没有网格员:${grids.join('、')}`,
  assigned: (seen: MatterView) =>
    `${seen.lead}|${seen.number}|${seen.title}|${seen.dueAt ? `限${dayWords(seen.dueAt)}` : ''}`,
} as const
