import { answer } from '../desk.ts'
import { helpCard, helpOf } from '../replies/help.ts'
import { verbsFor } from './index.ts'
import type { Verb } from './verb.ts'

export const help: Verb = {
  name: '帮助',
  aliases: ['help', 'h', '?', '？', '菜单'],
  args: '[命令]',
  help: '看您能用的命令',
  where: 'anywhere',
  who: 'everyone',
  async run({ message, desk, asker, words }) {
    const wanted = words[0]?.replace(/^[/／]/u, '').toLowerCase()
    const asked = verbsFor(asker).find((verb) => verb.name === wanted || verb.aliases.includes(wanted ?? ''))
    if (asked) return { changes: [], posts: [answer(message, helpOf(asked))] }
    const here = verbsFor(asker, { message, desk })
    // Short among neighbours, and for colleagues, who have many; a resident in private gets every line.
    const card = helpCard(here, message.chat.kind === 'group' || asker.staff !== undefined)
    return { changes: [], posts: [answer(message, card)] }
  },
}
