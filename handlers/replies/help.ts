import type { Card } from '../../matters/message.ts'
import type { Verb } from '../commands/verb.ts'
import { emergencyLine } from './refusals.ts'

/** What may be done here. Colleagues get names only, by the door they are used for; the rest is one word away. */
export function helpCard(verbs: readonly Verb[], compact: boolean): Card {
  const lines = compact ? compactLines(verbs) : verbs.map((verb) => `${usage(verb)} ${verb.help}`)
  return {
    tone: 'plain',
    title: '我能做的',
    lines: [...lines, '直接用大白话跟我说也行。', `${emergencyLine}`],
  }
}

/** One verb, with its other names. */
export function helpOf(verb: Verb): Card {
  const others = verb.aliases.map((alias) => `/${alias}`).join(' ')
  const where = { anywhere: '群里、私聊都行', direct: '请私聊发', work: '私聊或工作群' }[verb.where]
  return {
    tone: 'plain',
    title: `/${verb.name}`,
    lines: [
      `${usage(verb)} ${verb.help}`,
      `在哪里:${where}。`,
      ...(others ? [`也可以写:${others}`] : []),
      emergencyLine,
    ],
  }
}

function usage(verb: Verb): string {
  return `/${verb.name}${verb.args ? ` ${verb.args}` : ''}`
}

function compactLines(verbs: readonly Verb[]): string[] {
  const onMatters = verbs.filter((verb) => verb.rights)
  const others = verbs.filter((verb) => !verb.rights)
  const listed = (some: readonly Verb[]) => some.map((verb) => `/${verb.name}`).join(' ')
  return [
    ...(onMatters.length > 0 ? [`办一件事(后面带编号):${listed(onMatters)}`] : []),
    `其他:${listed(others)}`,
    '想知道某个命令怎么写:/帮助 命令,例如 /帮助 交办。',
  ]
}
