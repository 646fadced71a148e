import { answer } from '../desk.ts'
import { noticeCard } from '../replies/notice.ts'
import type { Verb } from './verb.ts'

export const notice: Verb = {
  name: '告知',
  aliases: ['notice'],
  args: '',
  help: '再看一遍机器人告知',
  where: 'anywhere',
  who: 'everyone',
  async run({ message, desk }) {
    const group = desk.registry.group(message.platform, message.chat.id)
    return { changes: [], posts: [answer(message, noticeCard(group ?? { mode: 'mention' }, desk.operator))] }
  },
}
