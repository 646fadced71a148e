import { answer } from '../desk.ts'
import { emergencyLine } from '../replies/refusals.ts'
import { verbsFor } from './index.ts'
import type { Verb } from './verb.ts'

export const help: Verb = {
  name: '帮助',
  aliases: ['help', 'h', '?', '？', '菜单'],
  args: '[命令]',
  help: '看您能用的命令',
  where: 'anywhere',
  who: 'everyone',
  async run({ message, asker, words }) {
    const usable = verbsFor(asker)
    const asked = usable.find((verb) => verb.name === words[0] || verb.aliases.includes(words[0] ?? ''))
    const shown = asked ? [asked] : usable
    const lines = shown.map((verb) => `/${verb.name}${verb.args ? ` ${verb.args}` : ''} ${verb.help}`)
    const more = asked
      ? [`也可以写:${asked.aliases.map((alias) => `/${alias}`).join(' ')}`]
      : ['直接用大白话跟我说也行。']
    return {
      changes: [],
      posts: [
        answer(message, { tone: 'plain', title: '我能做的', lines: [...lines, ...more, emergencyLine] }),
      ],
    }
  },
}
