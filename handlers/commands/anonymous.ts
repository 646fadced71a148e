import { beKnown, isAnonymous, stayUnknown } from '../../db/anonymous.ts'
import { saying } from '../../db/write.ts'
import { whisper } from '../desk.ts'
import { anonymousOnOff, nowKnown, nowUnknown } from '../replies/anonymous.ts'
import type { Verb } from './verb.ts'

/** On: nothing is kept of who confirms a report; they hold a password instead. */
export const anonymous: Verb = {
  name: '匿名',
  aliases: ['anon'],
  args: '开/关',
  help: '打开后不保存您是谁,凭口令查进度',
  where: 'direct',
  who: 'everyone',
  async run({ desk, message, asker, words }) {
    const { seal } = desk
    const [said = ''] = words
    if (/^(?:开|打开|开启|on|是)$/iu.test(said))
      return {
        changes: [stayUnknown(seal, asker.identity, desk.clock.now())],
        posts: [whisper(message, nowUnknown)],
      }
    if (/^(?:关|关闭|关掉|off|否)$/iu.test(said))
      return { changes: [beKnown(seal, asker.identity)], posts: [whisper(message, nowKnown)] }
    return saying(whisper(message, anonymousOnOff(await isAnonymous(desk.db, seal, asker.identity))))
  },
}
