import type { Card } from '../../matters/message.ts'
import type { Held, HeldMatter } from '../held.ts'
import { plain } from './refusals.ts'

/** Characters a message holds everywhere; more is cut into parts. */
const mostCharacters = 1500

/** What is held, first to be read, then as JSON to be kept; in as many messages as it takes. */
export function exportCards(held: Partial<Held>): Card[] {
  const words = readable(held)
  const parts = pieces(JSON.stringify(held, null, 1))
  return [
    ...grouped(words).map((lines, index, all) => ({
      ...plain(...lines),
      title: `存着的您的资料${all.length > 1 ? `(${index + 1}/${all.length})` : ''}`,
    })),
    ...parts.map((part, index) => ({ ...plain(part), title: `JSON ${index + 1}/${parts.length}` })),
  ]
}

function readable(held: Partial<Held>): string[] {
  const { settings, drafts = [], teams = [], reports = [], concerning = [] } = held
  return [
    ...(settings
      ? [
          `群里的话:${settings.groupsHeard ? '按群告知的方式听' : '不读'};匿名:${settings.anonymous ? '开(匿名反映的事不在这里,凭口令查)' : '关'}。`,
        ]
      : []),
    ...drafts.map((one) => `草稿|${one.category ?? '类别待定'}|${one.place || '地点未说'}|${one.summary}`),
    ...teams.map((one) => `报名的队伍|${one.name}|称呼「${one.calledAs}」`),
    `您反映的事 ${reports.length} 件。`,
    ...reports.flatMap(linesOf),
    ...(concerning.length > 0
      ? [`您作为当事人的事 ${concerning.length} 件。`, ...concerning.flatMap(linesOf)]
      : []),
    '下面是同样内容的JSON,可保存或交给别的机构。此外没有存您的资料。',
  ]
}

function linesOf(one: HeldMatter): string[] {
  return [
    `${one.number}|${one.category}|${one.state}|${one.place}|${one.when}|${one.summary}`,
    ...one.steps.map((step) => `  ${step}`),
  ]
}

function grouped(lines: string[]): string[][] {
  const groups: string[][] = [[]]
  let length = 0
  for (const line of lines) {
    if (length + line.length > mostCharacters && length > 0) {
      groups.push([])
      length = 0
    }
    groups.at(-1)?.push(line)
    length += line.length + 1
  }
  return groups
}

function pieces(text: string): string[] {
  const signs = [...text]
  return Array.from({ length: Math.ceil(signs.length / mostCharacters) }, (_, index) =>
    signs.slice(index * mostCharacters, (index + 1) * mostCharacters).join(''),
  )
}
