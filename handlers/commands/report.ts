import { whisper } from '../desk.ts'
import { plain } from '../replies/refusals.ts'
import { report } from '../report.ts'
import type { Verb } from './verb.ts'

export const reportVerb: Verb = {
  name: '上报',
  aliases: [
    'report',
    'r',
    '反映',
    '线索',
    'tip',
    '纠纷',
    'dispute',
    '隐患',
    'hazard',
    'hz',
    '求助',
    'sos',
    '办事',
    'svc',
  ],
  args: '什么事、在哪里、什么时候',
  help: '反映一件事,您私下确认后才登记',
  where: 'anywhere',
  who: 'everyone',
  async run({ message, desk, asker, rest }) {
    if (rest) return await report({ ...message, heard: 'mention' }, desk, rest)
    // A quoted message may be filed by staff as a report of their own: the quoted person is not named.
    if (message.quotedText && asker.staff)
      return await report({ ...message, heard: 'mention' }, desk, message.quotedText)
    return {
      changes: [],
      posts: [whisper(message, plain('请在后面写上事情,例如:/上报 5号楼2单元楼道堆杂物'))],
    }
  },
}
