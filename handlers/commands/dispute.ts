import { tell } from './report.ts'
import type { Verb } from './verb.ts'

/** A dispute: where it is typed in a group, all further words are private. */
export const dispute: Verb = {
  name: '纠纷',
  aliases: ['dispute'],
  args: '和谁闹了什么、在哪里、多久了',
  help: '反映一件纠纷,只在私聊里说',
  where: 'anywhere',
  who: 'everyone',
  words: true,
  run: (call) => tell(call, { kind: 'dispute', quiet: true }, '/纠纷 楼上每晚11点后跳绳'),
}
