import { nothing, saying, together, type Write } from '../../db/write.ts'
import type { Card, HeardMessage, Post } from '../../matters/message.ts'
import { answer } from '../desk.ts'
import { fraudFeaturesIn } from '../read/facts-fraud.ts'
import { isUnderWay } from '../read/fraud-told.ts'
import { fraudTypeIn } from '../read/fraud-type.ts'
import { fraudCheckCard, pasteFirst } from '../replies/fraud-check.ts'
import { report } from '../report.ts'
import type { Call, Verb } from './verb.ts'

/**
 * How many of the fifteen features of fraud a text shows. Nothing of it is kept; only where it tells that money is
 * moving does it go the way of every such report, to the duty desk.
 */
export const checkFraud: Verb = {
  name: '反诈',
  aliases: ['fraud'],
  args: '粘贴可疑的话',
  help: '看一段短信或聊天像不像诈骗(15条特征),内容不保存',
  where: 'anywhere',
  who: 'everyone',
  words: true,
  async run(call) {
    const { message } = call
    const text = textToCheck(call)
    if (!text) return saying(unaddressed(message, pasteFirst))
    const alarm = isUnderWay(text) ? await alarmed(call, text) : nothing
    const check = {
      features: fraudFeaturesIn(text),
      type: fraudTypeIn(text),
      alarmed: alarm.changes.length > 0,
    }
    return together(saying(unaddressed(message, fraudCheckCard(check, message.chat.kind))), alarm)
  },
}

/** As many characters as a question about a quoted message has: 这个是真的吗. More is a text of its own. */
const question = 12

/** What was pasted; else what was quoted, together with what was asked about it. */
function textToCheck({ rest, message }: Call): string {
  const quoted = message.quotedText?.trim() ?? ''
  if (!quoted || rest.length > question) return rest
  return [rest, quoted].filter(Boolean).join('\n')
}

function alarmed({ message, desk }: Call, text: string): Promise<Write> {
  return report({ ...message, heard: 'mention', neighbours: [] }, desk, text)
}

/** Nobody is mentioned: a group need not be told who had something checked. */
function unaddressed(message: HeardMessage, card: Card): Post {
  return { ...answer(message, card), card }
}
