import { whisper } from '../desk.ts'
import { plain } from '../replies/refusals.ts'
import { report } from '../report.ts'
import type { Wish } from '../telling.ts'
import type { Call, Verb } from './verb.ts'

export const reportVerb: Verb = {
  name: '上报',
  aliases: ['report', 'r', '反映'],
  args: '什么事、在哪里、什么时候',
  help: '反映一件事,您私下确认后才登记',
  where: 'anywhere',
  who: 'everyone',
  words: true,
  run: (call) => tell(call, {}, '/上报 5号楼2单元楼道堆杂物'),
}

/** A report in the words behind a verb, or in the message it quotes; without either, what to type. */
export async function tell({ message, desk, asker, rest }: Call, wish: Wish, example: string) {
  if (rest) return await report({ ...message, heard: 'mention' }, desk, rest, wish)
  // A quoted message may be filed by staff as a report of their own: the quoted person is not named.
  if (message.quotedText && asker.staff)
    return await report({ ...message, heard: 'mention' }, desk, message.quotedText, wish)
  return { changes: [], posts: [whisper(message, plain(`请在后面写上事情,例如:${example}`))] }
}
