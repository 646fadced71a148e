import { saying, type Write } from '../../db/write.ts'
import type { HeardMessage } from '../../matters/message.ts'
import { whisper } from '../desk.ts'
import { emergencyLine, plain } from './refusals.ts'

/** Said to the sender when a message could not be handled after all tries: nobody may believe they were heard. */
export function couldNotHandle(message: HeardMessage): Write {
  if (message.heard === 'membership' || message.heard === 'recall') return saying()
  const card = plain(
    '抱歉,刚才您的一条消息我没能处理成功。',
    '请再发一次,或直接联系网格员、民警。',
    `${emergencyLine}。`,
  )
  return saying(whisper(message, card, 'refusal'))
}
