import { saying, type Write } from '../../db/write.ts'
import type { HeardMessage, PostKind } from '../../matters/message.ts'
import { type Desk, whisper } from '../desk.ts'
import { tellAdmins } from '../tell-admins.ts'
import { emergencyLine, plain } from './refusals.ts'

/** What is given up silently to a resident who blocked the bot is no news; these are. */
const matters: readonly string[] = ['notice', 'page', 'safety', 'matter', 'reminder'] satisfies PostKind[]

/** Tells the administrators, or while there are none the duty desk, that something could not be said. */
export function couldNotSay(
  desk: Desk,
  row: { id: string; about: string; chat: string; chatKind: string; platform: string },
): Write {
  if (!matters.includes(row.about)) return saying()
  const where =
    row.chatKind === 'group'
      ? (desk.registry.group(row.platform, row.chat)?.name ?? '一个群')
      : '一位同事的私聊'
  const card = plain(
    `有一条消息没能发到${where}(${row.about})。`,
    '请看机器人是否还在群里、有没有被禁言;告知没发出之前,那个群里我什么都不听。',
  )
  return tellAdmins(desk, card, `buried:${row.id}`)
}

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
