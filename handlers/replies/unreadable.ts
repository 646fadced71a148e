import type { Card, IncomingType } from '../../matters/message.ts'
import { notUnderstood } from './receipt.ts'
import { emergencyLine, plain } from './refusals.ts'

/** To who sent the bot a voice, a file or a card without words it could read. */
export function unreadable(type: IncomingType): Card {
  if (type === 'voice_text') return plain('语音我听不了,没有记录。请打字说一遍。', `${emergencyLine}。`)
  if (type === 'link') return plain('这个我打不开,没有记录。请用文字说一遍。', `${emergencyLine}。`)
  return notUnderstood
}
