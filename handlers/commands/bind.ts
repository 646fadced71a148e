import { record } from '../../db/events.ts'
import { bind, personOfCode } from '../../db/people.ts'
import { answer } from '../desk.ts'
import { plain } from '../replies/refusals.ts'
import type { Verb } from './verb.ts'

export const bindIdentity: Verb = {
  name: '绑定',
  aliases: ['bind'],
  args: '一次性代码',
  help: '工作人员绑定身份',
  where: 'direct',
  who: 'everyone',
  async run({ desk, message, asker, words }) {
    const at = desk.clock.now()
    const code = await personOfCode(desk.db, desk.seal, words[0] ?? '', at)
    if (!code) {
      const event = record({ matterId: null, at, actorId: null, kind: 'refused', values: { what: '绑定' } })
      return {
        changes: [event],
        posts: [answer(message, plain('代码不对、用过了或过期了。请找管理员要一个新的。'), 'refusal')],
      }
    }
    const event = record({
      matterId: null,
      at,
      actorId: code.personId,
      kind: 'bound',
      values: { platform: message.platform },
    })
    return {
      changes: [bind(code, asker.identity, at), event],
      posts: [answer(message, plain(`已绑定:${code.name}。发「/帮助」看您能用的命令,「/待办」看要办的事。`))],
    }
  },
}
