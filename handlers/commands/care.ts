import { tell } from './report.ts'
import type { Verb } from './verb.ts'

/** Somebody needs help; where the words tell of danger, the emergency chain starts as with any words. */
export const care: Verb = {
  name: '求助',
  aliases: ['sos'],
  args: '谁需要什么帮助、在哪里',
  help: '要人帮一把;有危险会马上通知值班室',
  where: 'anywhere',
  who: 'everyone',
  words: true,
  run: (call) => tell(call, { kind: 'care', quiet: true }, '/求助 3号楼独居老人两天没出门'),
}
