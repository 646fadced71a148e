import { rolesOf } from '../../matters/roles.ts'
import { alarmByHand } from '../alarm-by-hand.ts'
import { whisper } from '../desk.ts'
import { plain } from '../replies/refusals.ts'
import type { Verb } from './verb.ts'

/** The emergency chain now, whatever the reader would make of the words. No area is asked for: danger knows none. */
export const alarm: Verb = {
  name: '紧急',
  aliases: ['alarm'],
  args: '什么事、在哪里',
  help: '立刻通知值班室,启动紧急处置(先拨110/119/120)',
  where: 'anywhere',
  who: rolesOf('alarm'),
  words: true,
  async run({ message, desk, asker, rest }) {
    const words = rest || message.quotedText
    if (!words || !asker.staff)
      return {
        changes: [],
        posts: [
          whisper(message, plain('请说什么事、在哪里,例如:/紧急 5号楼2单元有人昏倒。先拨110/119/120。')),
        ],
      }
    return await alarmByHand(message, desk, { words, staff: asker.staff })
  },
}
